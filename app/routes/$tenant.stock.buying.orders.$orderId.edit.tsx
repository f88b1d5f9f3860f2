import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { orderDraft } from '#app/buying/draft-lines.server.ts'
import { OrderForm } from '#app/buying/order-form.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { orders, suppliers } from '#modules/buying/index.ts'
import { OrderForm as Input } from '#modules/buying/shared.ts'

const Params = z.object({ orderId: z.uuid() })

export const loader = tenantLoader('goods.manage', Params, async (tx, { orderId }, edge) => {
  const order = await orders.getOrder(tx, orderId)
  const { id, number, supplierId, expectedOn, note, updatedAt } = order
  const { t } = textsFor(languageOf(edge.request))
  return {
    order: { id, supplierId, expectedOn, note, changedAt: updatedAt.toISOString() },
    lines: await orderDraft(tx, order),
    suppliers: await suppliers.offerSuppliers(tx),
    title: t('buying:order.title', { number }),
  }
})

export const action = tenantAction(
  'goods.manage',
  Input,
  orders.saveOrder,
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/orders/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** An order that was not sent yet. */
export default function EditOrder() {
  const { order, lines, suppliers: offered, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const page = `/${slug}/stock/buying/orders/${order.id}`
  return (
    <>
      <PartHeader title={title} back={{ to: page, label: t('order.back') }} />
      <OrderForm order={order} lines={lines} suppliers={offered} answer={answer} cancelTo={page} />
    </>
  )
}
