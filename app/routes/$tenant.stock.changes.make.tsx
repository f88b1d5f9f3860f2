import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { BookOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { PartHeader } from '#app/components/part-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { Stepper } from '#app/components/stepper.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { ActForm } from '#app/stock/act-form.tsx'
import { loadActPage, toAct } from '#app/stock/act-page.server.ts'
import { type GoodsLine, GoodsLines, newLine, useLines } from '#app/stock/goods-lines.tsx'
import { MadeLess } from '#app/stock/made-less.tsx'
import { PlaceSelect } from '#app/stock/place-select.tsx'
import { recipes as kept, listGoods, stockActs } from '#modules/inventory/index.ts'
import { MakeForm } from '#modules/inventory/shared.ts'

const Query = z.object({ recipe: z.uuid().optional().catch(undefined) })

export const loader = tenantLoader('goods.manage', Query, async (tx, { recipe }, edge) => {
  const recipes = await kept.listRecipes(tx)
  const chosen = recipes.find((each) => each.id === recipe)
  const lines = chosen ? [...chosen.inputs, ...chosen.outputs] : []
  const goods = await listGoods(
    tx,
    lines.map((line) => line.productId),
  )
  return {
    ...(await loadActPage(tx, edge, 'stock:do.make')),
    recipes: recipes.map(({ id, name }) => ({ id, name })),
    chosen: chosen ?? null,
    goods,
  }
})

export const action = tenantAction('goods.manage', MakeForm, stockActs.makeGoods, toAct)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Goods made of others: by a recipe that is kept, or just this once. */
export default function Make() {
  const { title, recipes, chosen } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const here = `/${slug}/stock/changes/make`
  const way = (name: string, to: string, isCurrent: boolean) => (
    <Link
      key={to}
      to={to}
      className={segmentClass('key')}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
    >
      {name}
    </Link>
  )
  return (
    <>
      <PartHeader
        title={title}
        under={t('do.makeLead')}
        back={{ to: `/${slug}/stock/changes`, label: t('do.back') }}
      >
        <Link to={`/${slug}/stock/recipes`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={BookOpen}>{t('recipes.title')}</ButtonFace>
        </Link>
      </PartHeader>
      {recipes.length > 0 && (
        <nav className="segments stock-ways" aria-label={t('recipes.title')}>
          {recipes.map(({ id, name }) => way(name, `${here}?recipe=${id}`, id === chosen?.id))}
          {way(t('recipes.justOnce'), here, chosen === null)}
        </nav>
      )}
      <MakeFields key={chosen?.id ?? ''} />
    </>
  )
}

function MakeFields() {
  const { id, places, chosen, goods } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const errors = useFormErrors(answer, [
    'inProduct',
    'inQuantity',
    'outProduct',
    'outQuantity',
    'note',
  ])
  const [times, setTimes] = useState(1)
  const linesOf = (side: 'inputs' | 'outputs', count: number): GoodsLine[] =>
    (chosen?.[side] ?? []).flatMap((line) => {
      const known = goods.find((each) => each.id === line.productId)
      return known ? [newLine(known, line.quantityMilli * count)] : []
    })
  const [inputs, setInputs] = useLines(() => linesOf('inputs', 1))
  const [outputs, setOutputs] = useLines(() => linesOf('outputs', 1))
  const [place, setPlace] = useState('')
  function makeTimes(count: number) {
    if (count < 1 || count > 999) return
    setTimes(count)
    setInputs(linesOf('inputs', count))
    setOutputs(linesOf('outputs', count))
  }
  return (
    <ActForm
      id={id}
      general={errors.general}
      noteError={errors.field('note')}
      cancelTo={`/${slug}/stock/changes`}
    >
      <input type="hidden" name="recipeId" value={chosen?.id ?? ''} />
      <PlaceSelect
        label={t('form.where')}
        name="locationId"
        places={places}
        value={place}
        onChange={setPlace}
      />
      {chosen && (
        <div className="field">
          <p className="field-label">{t('recipes.times')}</p>
          <Stepper
            value={String(times)}
            lessLabel={t('recipes.less')}
            moreLabel={t('recipes.more')}
            onLess={() => makeTimes(times - 1)}
            onMore={() => makeTimes(times + 1)}
          />
        </div>
      )}
      <section className="stack" aria-labelledby="make-in">
        <h3 id="make-in">{t('do.makeIn')}</h3>
        <GoodsLines
          slug={slug}
          label={t('do.makeInWhat')}
          prefix="in"
          lines={inputs}
          onChange={setInputs}
          fromPlaceId={place || null}
          error={errors.field('inProduct') ?? errors.field('inQuantity')}
        />
      </section>
      <section className="stack" aria-labelledby="make-out">
        <h3 id="make-out">{t('do.makeOut')}</h3>
        <GoodsLines
          slug={slug}
          label={t('do.makeOutWhat')}
          prefix="out"
          lines={outputs}
          onChange={setOutputs}
          error={errors.field('outProduct') ?? errors.field('outQuantity')}
        />
        {chosen && <MadeLess expected={chosen.outputs} times={times} lines={outputs} />}
      </section>
    </ActForm>
  )
}
