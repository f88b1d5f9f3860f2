import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Banknote, Landmark } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BillCard } from '#app/buying/bill-card.tsx'
import { BillLines } from '#app/buying/bill-lines.tsx'
import { EntryLinks } from '#app/buying/entry-links.tsx'
import { SettledCard } from '#app/buying/settled-card.tsx'
import { UndoForm } from '#app/buying/undo-form.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import { payables, purchases } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({
  billId: z.uuid(),
  saved: z.literal('yes').optional().catch(undefined),
})

export const loader = tenantLoader('goods.read', Params, async (tx, { billId, saved }, edge) => {
  const bill = await payables.getBill(tx, billId)
  const { role } = edge.membership
  const { t } = textsFor(languageOf(edge.request))
  return {
    bill,
    wasSaved: saved === 'yes',
    mayWrite: may(role, 'books.write'),
    entries: may(role, 'books.read') ? await listEntriesOf(tx, 'supplier_bill', billId) : [],
    // Made here, so that pressing twice pays out once.
    refundId: newId(),
    title: t(`buying:bill.title.${bill.kind}`, { name: bill.supplierName }),
  }
})

const Input = z.object({
  billId: z.uuid(),
  act: z.enum(['undo', 'refund']),
  refundId: z.uuid().optional(),
  account: z.enum(['cash', 'bank']).default('cash'),
})

export const action = tenantAction('books.write', Input, async (tx, input) => {
  const { billId, act, refundId, account } = input
  if (act === 'undo') return payables.undoBill(tx, { billId })
  const paidOn = await purchases.readToday(tx)
  await payables.refundCredit(tx, { id: refundId ?? newId(), creditId: billId, paidOn, account })
  return { id: billId }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One bill or credit: what it was for, what was paid of it. */
export default function BillPage() {
  const { bill, wasSaved, mayWrite, entries, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, [])
  const supplier = `/${slug}/stock/buying/suppliers/${bill.supplierId}`
  const totalMinor = bill.netMinor + bill.taxMinor
  const isUntouched = bill.openMinor === totalMinor && !bill.isUndone
  return (
    <>
      <PartHeader title={title} back={{ to: supplier, label: bill.supplierName }}>
        {mayWrite && bill.openMinor > 0 && (
          <Link to={`${supplier}/pay`} className={buttonClass({ kind: 'primary' })}>
            <ButtonFace icon={Banknote}>{t('pay.open')}</ButtonFace>
          </Link>
        )}
      </PartHeader>
      <div className="stack">
        {wasSaved && answer === undefined && (
          <Notice kind="done" title={t(`billing.saved.${bill.kind}`)} announce />
        )}
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <div className="two-cards">
          <Card title={t('bill.lines')}>
            <BillLines lines={bill.lines} />
            {bill.note && <p>{bill.note}</p>}
          </Card>
          <div className="stack">
            <BillCard bill={bill} />
            <SettledCard settled={bill.settled} ownId={bill.id} />
          </div>
        </div>
        {mayWrite && bill.openMinor < 0 && <Refund />}
        {mayWrite && isUntouched && (
          <UndoForm label={t(`undo.bill.${bill.kind}`)} text={t('undo.billText')} />
        )}
        <EntryLinks entries={entries} />
      </div>
    </>
  )
}

/** The supplier pays the credit out. */
function Refund() {
  const { refundId } = useLoaderData<typeof loader>()
  const { t } = useTranslation('buying')
  return (
    <Card title={t('refund.title')}>
      <p>{t('refund.text')}</p>
      <Form method="post" className="row">
        <input type="hidden" name="act" value="refund" />
        <input type="hidden" name="refundId" value={refundId} />
        <Button type="submit" kind="outline" name="account" value="cash" icon={Banknote}>
          {t('refund.cash')}
        </Button>
        <Button type="submit" kind="outline" name="account" value="bank" icon={Landmark}>
          {t('refund.bank')}
        </Button>
      </Form>
    </Card>
  )
}
