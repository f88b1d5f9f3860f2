import '#app/components/account.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { BookOpen } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { byHandOf } from '#app/books/by-hand.server.ts'
import { ExceptionField } from '#app/books/exception-field.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { readSigned } from '#app/books/read-signed.ts'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { SumRow } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import {
  type Account,
  accounts,
  enterOpeningBalances,
  opening,
} from '#modules/bookkeeping/index.ts'
import { ACCOUNTS, KEPT_ELSEWHERE, OpeningForm } from '#modules/bookkeeping/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

/** The capital works itself out; goods and tabs are counted elsewhere. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  (['capital', ...KEPT_ELSEWHERE] as const).map((name) => ACCOUNTS[name].code),
)

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => {
  const { timeZone } = await getShopClock(tx)
  const all = await accounts.listAccounts(tx)
  return {
    opening: (await opening.findOpening(tx)) ?? null,
    accounts: all.filter(
      ({ code, kind, isArchived }) =>
        !isArchived && !LEFT_OUT.has(code) && kind !== 'income' && kind !== 'expense',
    ),
    today: dayIn(timeZone, new Date()),
    id: newId(),
    title: textsFor(languageOf(edge.request)).t('ledger:opening.title'),
  }
})

export const action = tenantAction('books.write', OpeningForm, (tx, form, edge) =>
  enterOpeningBalances(tx, form.input, byHandOf(form.exceptionReason, edge)),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What stood on the accounts when these books began. */
export default function Opening() {
  const { opening: entered } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useLedgerText()
  return (
    <>
      <BooksHeader
        title={t('opening.title')}
        under={t('opening.text')}
        back={{ to: `/${slug}/books/settings`, label: t('settings.back') }}
      />
      <div className="stack settings-column">
        {entered ? (
          <Notice
            kind="done"
            title={t('opening.entered', { day: formatDay(entered.postedOn, words) })}
            actions={
              <Link
                to={`/${slug}/books/entries/${entered.id}`}
                className={buttonClass({ kind: 'plain' })}
              >
                <ButtonFace icon={BookOpen}>{t('opening.see')}</ButtonFace>
              </Link>
            }
          >
            {t('opening.change')}
          </Notice>
        ) : (
          <OpeningCard />
        )}
      </div>
    </>
  )
}

const SIDES = ['asset', 'liability', 'equity'] as const

function OpeningCard() {
  const { accounts: all, today, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['day'])
  const { t } = useLedgerText()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const capitalMinor = all.reduce((sum, { code, kind }) => {
    const amount = readSigned(typed[code] ?? '') ?? 0
    return sum + (kind === 'asset' ? amount : -amount)
  }, 0)
  return (
    <Form method="post" className="stack stack-loose">
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      <Field
        label={t('opening.day')}
        hint={t('opening.dayHint')}
        type="date"
        name="day"
        max={today}
        defaultValue={`${today.slice(0, 4)}-01-01`}
        required
        error={errors.field('day')}
      />
      {SIDES.map((kind) => (
        <Card key={kind} title={t(`accounts.kind.${kind}`)}>
          {all
            .filter((each) => each.kind === kind)
            .map((account) => (
              <Balance
                key={account.code}
                account={account}
                onType={(text) => setTyped({ ...typed, [account.code]: text })}
              />
            ))}
        </Card>
      ))}
      <p className="muted">{t('opening.elsewhere')}</p>
      <SumRow label={t('opening.capital')} amountMinor={capitalMinor} final />
      <ExceptionField answer={answer} />
      <Button type="submit" kind="primary" size="key" wide busy={isBusy} busyLabel={t('busy')}>
        {t('opening.save')}
      </Button>
    </Form>
  )
}

function Balance({ account, onType }: { account: Account; onType: (text: string) => void }) {
  const { language } = useLedgerText()
  return (
    <>
      <input type="hidden" name="code[]" value={account.code} />
      <Field
        label={`${account.code} ${accountName(account, language)}`}
        name="amount[]"
        prefix="NT$"
        figure
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </>
  )
}
