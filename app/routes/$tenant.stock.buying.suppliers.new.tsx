import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { SupplierForm } from '#app/buying/supplier-form.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { suppliers } from '#modules/buying/index.ts'
import { SupplierForm as Input } from '#modules/buying/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (_tx, _input, edge) => ({
  // Made here, so that pressing twice adds one.
  id: newId(),
  title: textsFor(languageOf(edge.request)).t('buying:supplier.newTitle'),
}))

export const action = tenantAction(
  'goods.manage',
  Input,
  suppliers.saveSupplier,
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/suppliers/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Somebody new to buy from. */
export default function NewSupplier() {
  const { id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const list = `/${slug}/stock/buying/suppliers`
  return (
    <>
      <PartHeader title={t('supplier.newTitle')} back={{ to: list, label: t('suppliers.back') }} />
      <SupplierForm
        supplier={{
          id,
          name: '',
          taxId: null,
          contact: null,
          phone: null,
          lineName: null,
          leadDays: 3,
          terms: 'at_once',
          termDays: 0,
          voucher: 'none',
          pricesIncludeTax: true,
          note: '',
        }}
        answer={answer}
        cancelTo={list}
      />
    </>
  )
}
