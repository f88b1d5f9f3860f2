import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { ActForm } from '#app/stock/act-form.tsx'
import { loadActPage, toAct } from '#app/stock/act-page.server.ts'
import { GoodsLines, useLines } from '#app/stock/goods-lines.tsx'
import { PlaceSelect } from '#app/stock/place-select.tsx'
import { stockActs } from '#modules/inventory/index.ts'
import { CarryForm } from '#modules/inventory/shared.ts'

const Query = z.object({ to: z.uuid().optional().catch(undefined) })

export const loader = tenantLoader('goods.manage', Query, async (tx, { to }, edge) => ({
  ...(await loadActPage(tx, edge, 'stock:do.carry')),
  to: to ?? '',
}))

export const action = tenantAction('goods.manage', CarryForm, stockActs.carryGoods, toAct)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Goods that are carried from one place to another. */
export default function Carry() {
  const { title, places } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const back = { to: `/${slug}/stock/changes`, label: t('do.back') }
  return (
    <>
      <PartHeader title={title} under={t('do.carryLead')} back={back} />
      {places.length === 0 ? (
        <div className="empty">
          <Empty
            action={
              <Link to={`/${slug}/stock/places`} className={buttonClass({ kind: 'primary' })}>
                <ButtonFace icon={Plus}>{t('places.add')}</ButtonFace>
              </Link>
            }
          >
            {t('do.carryNoPlace')}
          </Empty>
        </div>
      ) : (
        <CarryFields />
      )}
    </>
  )
}

function CarryFields() {
  const { id, places, to: wanted } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const errors = useFormErrors(answer, ['product', 'quantity', 'note'])
  const [lines, setLines] = useLines()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState(wanted === '' ? (places[0]?.id ?? '') : wanted)
  return (
    <ActForm
      id={id}
      general={errors.general}
      noteError={errors.field('note')}
      cancelTo={`/${slug}/stock/changes`}
    >
      <div className="field-half">
        <PlaceSelect
          label={t('form.from')}
          name="locationId"
          places={places}
          value={from}
          onChange={setFrom}
        />
        <PlaceSelect
          label={t('form.to')}
          name="toLocationId"
          places={places}
          value={to}
          onChange={setTo}
        />
      </div>
      <GoodsLines
        slug={slug}
        label={t('do.carryWhat')}
        lines={lines}
        onChange={setLines}
        fromPlaceId={from || null}
        error={errors.field('product') ?? errors.field('quantity')}
      />
    </ActForm>
  )
}
