import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useFormErrors } from '#app/components/form-errors.ts'
import { PartHeader } from '#app/components/part-header.tsx'
import { Segments } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { ActForm } from '#app/stock/act-form.tsx'
import { loadActPage, toAct } from '#app/stock/act-page.server.ts'
import { GoodsLines, newLine, useLines } from '#app/stock/goods-lines.tsx'
import { PlaceSelect } from '#app/stock/place-select.tsx'
import { listGoods, stockActs } from '#modules/inventory/index.ts'
import { WASTE_REASONS, WasteForm } from '#modules/inventory/shared.ts'

/** What another page knows already: a lot that expired. */
const Query = z.object({
  product: z.uuid().optional().catch(undefined),
  quantity: z.coerce.number().int().min(1).optional().catch(undefined),
  reason: z.enum(WASTE_REASONS).optional().catch(undefined),
})

export const loader = tenantLoader('goods.manage', Query, async (tx, query, edge) => ({
  ...(await loadActPage(tx, edge, 'stock:do.waste')),
  goods: query.product === undefined ? [] : await listGoods(tx, [query.product]),
  quantityMilli: query.quantity,
  reason: query.reason,
}))

export const action = tenantAction('goods.manage', WasteForm, stockActs.throwAway, toAct)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Goods that were thrown away, and why. */
export default function ThrowAway() {
  const { id, places, title, goods, quantityMilli, reason } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const errors = useFormErrors(answer, ['reason', 'product', 'quantity', 'note'])
  const [lines, setLines] = useLines(() => goods.map((each) => newLine(each, quantityMilli)))
  const [place, setPlace] = useState('')
  const changes = `/${slug}/stock/changes`
  return (
    <>
      <PartHeader
        title={title}
        under={t('do.wasteLead')}
        back={{ to: changes, label: t('do.back') }}
      />
      <ActForm id={id} general={errors.general} noteError={errors.field('note')} cancelTo={changes}>
        <PlaceSelect
          label={t('form.where')}
          name="locationId"
          places={places}
          value={place}
          onChange={setPlace}
        />
        <GoodsLines
          slug={slug}
          label={t('do.wasteWhat')}
          lines={lines}
          onChange={setLines}
          fromPlaceId={place || null}
          error={errors.field('product') ?? errors.field('quantity')}
        />
        <div className="field">
          <p className="field-label">{t('form.why')}</p>
          <Segments
            label={t('form.why')}
            name="reason"
            grid
            size="key"
            defaultValue={reason}
            segments={WASTE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
          {errors.field('reason') && (
            <p className="field-error" role="alert">
              {errors.field('reason')}
            </p>
          )}
        </div>
      </ActForm>
    </>
  )
}
