import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useFormErrors } from '#app/components/form-errors.ts'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { ActForm } from '#app/stock/act-form.tsx'
import { GoodsLines, newLine, useLines } from '#app/stock/goods-lines.tsx'
import { getConsignor, recordVisit } from '#modules/consignment/index.ts'
import { VISIT_KINDS, VisitForm } from '#modules/consignment/shared.ts'
import { listGoods } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({
  consignorId: z.uuid(),
  kind: z.enum(VISIT_KINDS).catch('brought').default('brought'),
})

export const loader = tenantLoader(
  'goods.manage',
  Params,
  async (tx, { consignorId, kind }, edge) => {
    const { name, goods } = await getConsignor(tx, consignorId)
    const there = goods.filter((each) => kind === 'brought' || each.stockMilli > 0)
    const { t } = textsFor(languageOf(edge.request))
    return {
      id: newId(),
      consignorId,
      name,
      kind,
      // What they have left here already stands ready: most bring the same again.
      goods: await listGoods(
        tx,
        there.map((each) => each.productId),
      ),
      title: t(kind === 'brought' ? 'consignment:visit.brought' : 'consignment:visit.taken'),
    }
  },
)

export const action = tenantAction(
  'goods.manage',
  VisitForm,
  async (tx, form) => {
    await recordVisit(tx, form)
    return form.consignorId
  },
  (consignorId, { membership }) => `/${membership.slug}/stock/consignment/${consignorId}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Goods that a neighbour brought, or took back. */
export default function Visit() {
  const { id, consignorId, name, kind, goods, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('consignment')
  const errors = useFormErrors(answer, ['product', 'quantity', 'note'])
  const [lines, setLines] = useLines(() => goods.map((each) => newLine(each)))
  const page = `/${slug}/stock/consignment/${consignorId}`
  return (
    <>
      <PartHeader
        title={title}
        under={t(kind === 'brought' ? 'visit.broughtLead' : 'visit.takenLead')}
        back={{ to: page, label: name }}
      />
      <ActForm id={id} general={errors.general} noteError={errors.field('note')} cancelTo={page}>
        <input type="hidden" name="kind" value={kind} />
        <GoodsLines
          slug={slug}
          label={t('visit.what')}
          lines={lines}
          onChange={setLines}
          fromPlaceId={null}
          error={errors.field('product') ?? errors.field('quantity')}
        />
      </ActForm>
    </>
  )
}
