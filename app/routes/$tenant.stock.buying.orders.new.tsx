import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { OrderForm } from '#app/buying/order-form.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { orders, suppliers } from '#modules/buying/index.ts'
import { OrderForm as Input } from '#modules/buying/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

const Query = z.object({ supplier: z.uuid().optional().catch(undefined) })

export const loader = tenantLoader('goods.manage', Query, async (tx, { supplier }, edge) => ({
  // Made here, so that pressing twice writes one.
  order: { id: newId(), supplierId: supplier ?? '', expectedOn: null, note: '' },
  suppliers: await suppliers.offerSuppliers(tx),
  title: textsFor(languageOf(edge.request)).t('buying:order.newTitle'),
}))

export const action = tenantAction(
  'goods.manage',
  Input,
  orders.saveOrder,
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/orders/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** An order that is written. */
export default function NewOrder() {
  const { order, suppliers: offered } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const list = `/${slug}/stock/buying/orders`
  return (
    <>
      <PartHeader title={t('order.newTitle')} back={{ to: list, label: t('orders.back') }} />
      {offered.length === 0 ? (
        <Empty
          action={
            <Link
              to={`/${slug}/stock/buying/suppliers/new`}
              className={buttonClass({ kind: 'primary' })}
            >
              <ButtonFace icon={Plus}>{t('suppliers.new')}</ButtonFace>
            </Link>
          }
        >
          {t('order.noSuppliers')}
        </Empty>
      ) : (
        <OrderForm order={order} lines={[]} suppliers={offered} answer={answer} cancelTo={list} />
      )}
    </>
  )
}
