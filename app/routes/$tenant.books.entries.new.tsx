import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { byHandOf } from '#app/books/by-hand.server.ts'
import { CentreSelect } from '#app/books/centre-select.tsx'
import { EntryLines } from '#app/books/entry-lines.tsx'
import { ExceptionField } from '#app/books/exception-field.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { accounts, costCentres, enterJournal } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS, JournalForm, KEPT_ELSEWHERE } from '#modules/bookkeeping/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const KEPT: ReadonlySet<string> = new Set(KEPT_ELSEWHERE.map((name) => ACCOUNTS[name].code))

export const loader = tenantLoader('books.write', z.object({}), async (tx, _input, edge) => {
  const { timeZone } = await getShopClock(tx)
  const all = await accounts.listAccounts(tx)
  return {
    accounts: all.filter(({ code, isArchived }) => !isArchived && !KEPT.has(code)),
    centres: await costCentres.listCostCentres(tx),
    today: dayIn(timeZone, new Date()),
    // Made here, so that pressing twice enters it once.
    id: newId(),
    title: textsFor(languageOf(edge.request)).t('ledger:journal.newTitle'),
  }
})

export const action = tenantAction(
  'books.write',
  JournalForm,
  (tx, form, edge) => enterJournal(tx, form.input, byHandOf(form.exceptionReason, edge)),
  ({ entryId }, { membership }) => `/${membership.slug}/books/entries/${entryId}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** An entry for those who know double entry: lines with an account and a side. */
export default function NewEntry() {
  const { accounts: all, centres, today, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['postedOn', 'memo', 'code'])
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <>
      <BooksHeader
        title={t('journal.newTitle')}
        under={t('journal.newText')}
        back={{ to: `/${slug}/books/journal`, label: t('journal.back') }}
      />
      <Card>
        <Form method="post" className="stack">
          {errors.general && <Notice kind="wrong" title={errors.general} announce />}
          <input type="hidden" name="id" value={id} />
          <Field
            label={t('journal.day')}
            type="date"
            name="postedOn"
            max={today}
            defaultValue={today}
            required
            error={errors.field('postedOn')}
          />
          <Field
            label={t('journal.memo')}
            name="memo"
            maxLength={200}
            autoComplete="off"
            error={errors.field('memo')}
          />
          <EntryLines accounts={all} error={errors.field('code')} />
          <CentreSelect centres={centres} />
          <ExceptionField answer={answer} />
          <Button type="submit" kind="primary" size="key" wide busy={isBusy} busyLabel={t('busy')}>
            {t('journal.save')}
          </Button>
        </Form>
      </Card>
    </>
  )
}
