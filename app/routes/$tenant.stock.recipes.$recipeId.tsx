import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Archive, Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { GoodsLines, newLine, useLines } from '#app/stock/goods-lines.tsx'
import { listGoods, recipes } from '#modules/inventory/index.ts'
import { RecipeForm } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({ recipeId: z.union([z.literal('new'), z.uuid()]) })

export const loader = tenantLoader('goods.manage', Params, async (tx, { recipeId }, edge) => {
  const { t } = textsFor(languageOf(edge.request))
  if (recipeId === 'new') {
    return { id: newId(), recipe: null, goods: [], title: t('stock:recipes.add') }
  }
  const recipe = await recipes.getRecipe(tx, recipeId)
  const lines = [...recipe.inputs, ...recipe.outputs]
  const goods = await listGoods(
    tx,
    lines.map((line) => line.productId),
  )
  return { id: recipe.id, recipe, goods, title: recipe.name }
})

export const action = tenantAction(
  'goods.manage',
  RecipeForm,
  recipes.saveRecipe,
  (_saved, { membership }) => `/${membership.slug}/stock/recipes`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

const FIELDS = ['name', 'inProduct', 'inQuantity', 'outProduct', 'outQuantity']

/** One recipe: what goes in, and what comes out, for one time. */
export default function RecipePage() {
  const { id, recipe, goods, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const isBusy = useNavigation().formMethod === 'POST'
  const errors = useFormErrors(answer, FIELDS)
  const linesOf = (side: 'inputs' | 'outputs') =>
    (recipe?.[side] ?? []).flatMap((line) => {
      const known = goods.find((each) => each.id === line.productId)
      return known ? [newLine(known, line.quantityMilli)] : []
    })
  const [inputs, setInputs] = useLines(() => linesOf('inputs'))
  const [outputs, setOutputs] = useLines(() => linesOf('outputs'))
  const list = `/${slug}/stock/recipes`
  return (
    <>
      <PartHeader title={title} back={{ to: list, label: t('recipes.title') }}>
        {recipe && (
          <Form method="post" action={`${list}/${id}/archive`}>
            <Button type="submit" kind="quiet" icon={Archive}>
              {t('recipes.archive')}
            </Button>
          </Form>
        )}
      </PartHeader>
      <Form method="post" className="stack stack-loose stock-column" noValidate>
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <input type="hidden" name="id" value={id} />
        <Field
          label={t('recipes.name')}
          hint={t('recipes.nameHint')}
          name="name"
          defaultValue={recipe?.name ?? ''}
          maxLength={60}
          autoComplete="off"
          error={errors.field('name')}
        />
        {(['in', 'out'] as const).map((side) => (
          <section key={side} className="stack" aria-labelledby={`recipe-${side}`}>
            <h3 id={`recipe-${side}`}>{t(side === 'in' ? 'do.makeIn' : 'do.makeOut')}</h3>
            <GoodsLines
              slug={slug}
              label={t(side === 'in' ? 'do.makeInWhat' : 'do.makeOutWhat')}
              prefix={side}
              lines={side === 'in' ? inputs : outputs}
              onChange={side === 'in' ? setInputs : setOutputs}
              error={errors.field(`${side}Product`) ?? errors.field(`${side}Quantity`)}
            />
          </section>
        ))}
        <div className="row">
          <Button
            type="submit"
            kind="primary"
            size="key"
            icon={Check}
            busy={isBusy}
            busyLabel={t('form.saving')}
          >
            {t('form.saveOnly')}
          </Button>
          <Link to={list} className={buttonClass({ size: 'key' })}>
            {t('form.cancel')}
          </Link>
        </div>
      </Form>
    </>
  )
}
