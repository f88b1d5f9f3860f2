import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ReturnForm } from '#app/buying/return-form.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { purchases } from '#modules/buying/index.ts'
import { ReturnForm as Input } from '#modules/buying/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({ receiptId: z.uuid() })

export const loader = tenantLoader('goods.manage', Params, async (tx, { receiptId }, edge) => {
  const purchase = await purchases.getPurchase(tx, receiptId)
  const { t } = textsFor(languageOf(edge.request))
  return {
    // Made here, so that pressing twice gives back once.
    id: newId(),
    receiptId,
    supplierId: purchase.supplierId,
    pricesIncludeTax: purchase.pricesIncludeTax,
    today: await purchases.readToday(tx),
    lines: purchase.lines
      .filter((line) => line.quantityMilli > line.returnedMilli && purchase.undoneById === null)
      .map(({ lineNo, name, unit, unitMilli, typedMinor, quantityMilli, returnedMilli }) => ({
        lineNo,
        name,
        unit,
        unitMilli,
        typedMinor,
        leftMilli: Math.floor((unitMilli * (quantityMilli - returnedMilli)) / quantityMilli),
      })),
    title: t('buying:return.title', { number: purchase.number }),
  }
})

export const action = tenantAction(
  'goods.manage',
  Input,
  purchases.returnWithCredit,
  ({ id }, { membership }) => `/${membership.slug}/stock/buying/receipts/${id}?saved=yes`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Goods that go back to whom they came from. */
export default function ReturnGoods() {
  const { title, receiptId, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  return (
    <>
      <PartHeader
        title={title}
        back={{ to: `/${slug}/stock/buying/receipts/${receiptId}`, label: t('return.back') }}
      />
      {form.lines.length === 0 ? (
        <Empty>{t('return.nothing')}</Empty>
      ) : (
        <ReturnForm {...form} answer={answer} />
      )}
    </>
  )
}
