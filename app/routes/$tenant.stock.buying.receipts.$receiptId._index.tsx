import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { FileText, Plus, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BillCard } from '#app/buying/bill-card.tsx'
import { EntryLinks } from '#app/buying/entry-links.tsx'
import { PhotoCard } from '#app/buying/photo-card.tsx'
import { ReceiptLines } from '#app/buying/receipt-lines.tsx'
import { UndoForm } from '#app/buying/undo-form.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import { purchases } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'

const Params = z.object({
  receiptId: z.uuid(),
  saved: z.literal('yes').optional().catch(undefined),
})

export const loader = tenantLoader('goods.read', Params, async (tx, { receiptId, saved }, edge) => {
  const { role } = edge.membership
  const purchase = await purchases.getPurchase(tx, receiptId)
  const { t } = textsFor(languageOf(edge.request))
  return {
    purchase,
    photos: (await purchases.listPhotos(tx, receiptId)).map(({ id }) => ({ id })),
    wasSaved: saved === 'yes',
    mayManage: may(role, 'goods.manage'),
    mayWrite: may(role, 'books.write'),
    entries: may(role, 'books.read') ? await listEntriesOf(tx, 'purchase_receipt', receiptId) : [],
    title: t(`buying:receipt.title.${purchase.kind}`, { number: purchase.number }),
  }
})

const UndoInput = z.object({ receiptId: z.uuid(), act: z.literal('undo') })

export const action = tenantAction('goods.manage', UndoInput, (tx, { receiptId }, edge) =>
  purchases.undoPurchase(tx, {
    receiptId,
    why: textsFor(languageOf(edge.request)).t('buying:undo.why'),
  }),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One receipt: what came or went back, what it cost, on which bill it is. */
export default function ReceiptPage() {
  const { purchase, photos, wasSaved, mayManage, entries, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, [])
  const isStanding = purchase.kind === 'receipt' && purchase.undoneById === null
  const isNew = wasSaved && answer === undefined
  return (
    <>
      <PartHeader
        title={title}
        under={<Under />}
        back={{ to: `/${slug}/stock/buying`, label: t('back') }}
      >
        {isNew && mayManage && (
          <Link to={`/${slug}/stock/buying/new`} className={buttonClass({ kind: 'primary' })}>
            <ButtonFace icon={Plus}>{t('receipt.next')}</ButtonFace>
          </Link>
        )}
      </PartHeader>
      <div className="stack">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {isNew && <Notice kind="done" title={t(`receipt.saved.${purchase.kind}`)} announce />}
        {purchase.undoneById !== null && (
          <Notice kind="waiting" icon={Undo2} title={t('receipt.wasUndone')} announce />
        )}
        <div className="two-cards">
          <Card title={t('receipt.goods')}>
            <ReceiptLines lines={purchase.lines} />
            {purchase.note && <p>{purchase.note}</p>}
          </Card>
          <div className="stack">
            <Bills />
            <PhotoCard receiptId={purchase.id} photos={photos} mayManage={mayManage} />
          </div>
        </div>
        {mayManage && isStanding && (
          <div className="row no-print">
            <Link to="return" className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={Undo2}>{t('return.open')}</ButtonFace>
            </Link>
            <UndoForm label={t('undo.purchase')} text={t('undo.purchaseText')} />
          </div>
        )}
        <EntryLinks entries={entries} />
      </div>
    </>
  )
}

/** From whom, when, on which slip and order, and why it went back. */
function Under() {
  const { purchase } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const here = `/${slug}/stock/buying`
  return (
    <>
      <Link to={`${here}/suppliers/${purchase.supplierId}`}>{purchase.supplierName}</Link> ·{' '}
      {formatDay(purchase.receivedOn, words)}
      {purchase.slipNo && ` · ${t('receipt.slip', { slipNo: purchase.slipNo })}`}
      {purchase.reason && ` · ${t(`return.why.${purchase.reason}`)}`}
      {purchase.orderId && (
        <>
          {' · '}
          <Link to={`${here}/orders/${purchase.orderId}`}>{t('receipt.order')}</Link>
        </>
      )}
    </>
  )
}

/** The bills that the goods are on, or that one is still to come. */
function Bills() {
  const { purchase, mayWrite } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const isUndone = purchase.undoneById !== null || purchase.undoesId !== null
  const isUnbilled = !isUndone && purchase.lines.some((line) => line.billId === null)
  const kind = purchase.kind === 'return' ? 'credit' : 'bill'
  return (
    <>
      {purchase.bills.map((bill) => (
        <BillCard key={bill.id} bill={bill} isLinked />
      ))}
      {isUnbilled && (
        <Notice
          kind="waiting"
          title={t(`receipt.unbilled.${kind}`)}
          actions={
            mayWrite && (
              <Link
                to={`/${slug}/stock/buying/suppliers/${purchase.supplierId}/bill?kind=${kind}`}
                className={buttonClass({ kind: 'outline' })}
              >
                <ButtonFace icon={FileText}>{t(`billing.open.${kind}`)}</ButtonFace>
              </Link>
            )
          }
        >
          {t(`receipt.unbilledText.${kind}`)}
        </Notice>
      )}
    </>
  )
}
