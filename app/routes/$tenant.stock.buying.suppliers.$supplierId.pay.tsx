import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PaymentForm } from '#app/buying/payment-form.tsx'
import { listOpenTillCash, payFromForm } from '#app/buying/till-cash.server.ts'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { payables, purchases } from '#modules/buying/index.ts'
import { PaymentForm as Input } from '#modules/buying/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({ supplierId: z.uuid() })

export const loader = tenantLoader('books.write', Params, async (tx, { supplierId }, edge) => {
  const { supplier, bills, credits, advances } = await payables.getOpenItems(tx, supplierId)
  const { t } = textsFor(languageOf(edge.request))
  return {
    // Made here, so that pressing twice pays once.
    id: newId(),
    supplierId,
    today: await purchases.readToday(tx),
    bills: bills.map(({ id, openMinor, dueOn, invoiceNo }) => ({
      id,
      openMinor,
      day: dueOn,
      invoiceNo,
    })),
    credits: credits.map(({ id, openMinor, billedOn, invoiceNo }) => ({
      id,
      openMinor: -openMinor,
      day: billedOn,
      invoiceNo,
    })),
    advances: advances.map(({ id, unusedMinor, paidOn }) => ({
      id,
      openMinor: unusedMinor,
      day: paidOn,
      invoiceNo: null,
    })),
    tillCash: (await listOpenTillCash(tx)).map(({ movedAt: _, ...move }) => move),
    name: supplier.name,
    title: t('buying:pay.title', { name: supplier.name }),
  }
})

export const action = tenantAction(
  'books.write',
  Input,
  payFromForm,
  ({ supplierId, paymentId }, { membership }) =>
    paymentId === null
      ? `/${membership.slug}/stock/buying/suppliers/${supplierId}`
      : `/${membership.slug}/stock/buying/payments/${paymentId}?saved=yes`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Money for a supplier. */
export default function PaySupplier() {
  const { name, title, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const isNothingOpen = form.bills.length === 0
  return (
    <>
      <PartHeader
        title={title}
        under={isNothingOpen ? t('pay.nothingOpen') : undefined}
        back={{ to: `/${slug}/stock/buying/suppliers/${form.supplierId}`, label: name }}
      />
      <PaymentForm {...form} answer={answer} />
    </>
  )
}
