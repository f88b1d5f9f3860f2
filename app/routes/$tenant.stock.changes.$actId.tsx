import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { BookText, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, rowLinkClass } from '#app/components/data-table.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Money } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useActWords } from '#app/stock/act-words.ts'
import { may } from '#modules/identity/index.ts'
import { places as kept, stockActs } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({ actId: z.uuid(), done: z.string().optional() })

export const loader = tenantLoader('goods.read', Params, async (tx, { actId, done }, edge) => {
  const act = await stockActs.getAct(tx, actId)
  return {
    act: { ...act, happenedAt: act.happenedAt.toISOString() },
    places: (await kept.listPlaces(tx)).map(({ id, name }) => ({ id, name })),
    isDone: done !== undefined,
    // Made here, so that pressing twice takes it back once.
    undoId: newId(),
    mayManage: may(edge.membership.role, 'goods.manage'),
    seesBooks: may(edge.membership.role, 'books.read'),
    title: textsFor(languageOf(edge.request)).t(`stock:act.${act.kind}`),
  }
})

const UndoForm = z.object({ id: z.uuid(), actId: z.uuid() })

export const action = tenantAction(
  'goods.manage',
  UndoForm,
  stockActs.undoAct,
  ({ id }, { membership }) => `/${membership.slug}/stock/changes/${id}?done=1`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Move = ReturnType<typeof useLoaderData<typeof loader>>['act']['moves'][number]

/** One thing that happened: which goods, what they were worth, its entry, and taking it back. */
export default function Act() {
  const { act, isDone, seesBooks } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('stock')
  const say = useActWords()
  const errors = useFormErrors(answer, [])
  const to = (id: string) => `/${slug}/stock/changes/${id}`
  return (
    <>
      <PartHeader
        title={say.what(act)}
        under={[formatMoment(act.happenedAt, { ...words, timeZone }), act.byName, act.note]
          .filter(Boolean)
          .join(' · ')}
        back={{ to: `/${slug}/stock/changes`, label: t('do.back') }}
      >
        <UndoButton />
      </PartHeader>
      <div className="stack stack-loose">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {isDone && !errors.general && <Notice kind="done" title={t('acts.done')} announce />}
        {act.undoneById && (
          <Notice
            kind="waiting"
            title={t('acts.wasUndone')}
            actions={<Link to={to(act.undoneById)}>{t('acts.seeUndo')}</Link>}
          />
        )}
        {act.undoesId && (
          <Notice
            kind="waiting"
            title={t('acts.undoes')}
            actions={<Link to={to(act.undoesId)}>{t('acts.seeFirst')}</Link>}
          />
        )}
        <Moves />
        {seesBooks && act.entries.length > 0 && (
          <div className="row">
            {act.entries.map((entry) => (
              <Link
                key={entry.id}
                to={`/${slug}/books/entries/${entry.id}`}
                className={buttonClass({ kind: 'quiet' })}
              >
                <ButtonFace icon={BookText}>{t('acts.entry')}</ButtonFace>
              </Link>
            ))}
          </div>
        )}
      </div>
    </>
  )
}

function UndoButton() {
  const { act, undoId, mayManage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('stock')
  const isBusy = useNavigation().formMethod === 'POST'
  if (!mayManage || act.undoneById !== null || act.undoesId !== null) return null
  return (
    <Form method="post">
      <input type="hidden" name="id" value={undoId} />
      <Button type="submit" icon={Undo2} busy={isBusy}>
        {t('acts.undo')}
      </Button>
    </Form>
  )
}

function Moves() {
  const { act, places } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t, i18n } = useTranslation('stock')
  const placeOf = ({ locationId }: Move) =>
    places.find((place) => place.id === locationId)?.name ?? t('floor')
  const isTransfer = act.kind === 'transfer'
  const columns: Column<Move>[] = [
    {
      key: 'product',
      head: t('acts.product'),
      cell: (move) => (
        <span className="row-title-words">
          <Link to={`/${slug}/stock/products/${move.productId}`} className={rowLinkClass}>
            {move.productName}
          </Link>
          {(places.length > 0 || isTransfer) && (
            <span className="row-title-under">{placeOf(move)}</span>
          )}
        </span>
      ),
    },
    {
      key: 'quantity',
      head: t('acts.quantity'),
      align: 'end',
      cell: (move) =>
        t('signed', {
          sign: move.quantityMilli > 0 ? '＋' : '－',
          quantity: formatQuantity(Math.abs(move.quantityMilli)),
          unit: unitWord(i18n, move.unit),
        }),
    },
    ...(isTransfer
      ? []
      : [
          {
            key: 'value',
            head: t('acts.value'),
            align: 'end' as const,
            cell: (move: Move) => <Money amountMinor={move.valueMinor} bare />,
          },
        ]),
  ]
  return (
    <Card title={t('acts.goods')}>
      <DataTable
        caption={t('acts.goods')}
        columns={columns}
        rows={act.moves}
        rowKey={(move) => move.id}
        empty={null}
      />
    </Card>
  )
}
