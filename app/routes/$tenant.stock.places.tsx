import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Archive, Check, MoveRight, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Segments } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { places } from '#modules/inventory/index.ts'
import { PLACE_KINDS, PlaceForm } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { tills } from '#modules/pos/index.ts'

export const loader = tenantLoader('goods.manage', z.object({}), async (tx, _input, edge) => ({
  places: (await places.listPlaces(tx)).filter((place) => place.archivedAt === null),
  // Made here, so that pressing twice adds one.
  newId: newId(),
  title: textsFor(languageOf(edge.request)).t('stock:places.title'),
}))

const PlacesForm = z.discriminatedUnion('intent', [
  PlaceForm.extend({ intent: z.literal('save') }),
  z.object({ intent: z.literal('archive'), placeId: z.uuid() }),
])

async function change(tx: Tx, form: z.output<typeof PlacesForm>) {
  if (form.intent === 'save') {
    await places.savePlace(tx, form)
    return { done: 'saved' as const, id: form.id }
  }
  await places.archivePlace(tx, form)
  // Tills that sold from there sell from the shop floor again.
  await tills.releasePlace(tx, form.placeId)
  return { done: 'archived' as const, id: form.placeId }
}
export const action = tenantAction('goods.manage', PlacesForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Place = ReturnType<typeof useLoaderData<typeof loader>>['places'][number]

/** Where goods can lie beside the shop floor. */
export default function Places() {
  const { places: all, newId: id, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const errors = useFormErrors(answer, ['name'], { 'inventory.place_taken': 'name' })
  return (
    <>
      <PartHeader
        title={title}
        under={t('places.lead')}
        back={{ to: `/${slug}/stock/changes`, label: t('do.back') }}
      />
      <div className="stack stack-loose stock-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {answer?.ok && <Notice kind="done" title={t(`places.${answer.value.done}`)} announce />}
        <Card title={t('places.list')}>
          <ul className="rows">
            <li>
              <span>
                <b>{t('floor')}</b>
                <br />
                <span className="muted cap">{t('places.floorHint')}</span>
              </span>
            </li>
            {all.map((place) => (
              <Row key={place.id} place={place} slug={slug} />
            ))}
          </ul>
        </Card>
        <Card title={t('places.add')}>
          <PlaceFields
            key={id}
            place={{ id, name: '', kind: 'store' }}
            error={errors.field('name')}
          />
        </Card>
      </div>
    </>
  )
}

function Row({ place, slug }: { place: Place; slug: string }) {
  const { t } = useTranslation('stock')
  return (
    <li>
      <span>
        <Link to={`/${slug}/stock?place=${place.id}`}>
          <b>{place.name}</b>
        </Link>
        <br />
        <span className="muted cap">
          {[t(`places.kind.${place.kind}`), t('places.holds', { count: place.productCount })].join(
            ' · ',
          )}
        </span>
      </span>
      <span className="row">
        <Link
          to={`/${slug}/stock/changes/carry?to=${place.id}`}
          className={buttonClass({ kind: 'quiet' })}
        >
          <ButtonFace icon={MoveRight}>{t('places.carry')}</ButtonFace>
        </Link>
        <Disclosure label={t('places.rename')} kind="quiet">
          <PlaceFields place={place} error={undefined} />
        </Disclosure>
        <Form method="post">
          <input type="hidden" name="intent" value="archive" />
          <input type="hidden" name="placeId" value={place.id} />
          <Button type="submit" kind="quiet" icon={Archive}>
            {t('places.archive')}
          </Button>
        </Form>
      </span>
    </li>
  )
}

function PlaceFields({
  place,
  error,
}: {
  place: Pick<Place, 'id' | 'name' | 'kind'>
  error: string | undefined
}) {
  const { t } = useTranslation('stock')
  const isBusy = useNavigation().formMethod === 'POST'
  const isNew = place.name === ''
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="id" value={place.id} />
      <Field
        label={t('places.name')}
        name="name"
        defaultValue={place.name}
        maxLength={60}
        autoComplete="off"
        error={error}
      />
      <Segments
        label={t('places.kindLabel')}
        name="kind"
        defaultValue={place.kind}
        segments={PLACE_KINDS.map((value) => ({ value, label: t(`places.kind.${value}`) }))}
      />
      <div className="row">
        <Button
          type="submit"
          kind={isNew ? 'primary' : 'outline'}
          icon={isNew ? Plus : Check}
          busy={isBusy}
        >
          {isNew ? t('places.add') : t('places.save')}
        </Button>
      </div>
    </Form>
  )
}
