import '#app/stock/stock.css'
import '#app/stock/counts/counts.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { formatMoment } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { AsideCard } from '#app/stock/counts/aside-card.tsx'
import { CountersCard } from '#app/stock/counts/counters-card.tsx'
import { Differences } from '#app/stock/counts/differences.tsx'
import { DropForm } from '#app/stock/counts/drop-form.tsx'
import { JoinCard } from '#app/stock/counts/join-card.tsx'
import { PostForm } from '#app/stock/counts/post-form.tsx'
import { Posted } from '#app/stock/counts/posted.tsx'
import { quietTills } from '#app/stock/counts/quiet-tills.ts'
import { useProgress } from '#app/stock/counts/use-progress.ts'
import { may } from '#modules/identity/index.ts'
import { stockActs, stocktakes } from '#modules/inventory/index.ts'
import { PostCountForm } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { tills } from '#modules/pos/index.ts'
import { qrCode } from '#modules/printing/index.ts'

const Params = z.object({ stocktakeId: z.uuid() })

export const loader = tenantLoader('goods.read', Params, async (tx, { stocktakeId }, edge) => {
  const { openedAt, aside, ...stocktake } = await stocktakes.getStocktake(tx, stocktakeId)
  return {
    stocktake: {
      ...stocktake,
      openedAt: openedAt.toISOString(),
      aside: aside.map((each) => ({ ...each, countedAt: each.countedAt.toISOString() })),
    },
    quietTills: stocktake.review ? quietTills(await tills.listTills(tx), new Date()) : [],
    // Made here, so that pressing twice books, or takes back, once.
    newId: newId(),
    mayManage: may(edge.membership.role, 'goods.manage'),
    title: `${stocktake.name} · ${textsFor(languageOf(edge.request)).t('counts:title')}`,
  }
})

const CountForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('join'), stocktakeId: z.uuid() }),
  z.object({ intent: z.literal('drop'), stocktakeId: z.uuid() }),
  z.object({ intent: z.literal('undo'), stocktakeId: z.uuid(), id: z.uuid(), actId: z.uuid() }),
  PostCountForm.extend({ intent: z.literal('post'), stocktakeId: z.uuid() }),
])

type Done =
  | { done: 'joined'; link: string; squares: string[] }
  | { done: 'dropped' | 'undone' | 'posted' }

async function change(tx: Tx, form: z.output<typeof CountForm>, edge: Edge): Promise<Done> {
  const { stocktakeId } = form
  switch (form.intent) {
    case 'join': {
      const { token } = await stocktakes.letPhonesIn(tx, edge.actor.tenantId, stocktakeId)
      // Behind the #, so that the token reaches no log on its way.
      const link = `${new URL(edge.request.url).origin}/count/#join=${token}`
      return { done: 'joined', link, squares: qrCode(link).modules }
    }
    case 'drop':
      await stocktakes.dropStocktake(tx, stocktakeId)
      return { done: 'dropped' }
    case 'undo':
      await stockActs.undoAct(tx, form)
      return { done: 'undone' }
    case 'post':
      await stocktakes.postStocktake(tx, form)
      return { done: 'posted' }
  }
}
export const action = tenantAction('goods.manage', CountForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One stocktake: phones let in, who counted what, the differences, and what is made of them. */
export default function Stocktake() {
  const loaded = useLoaderData<typeof loader>()
  const {
    stocktake,
    quietTills: quiet,
    newId: id,
    mayManage,
  } = useProgress<typeof loader>(loaded, loaded.stocktake.review !== undefined)
  const answer = useActionData<typeof action>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation(['counts', 'stock'])
  const errors = useFormErrors(answer, ['uncounted'])
  const done = answer?.ok ? answer.value : undefined
  const { review, state } = stocktake
  const scope = stocktake.isWhole ? t('counts:one.whole') : stocktake.categoryNames.join('、')
  return (
    <>
      <PartHeader
        title={stocktake.name}
        under={[
          stocktake.placeName ?? t('stock:floor'),
          scope,
          t(`counts:mode.${stocktake.mode}`),
          t('counts:one.opened', { at: formatMoment(stocktake.openedAt, { ...words, timeZone }) }),
        ].join(' · ')}
        back={{ to: `/${slug}/stock/counts`, label: t('counts:one.back') }}
      >
        <Tag tone={state === 'posted' ? 'tea' : 'gold'}>{t(`counts:state.${state}`)}</Tag>
      </PartHeader>
      <div className="stack stack-loose">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {done?.done === 'posted' && (
          <Notice kind="done" title={t('counts:one.postedDone')} announce />
        )}
        {review && mayManage && <JoinCard made={done?.done === 'joined' ? done : undefined} />}
        {review && <CountersCard stocktake={stocktake} />}
        {review && <Differences review={review} />}
        {review && mayManage && stocktake.countedCount > 0 && (
          <PostForm id={id} review={review} quietTills={quiet} error={errors.field('uncounted')} />
        )}
        {review && mayManage && <DropForm />}
        {!review && <Posted stocktake={stocktake} undoId={id} mayManage={mayManage} />}
        <AsideCard aside={stocktake.aside} />
      </div>
    </>
  )
}
