import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { toComeDraft } from '#app/buying/draft-lines.server.ts'
import { PurchaseForm } from '#app/buying/purchase-form.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { orders, purchases, suppliers } from '#modules/buying/index.ts'
import { PurchaseForm as Input } from '#modules/buying/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({ orderId: z.uuid() })

export const loader = tenantLoader('goods.manage', Params, async (tx, { orderId }, edge) => {
  const order = await orders.getOrder(tx, orderId)
  const supplier = await suppliers.getSupplier(tx, order.supplierId)
  const today = await purchases.readToday(tx)
  const { ratePpm, isInvoiceUser } = await purchases.paperDay(tx, today)
  const { t } = textsFor(languageOf(edge.request))
  return {
    // Made here, so that pressing twice receives once.
    id: newId(),
    today,
    ratePpm,
    isInvoiceUser,
    suppliers: [{ ...supplier, pricesIncludeTax: order.pricesIncludeTax }],
    supplierId: supplier.id,
    order: { id: orderId, receiptCount: order.receiptCount, lines: await toComeDraft(tx, order) },
    title: t('buying:order.receiveTitle', { number: order.number }),
  }
})

export const action = tenantAction(
  'goods.manage',
  Input,
  purchases.recordPurchase,
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/receipts/${id}?saved=yes`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Goods of an order: what came of it, which need not be all. */
export default function ReceiveOrder() {
  const { title, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const page = `/${slug}/stock/buying/orders/${form.order.id}`
  return (
    <>
      <PartHeader
        title={title}
        under={t('order.receiveText')}
        back={{ to: page, label: t('order.back') }}
      />
      <PurchaseForm {...form} answer={answer} />
    </>
  )
}
