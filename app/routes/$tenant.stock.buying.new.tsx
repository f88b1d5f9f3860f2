import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PurchaseForm } from '#app/buying/purchase-form.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { purchases, suppliers } from '#modules/buying/index.ts'
import { PurchaseForm as Input } from '#modules/buying/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

const Query = z.object({ supplier: z.uuid().optional().catch(undefined) })

export const loader = tenantLoader('goods.manage', Query, async (tx, { supplier }, edge) => {
  const today = await purchases.readToday(tx)
  const { ratePpm, isInvoiceUser } = await purchases.paperDay(tx, today)
  return {
    // Made here, so that pressing twice records one purchase.
    id: newId(),
    today,
    ratePpm,
    isInvoiceUser,
    suppliers: await suppliers.offerSuppliers(tx),
    supplierId: supplier ?? '',
    title: textsFor(languageOf(edge.request)).t('buying:purchase.newTitle'),
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

/** Goods that came in: from whom, what, for how much, and how it is paid. */
export default function NewPurchase() {
  const { title: _, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  return (
    <>
      <PartHeader
        title={t('purchase.newTitle')}
        back={{ to: `/${slug}/stock/buying`, label: t('back') }}
      />
      {form.suppliers.length === 0 ? (
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
          {t('purchase.noSuppliers')}
        </Empty>
      ) : (
        <PurchaseForm {...form} answer={answer} />
      )}
    </>
  )
}
