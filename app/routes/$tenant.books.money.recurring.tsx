import '#app/books/ledger.css'
import '#app/components/account.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Repeat } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { CentreSelect } from '#app/books/centre-select.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { PlaceField } from '#app/books/place-field.tsx'
import { PurposeField } from '#app/books/purpose-field.tsx'
import { slipWords } from '#app/books/slip-words.ts'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { MoneyField } from '#app/components/money-field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Segments } from '#app/components/segments.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { accounts, costCentres, money, type Recurring } from '#modules/bookkeeping/index.ts'
import { RecurringForm } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => {
  const { timeZone } = await getShopClock(tx)
  return {
    recurring: await money.listRecurring(tx),
    accounts: await accounts.listAccounts(tx),
    places: await money.listMoneyPlaces(tx),
    centres: await costCentres.listCostCentres(tx),
    today: dayIn(timeZone, new Date()),
    id: newId(),
    title: textsFor(languageOf(edge.request)).t('ledger:recurring.title'),
  }
})

async function change(tx: Tx, form: RecurringForm) {
  if (form.intent === 'stop') return money.stopRecurring(tx, form)
  const { intent: _, ...input } = form
  return money.saveRecurring(tx, input)
}
export const action = tenantAction('books.write', RecurringForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What is paid or received every month: the list, and adding to it. */
export default function RecurringPage() {
  const { recurring, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <>
      <BooksHeader
        title={t('recurring.title')}
        under={t('recurring.text')}
        back={{ to: `/${slug}/books/money`, label: t('money.back') }}
      />
      <div className="stack money-form">
        {answer?.ok && <Notice kind="done" title={t('saved')} announce />}
        <Card title={t('recurring.list')}>
          {recurring.length === 0 && <p className="muted">{t('recurring.none')}</p>}
          <ul className="rows">
            {recurring.map((each) => (
              <RecurringRow key={each.id} recurring={each} />
            ))}
          </ul>
        </Card>
        <Card title={t('recurring.add')}>
          <AddForm key={id} />
        </Card>
      </div>
    </>
  )
}

function RecurringRow({ recurring }: { recurring: Recurring }) {
  const { t, language } = useLedgerText()
  return (
    <li>
      <span>
        <b>{recurring.note || slipWords(t, recurring, language)}</b>{' '}
        {recurring.booksItself && <Tag tone="tea">{t('recurring.byItself')}</Tag>}
        <br />
        <span className="muted cap">
          {t('recurring.every', { day: recurring.dayOfMonth })} ·{' '}
          {formatMoney(recurring.amountMinor)} · {slipWords(t, recurring, language)}
        </span>
      </span>
      <Disclosure label={t('recurring.stop')} kind="quiet">
        <Form method="post" className="stack">
          <input type="hidden" name="intent" value="stop" />
          <input type="hidden" name="id" value={recurring.id} />
          <p>{t('recurring.stopText')}</p>
          <Button type="submit" kind="danger">
            {t('recurring.stopNow')}
          </Button>
        </Form>
      </Disclosure>
    </li>
  )
}

function AddForm() {
  const { accounts: all, places, centres, today, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['amount', 'purposeCode', 'dayOfMonth', 'startsOn', 'note'])
  const { t } = useLedgerText()
  const [direction, setDirection] = useState<'paid' | 'received'>('paid')
  return (
    <Form method="post" className="stack">
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="id" value={id} />
      <Segments
        label={t('recurring.which')}
        name="direction"
        value={direction}
        onChoose={setDirection}
        segments={[
          { value: 'paid', label: t('recurring.paid') },
          { value: 'received', label: t('recurring.received') },
        ]}
        joined
      />
      <MoneyField
        label={t('money.amount')}
        prefix="NT$"
        name="amount"
        required
        error={errors.field('amount')}
      />
      <PurposeField
        key={direction}
        direction={direction}
        accounts={all}
        error={errors.field('purposeCode')}
      />
      <PlaceField direction={direction} places={places} accounts={all} />
      <Field
        label={t('recurring.day')}
        hint={t('recurring.dayHint')}
        name="dayOfMonth"
        type="number"
        inputMode="numeric"
        min={1}
        max={31}
        defaultValue={Number(today.slice(8))}
        required
        error={errors.field('dayOfMonth')}
      />
      <Field
        label={t('recurring.startsOn')}
        name="startsOn"
        type="date"
        defaultValue={today}
        required
        error={errors.field('startsOn')}
      />
      <Field
        label={t('money.note')}
        optional={t('optional')}
        name="note"
        maxLength={200}
        autoComplete="off"
        error={errors.field('note')}
      />
      <CentreSelect centres={centres} />
      <Checkbox
        label={t('recurring.booksItself')}
        hint={t('recurring.booksItselfHint')}
        name="booksItself"
        value="on"
      />
      <Button type="submit" kind="primary" size="key" icon={Repeat} wide busy={isBusy}>
        {t('recurring.save')}
      </Button>
    </Form>
  )
}
