import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BillForm } from '#app/buying/bill-form.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { payables, purchases, suppliers } from '#modules/buying/index.ts'
import { BillForm as Input } from '#modules/buying/shared.ts'
import { listProductsById } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const KINDS = ['bill', 'credit'] as const
const Params = z.object({
  supplierId: z.uuid(),
  kind: z.enum(KINDS).catch('bill').default('bill'),
})
/** Receipts of any supplier that freight alone can be put on. */
const CARRIERS = 15

export const loader = tenantLoader(
  'books.write',
  Params,
  async (tx, { supplierId, kind }, edge) => {
    const supplier = await suppliers.getSupplier(tx, supplierId)
    const unbilled = await payables.listUnbilled(tx, supplierId)
    const products = await listProductsById(tx, [
      ...new Set(unbilled.map((each) => each.productId)),
    ])
    const today = await purchases.readToday(tx)
    const { ratePpm, isInvoiceUser } = await purchases.paperDay(tx, today)
    const { receipts } = await purchases.listPurchases(tx, {})
    const isBack = (unitMilli: number) => unitMilli < 0
    const taxClass = (id: string) => products.find((each) => each.id === id)?.taxClass ?? 'taxable'
    const { t } = textsFor(languageOf(edge.request))
    return {
      // Made here, so that pressing twice records one.
      id: newId(),
      kind,
      supplier,
      today,
      ratePpm,
      isInvoiceUser,
      hasReturns: unbilled.some((each) => isBack(each.unitMilli)),
      lines: unbilled
        .filter((each) => isBack(each.unitMilli) === (kind === 'credit'))
        .map((each) => ({
          ...each,
          unitMilli: Math.abs(each.unitMilli),
          typedMinor: Math.abs(each.typedMinor),
          isTaxable: taxClass(each.productId) === 'taxable',
        })),
      receipts: receipts
        .filter((each) => each.kind === 'receipt' && !each.isUndone)
        .slice(0, CARRIERS),
      title: t(`buying:billing.title.${kind}`, { name: supplier.name }),
    }
  },
)

export const action = tenantAction(
  'books.write',
  Input,
  payables.recordBill,
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/bills/${id}?saved=yes`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** A supplier's bill for goods that came, or their credit for goods that went back. */
export default function NewBill() {
  const { title, receipts, hasReturns, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const carriers = receipts.map((each) => ({
    id: each.id,
    label: [
      formatShortDay(each.receivedOn, words),
      each.supplierName,
      each.firstName,
      formatMoney(each.valueMinor),
    ].join(' · '),
  }))
  return (
    <>
      <PartHeader
        title={title}
        back={{
          to: `/${slug}/stock/buying/suppliers/${form.supplier.id}`,
          label: form.supplier.name,
        }}
      />
      <div className="stack">
        {(hasReturns || form.kind === 'credit') && (
          <nav className="segments" aria-label={t('billing.kinds')}>
            {KINDS.map((kind) => (
              <Link
                key={kind}
                to={`?kind=${kind}`}
                className={segmentClass()}
                {...(form.kind === kind ? { 'aria-current': 'page' as const } : {})}
              >
                {t(`bill.kind.${kind}`)}
              </Link>
            ))}
          </nav>
        )}
        <BillForm key={form.kind} {...form} carriers={carriers} answer={answer} />
      </div>
    </>
  )
}
