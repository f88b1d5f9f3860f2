import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useFormErrors } from '#app/components/form-errors.ts'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { ActForm } from '#app/stock/act-form.tsx'
import { loadActPage, toAct } from '#app/stock/act-page.server.ts'
import { GoodsLines, useLines } from '#app/stock/goods-lines.tsx'
import { PlaceSelect } from '#app/stock/place-select.tsx'
import { stockActs } from '#modules/inventory/index.ts'
import { OwnUseForm } from '#modules/inventory/shared.ts'

export const loader = tenantLoader('goods.manage', z.object({}), (tx, _input, edge) =>
  loadActPage(tx, edge, 'stock:do.ownUse'),
)

export const action = tenantAction('goods.manage', OwnUseForm, stockActs.takeForOwnUse, toAct)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Goods that the family ate or used: no cost of the shop, but the owner's. */
export default function OwnUse() {
  const { id, places, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const errors = useFormErrors(answer, ['product', 'quantity', 'note'])
  const [lines, setLines] = useLines()
  const [place, setPlace] = useState('')
  const changes = `/${slug}/stock/changes`
  return (
    <>
      <PartHeader
        title={title}
        under={t('do.ownUseLead')}
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
          label={t('do.ownUseWhat')}
          lines={lines}
          onChange={setLines}
          fromPlaceId={place || null}
          error={errors.field('product') ?? errors.field('quantity')}
        />
      </ActForm>
    </>
  )
}
