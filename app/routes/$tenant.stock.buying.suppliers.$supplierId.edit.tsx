import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { SupplierForm } from '#app/buying/supplier-form.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { suppliers } from '#modules/buying/index.ts'
import { SupplierForm as Input } from '#modules/buying/shared.ts'

const Params = z.object({ supplierId: z.uuid() })

export const loader = tenantLoader('goods.manage', Params, async (tx, { supplierId }) => {
  const { updatedAt, ...supplier } = await suppliers.getSupplier(tx, supplierId)
  return { supplier: { ...supplier, changedAt: updatedAt.toISOString() } }
})

export const action = tenantAction(
  'goods.manage',
  Input.omit({ id: true }).extend({ supplierId: z.uuid() }),
  (tx, { supplierId, ...form }) => suppliers.saveSupplier(tx, { ...form, id: supplierId }),
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/suppliers/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.supplier.name ?? ''} · Tillage 耕舖` },
]

/** What is written about a supplier. */
export default function EditSupplier() {
  const { supplier } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const page = `/${slug}/stock/buying/suppliers/${supplier.id}`
  return (
    <>
      <PartHeader
        title={t('supplier.editTitle', { name: supplier.name })}
        back={{ to: page, label: supplier.name }}
      />
      <SupplierForm supplier={supplier} answer={answer} cancelTo={page} />
    </>
  )
}
