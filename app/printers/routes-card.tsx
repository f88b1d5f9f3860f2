import { useFetcher } from '@remix-run/react'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'

interface Named {
  id: string
  name: string
}

export interface RouteRow {
  id: string
  kind: string
  tillId: string | null
  categoryId: string | null
  printerId: string
  printerName: string
  copies: number
}

export interface RoutesCardProps {
  slug: string
  routes: readonly RouteRow[]
  printers: readonly Named[]
  tills: readonly Named[]
  categories: readonly Named[]
  /** Made with the form, so that adding twice makes one. */
  newRouteId: string
}

const KINDS = ['receipt', 'order_ticket', 'report', 'label'] as const
const COPIES = ['1', '2', '3']

/** Which paper goes where, in sentences that can be taken away again, and a form for the next one. */
export function RoutesCard(props: RoutesCardProps) {
  const { slug, routes, tills, categories } = props
  const { t } = useTranslation('printers')
  const nameOf = (list: readonly Named[], id: string | null) =>
    list.find((each) => each.id === id)?.name
  const sentence = (route: RouteRow) =>
    t('route.sentence', {
      what: t(`route.kind.${route.kind as 'receipt'}`),
      from:
        nameOf(categories, route.categoryId) ??
        nameOf(tills, route.tillId) ??
        t('route.everything'),
      printer: route.printerName,
      count: route.copies,
    })
  return (
    <Card title={t('route.title')}>
      <p className="muted">{t('route.text')}</p>
      {routes.length > 0 && (
        <ul className="rows">
          {routes.map((route) => (
            <li key={route.id}>
              <span>{sentence(route)}</span>
              <RemoveRoute slug={slug} routeId={route.id} sentence={sentence(route)} />
            </li>
          ))}
        </ul>
      )}
      <AddRoute key={props.newRouteId} {...props} />
    </Card>
  )
}

function RemoveRoute(props: { slug: string; routeId: string; sentence: string }) {
  const { t } = useTranslation('printers')
  const fetcher = useFetcher()
  return (
    <fetcher.Form method="post" action={`/${props.slug}/settings/printers/routes`}>
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="routeId" value={props.routeId} />
      <Button
        type="submit"
        kind="quiet"
        icon={X}
        aria-label={t('route.removeOf', { rule: props.sentence })}
      >
        {t('route.remove')}
      </Button>
    </fetcher.Form>
  )
}

function AddRoute({ slug, printers, tills, categories, newRouteId }: RoutesCardProps) {
  const { t } = useTranslation('printers')
  const fetcher = useFetcher<ActionAnswer<unknown>>()
  const errors = useFormErrors(fetcher.data, [])
  const [kind, setKind] = useState<(typeof KINDS)[number]>('order_ticket')
  const byCategory = kind === 'order_ticket' || kind === 'label'
  const options = (list: readonly Named[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <fetcher.Form
      method="post"
      action={`/${slug}/settings/printers/routes`}
      className="stack stack-tight"
    >
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="id" value={newRouteId} />
      <Select
        label={t('route.what')}
        name="kind"
        value={kind}
        onChange={(event) => setKind(KINDS.find((each) => each === event.target.value) ?? kind)}
        options={KINDS.map((each) => ({ value: each, label: t(`route.kind.${each}`) }))}
      />
      <Select
        label={t(byCategory ? 'route.category' : 'route.till')}
        name={byCategory ? 'categoryId' : 'tillId'}
        emptyLabel={t('route.everything')}
        options={options(byCategory ? categories : tills)}
      />
      <Select label={t('route.printer')} name="printerId" options={options(printers)} />
      <Select
        label={t('route.copies')}
        name="copies"
        options={COPIES.map((value) => ({ value, label: value }))}
      />
      <Button
        type="submit"
        icon={Plus}
        busy={fetcher.state !== 'idle'}
        busyLabel={t('form.saving')}
      >
        {t('route.add')}
      </Button>
    </fetcher.Form>
  )
}
