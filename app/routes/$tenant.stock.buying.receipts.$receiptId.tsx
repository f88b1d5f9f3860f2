import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BillCard } from '#app/buying/bill-card.tsx'
import { BuyingHeader } from '#app/buying/buying-header.tsx'
import { EntryLinks } from '#app/buying/entry-links.tsx'
import { ReceiptLines } from '#app/buying/receipt-lines.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
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
    wasSaved: saved === 'yes',
    mayManage: may(role, 'goods.manage'),
    entries: may(role, 'books.read') ? await listEntriesOf(tx, 'purchase_receipt', receiptId) : [],
    title: t(`buying:receipt.title.${purchase.kind}`, { number: purchase.number }),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One receipt: what came, what it cost, on which bill it is. */
export default function ReceiptPage() {
  const { purchase, wasSaved, mayManage, entries, title } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  return (
    <>
      <BuyingHeader
        title={title}
        under={
          <>
            <Link to={`/${slug}/stock/buying/suppliers/${purchase.supplierId}`}>
              {purchase.supplierName}
            </Link>{' '}
            · {formatDay(purchase.receivedOn, words)}
            {purchase.slipNo && ` · ${t('receipt.slip', { slipNo: purchase.slipNo })}`}
          </>
        }
        back={{ to: `/${slug}/stock/buying`, label: t('back') }}
      >
        {wasSaved && mayManage && (
          <Link to={`/${slug}/stock/buying/new`} className={buttonClass({ kind: 'primary' })}>
            <ButtonFace icon={Plus}>{t('receipt.next')}</ButtonFace>
          </Link>
        )}
      </BuyingHeader>
      <div className="stack">
        {wasSaved && <Notice kind="done" title={t('receipt.saved')} announce />}
        <div className="two-cards">
          <Card title={t('receipt.goods')}>
            <ReceiptLines lines={purchase.lines} />
            {purchase.note && <p>{purchase.note}</p>}
          </Card>
          <div className="stack">
            {purchase.bills.map((bill) => (
              <BillCard key={bill.id} bill={bill} />
            ))}
            {purchase.bills.length === 0 && (
              <Notice kind="waiting" title={t('receipt.noBill')}>
                {t('receipt.noBillText')}
              </Notice>
            )}
          </div>
        </div>
        <EntryLinks entries={entries} />
      </div>
    </>
  )
}
