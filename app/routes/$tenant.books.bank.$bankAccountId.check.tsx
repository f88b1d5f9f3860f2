import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Scale } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ComparisonCard } from '#app/bank/comparison-card.tsx'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import {
  bookOpening,
  compareBalance,
  confirmBalance,
  getAgreement,
  getBankAccount,
} from '#modules/banking/index.ts'
import { CheckForm, LineEntryForm, TypedBalance } from '#modules/banking/shared.ts'
import { may } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

const Query = z.object({
  bankAccountId: z.uuid(),
  through: CheckForm.shape.through.optional().catch(undefined),
  statement: TypedBalance.optional().catch(undefined),
})

export const loader = tenantLoader('books.read', Query, async (tx, query, edge) => ({
  account: await getBankAccount(tx, query.bankAccountId),
  comparison: await compareBalance(tx, query.bankAccountId, {
    through: query.through,
    statementMinor: query.statement,
  }),
  agreement: await getAgreement(tx, query.bankAccountId),
  checkId: newId(),
  openingEntryId: newId(),
  mayWrite: may(edge.membership.role, 'books.write'),
  title: textsFor(languageOf(edge.request)).t('banking:check.title'),
}))

const bankAccountId = z.uuid()
const Act = z.discriminatedUnion('intent', [
  CheckForm.extend({ intent: z.literal('confirm'), bankAccountId }),
  z.object({
    intent: z.literal('opening'),
    bankAccountId,
    entryId: LineEntryForm.shape.entryId,
    memo: LineEntryForm.shape.memo,
  }),
])

async function act(tx: Tx, form: z.output<typeof Act>): Promise<{ done: 'confirm' | 'opening' }> {
  if (form.intent === 'opening') await bookOpening(tx, form)
  else await confirmBalance(tx, form.bankAccountId, form)
  return { done: form.intent }
}
export const action = tenantAction('books.write', Act, act)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** The bank's balance on a day beside the books: whether they agree, and if not, why. */
export default function CheckBalance() {
  const { account, comparison, checkId, openingEntryId, mayWrite } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <>
      <PartHeader
        title={t('check.title')}
        under={t('check.text')}
        back={{ to: `/${slug}/books/bank/${account.id}`, label: account.name }}
      />
      <div className="stack stack-loose bank-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {answer?.ok && <Notice kind="done" title={t(`check.did.${answer.value.done}`)} announce />}
        <Form
          method="get"
          className="stack"
          key={`${comparison.through} ${comparison.statementMinor}`}
        >
          <div className="bank-pair">
            <Field
              label={t('check.day')}
              type="date"
              name="through"
              defaultValue={comparison.through}
              min={account.openingOn}
              required
            />
            <Field
              label={t('check.balance')}
              name="statement"
              inputMode="numeric"
              prefix="NT$"
              figure
              defaultValue={comparison.statementMinor}
              hint={t('check.balanceHint')}
              autoComplete="off"
              required
            />
          </div>
          <div>
            <Button type="submit" icon={Scale}>
              {t('check.compare')}
            </Button>
          </div>
        </Form>
        <ComparisonCard
          {...{ comparison, checkId, openingEntryId, mayWrite }}
          accountId={account.id}
        />
        <Checks />
      </div>
    </>
  )
}

function Checks() {
  const { agreement } = useLoaderData<typeof loader>()
  const { words } = useOffice()
  const { t } = useTranslation('banking')
  if (agreement.checks.length === 0) return null
  return (
    <Card title={t('check.before')}>
      <ul className="bank-lines">
        {agreement.checks.map((check) => (
          <li key={check.id} className="bank-line">
            <div className="bank-line-head">
              <Link
                to={`?through=${check.through}&statement=${check.statementMinor}`}
                className="bank-link"
              >
                {formatDay(check.through, words)}
              </Link>
              <span>{formatMoney(check.statementMinor)}</span>
            </div>
            <div className="bank-line-head">
              {check.isBroken ? (
                <Tag tone="red">{t('check.broken')}</Tag>
              ) : (
                <Tag tone="tea">{t('check.fine')}</Tag>
              )}
              {check.byName && <span className="muted">{check.byName}</span>}
            </div>
            {check.changedMinor !== 0 && (
              <p>{t('check.changed', { amount: formatMoney(Math.abs(check.changedMinor)) })}</p>
            )}
            {check.openLines > 0 && <p>{t('check.opened', { count: check.openLines })}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
