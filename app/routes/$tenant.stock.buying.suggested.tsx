import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { ChevronRight, ClipboardList } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { SuggestedLines } from '#app/buying/suggested-lines.tsx'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { orders, suppliers } from '#modules/buying/index.ts'
import { COVER_DAYS, OrderForm, SOLD_DAYS } from '#modules/buying/shared.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Query = z.object({
  days: z.coerce
    .number()
    .refine((days) => COVER_DAYS.some((each) => each === days))
    .catch(COVER_DAYS[0])
    .default(COVER_DAYS[0]),
})

export const loader = tenantLoader('goods.read', Query, async (tx, { days }, edge) => ({
  days,
  orders: (await orders.suggestOrders(tx, days)).map((order) => ({
    ...order,
    // Made here, so that pressing twice writes one.
    id: newId(),
  })),
  suppliers: await suppliers.offerSuppliers(tx),
  mayManage: may(edge.membership.role, 'goods.manage'),
  title: textsFor(languageOf(edge.request)).t('buying:suggested.title'),
}))

export const action = tenantAction(
  'goods.manage',
  OrderForm,
  orders.saveOrder,
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/orders/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What should be ordered, by supplier: one press makes a draft of it. */
export default function Suggested() {
  const { days, orders: suggested } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, [])
  return (
    <>
      <PartHeader
        title={t('suggested.title')}
        back={{ to: `/${slug}/stock/buying`, label: t('back') }}
      />
      <div className="stack">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <nav className="segments" aria-label={t('suggested.cover')}>
          {COVER_DAYS.map((each) => (
            <Link
              key={each}
              to={`?days=${each}`}
              className={segmentClass()}
              {...(each === days ? { 'aria-current': 'page' as const } : {})}
            >
              {t('suggested.coverDays', { count: each })}
            </Link>
          ))}
        </nav>
        {suggested.length === 0 && <Empty>{t('suggested.none')}</Empty>}
        {suggested.map((order) => (
          <SuggestedOrderCard key={order.id} order={order} />
        ))}
        <details className="buying-details">
          <summary>
            <ChevronRight aria-hidden="true" />
            <span>{t('suggested.how')}</span>
          </summary>
          <p>{t('suggested.formula', { days: SOLD_DAYS, cover: days })}</p>
          <p>{t('suggested.formulaNote')}</p>
        </details>
      </div>
    </>
  )
}

type Order = ReturnType<typeof useLoaderData<typeof loader>>['orders'][number]

/** What should be ordered from one supplier, or from whomever sells it. */
function SuggestedOrderCard({ order }: { order: Order }) {
  const { suppliers: offered, mayManage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('buying')
  const { supplierId, supplierName, leadDays, lines } = order
  return (
    <Card
      title={supplierName ?? t('suggested.nobody')}
      aside={supplierId !== null && t('supplier.leadSentence', { count: leadDays })}
    >
      <SuggestedLines lines={lines} />
      {mayManage && (
        <Form method="post" className="row">
          <input type="hidden" name="id" value={order.id} />
          {lines.map((line) => (
            <SuggestedFields key={line.productId} line={line} />
          ))}
          {supplierId === null ? (
            <Select
              label={t('order.supplier')}
              name="supplierId"
              emptyLabel={t('purchase.choose')}
              defaultValue=""
              required
              options={offered.map((each) => ({ value: each.id, label: each.name }))}
            />
          ) : (
            <input type="hidden" name="supplierId" value={supplierId} />
          )}
          <Button type="submit" kind="outline" icon={ClipboardList}>
            {t('suggested.order')}
          </Button>
        </Form>
      )}
    </Card>
  )
}

/** A line as the form of an order sends it. */
function SuggestedFields({ line }: { line: Order['lines'][number] }) {
  const { lastMilli, packs } = line
  const amount = lastMilli === null ? '' : String(Math.round((lastMilli * packs) / 1000))
  return (
    <>
      <input type="hidden" name="productId[]" value={line.productId} />
      <input type="hidden" name="unit[]" value={line.buyUnit} />
      <input type="hidden" name="quantity[]" value={packs} />
      <input type="hidden" name="amount[]" value={amount} />
    </>
  )
}
