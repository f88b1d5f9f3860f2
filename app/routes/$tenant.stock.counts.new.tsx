import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ClipboardList } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Checkbox, RadioGroup } from '#app/components/choices.tsx'
import { formatMonthDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listOpenPlaces } from '#app/stock/act-page.server.ts'
import { PlaceSelect } from '#app/stock/place-select.tsx'
import { listCategories, stocktakes } from '#modules/inventory/index.ts'
import { StocktakeForm } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (tx, _input, edge) => ({
  // Made here, so that pressing twice opens one.
  id: newId(),
  places: await listOpenPlaces(tx),
  categories: (await listCategories(tx)).map(({ id, name }) => ({ id, name })),
  now: new Date().toISOString(),
  title: textsFor(languageOf(edge.request)).t('counts:new.title'),
}))

export const action = tenantAction(
  'goods.manage',
  StocktakeForm,
  stocktakes.openStocktake,
  ({ id }, { membership }) => `/${membership.slug}/stock/counts/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Opens a stocktake: of what, where, and whether those who count see the books. */
export default function NewStocktake() {
  const { id, places, categories, now, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('counts')
  const errors = useFormErrors(answer, ['name', 'category', 'mode'])
  const isBusy = useNavigation().formMethod === 'POST'
  const [scope, setScope] = useState<'whole' | 'some'>('whole')
  const [place, setPlace] = useState('')
  const list = `/${slug}/stock/counts`
  return (
    <>
      <PartHeader title={title} back={{ to: list, label: t('one.back') }} />
      <Form method="post" className="stack stack-loose stock-column" noValidate>
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <input type="hidden" name="id" value={id} />
        <Field
          label={t('new.name')}
          hint={t('new.nameHint')}
          name="name"
          maxLength={60}
          autoComplete="off"
          defaultValue={t('new.first', {
            day: formatMonthDay(dayIn(timeZone, new Date(now)), words),
          })}
          error={errors.field('name')}
        />
        {categories.length > 0 && (
          <RadioGroup
            legend={t('new.scope')}
            name="scope"
            value={scope}
            onChoose={setScope}
            options={[
              { value: 'whole', label: t('new.whole') },
              { value: 'some', label: t('new.some') },
            ]}
          />
        )}
        {scope === 'some' && (
          <fieldset className="field">
            <legend className="field-label">{t('new.categories')}</legend>
            <div className="choices">
              {categories.map((category) => (
                <Checkbox
                  key={category.id}
                  label={category.name}
                  name="category[]"
                  value={category.id}
                />
              ))}
            </div>
            {errors.field('category') && (
              <p className="field-error" role="alert">
                {errors.field('category')}
              </p>
            )}
          </fieldset>
        )}
        <PlaceSelect
          label={t('new.where')}
          name="locationId"
          places={places}
          value={place}
          onChange={setPlace}
        />
        <RadioGroup
          legend={t('new.mode')}
          name="mode"
          defaultValue="guided"
          options={(['guided', 'blind'] as const).map((mode) => ({
            value: mode,
            label: t(`mode.${mode}`),
            hint: t(`modeHint.${mode}`),
          }))}
        />
        <div className="row">
          <Button type="submit" kind="primary" size="key" icon={ClipboardList} busy={isBusy}>
            {t('new.submit')}
          </Button>
          <Link to={list} className={buttonClass({ size: 'key' })}>
            {t('new.cancel')}
          </Link>
        </div>
      </Form>
    </>
  )
}
