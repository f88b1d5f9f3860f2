import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { EntryLinks } from '#app/buying/entry-links.tsx'
import { UndoForm } from '#app/buying/undo-form.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import { payables } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'

const Params = z.object({
  paymentId: z.uuid(),
  saved: z.literal('yes').optional().catch(undefined),
})

export const loader = tenantLoader('goods.read', Params, async (tx, { paymentId, saved }, edge) => {
  const payment = await payables.getPayment(tx, paymentId)
  const { role } = edge.membership
  const { t } = textsFor(languageOf(edge.request))
  return {
    payment,
    wasSaved: saved === 'yes',
    mayWrite: may(role, 'books.write'),
    entries: may(role, 'books.read') ? await listEntriesOf(tx, 'supplier_payment', paymentId) : [],
    title: t('buying:payment.title', { name: payment.supplierName }),
  }
})

const Input = z.object({ paymentId: z.uuid(), act: z.literal('undo') })

export const action = tenantAction('books.write', Input, (tx, { paymentId }, edge) =>
  payables.undoPayment(tx, {
    paymentId,
    why: textsFor(languageOf(edge.request)).t('buying:undo.why'),
  }),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One payment: how much, from where, and which bills it settled. */
export default function PaymentPage() {
  const { payment, wasSaved, mayWrite, entries, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, [])
  const here = `/${slug}/stock/buying`
  const isUndone = payment.undoneOn !== null
  const isBack = payment.amountMinor < 0
  return (
    <>
      <PartHeader
        title={title}
        under={
          <>
            {formatDay(payment.paidOn, words)} · {t(`pay.accountWord.${payment.account}`)}{' '}
            {isUndone && <Tag tone="gold">{t('bill.undone')}</Tag>}
          </>
        }
        back={{ to: `${here}/suppliers/${payment.supplierId}`, label: payment.supplierName }}
      >
        <Total
          inline
          label={t(isBack ? 'payment.back' : 'payment.amount')}
          amountMinor={Math.abs(payment.amountMinor)}
          size="report"
        />
      </PartHeader>
      <div className="stack">
        {wasSaved && !isUndone && <Notice kind="done" title={t('payment.saved')} announce />}
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <Card title={t('payment.bills')}>
          <dl className="day-pairs">
            {payment.settled.map((each) => {
              const bill = payment.bills.find(({ id }) => id === each.billId)
              return (
                <div key={each.billId} className="day-pair">
                  <dt>
                    <Link to={`${here}/bills/${each.billId}`}>
                      {t('payment.bill', { day: bill ? formatDay(bill.billedOn, words) : '' })}
                    </Link>
                  </dt>
                  <dd>{formatMoney(Math.abs(each.amountMinor))}</dd>
                </div>
              )
            })}
            {payment.unusedMinor > 0 && (
              <div className="day-pair">
                <dt>{t('payment.advance')}</dt>
                <dd>{formatMoney(payment.unusedMinor)}</dd>
              </div>
            )}
          </dl>
          {payment.note && <p>{payment.note}</p>}
        </Card>
        {mayWrite && !isUndone && (
          <UndoForm label={t('undo.payment')} text={t('undo.paymentText')} />
        )}
        <EntryLinks entries={entries} />
      </div>
    </>
  )
}
