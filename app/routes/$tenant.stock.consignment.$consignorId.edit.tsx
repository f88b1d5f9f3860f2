import '#app/consignment/consignment.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Archive, Check, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Field } from '#app/components/field.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { ConsignorForm } from '#app/consignment/consignor-form.tsx'
import { percentText } from '#app/consignment/percent.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import {
  archiveConsignor,
  changeGoods,
  getConsignor,
  saveConsignor,
} from '#modules/consignment/index.ts'
import { GoodsForm, ConsignorForm as SaveForm } from '#modules/consignment/shared.ts'

const Params = z.object({ consignorId: z.uuid() })

export const loader = tenantLoader('goods.manage', Params, async (tx, { consignorId }, edge) => ({
  consignor: await getConsignor(tx, consignorId),
  title: textsFor(languageOf(edge.request)).t('consignment:page.edit'),
}))

const Input = z.union([
  SaveForm.extend({ act: z.literal('save') }),
  GoodsForm,
  z.object({ act: z.enum(['archive', 'restore']), consignorId: z.uuid() }),
])

export const action = tenantAction(
  'goods.manage',
  Input,
  async (tx, input) => {
    if (input.act === 'save') return (await saveConsignor(tx, input)).id
    const { consignorId } = input
    if ('productId' in input) await changeGoods(tx, input)
    else await archiveConsignor(tx, { consignorId, isArchived: input.act === 'archive' })
    return consignorId
  },
  (id, { membership }) => `/${membership.slug}/stock/consignment/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What is agreed with a neighbour, for all they bring and for one kind of goods. */
export default function EditConsignor() {
  const { consignor, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('consignment')
  const page = `/${slug}/stock/consignment/${consignor.id}`
  const isArchived = consignor.archivedAt !== null
  return (
    <>
      <PartHeader title={title} back={{ to: page, label: consignor.name }} />
      <div className="stack">
        <ConsignorForm
          consignor={{ ...consignor, changedAt: consignor.updatedAt.toString() }}
          answer={answer}
          cancelTo={page}
        />
        {consignor.goods.map((goods) => (
          <Share key={goods.productId} goods={goods} />
        ))}
        <Form method="post">
          <input type="hidden" name="act" value={isArchived ? 'restore' : 'archive'} />
          <Button type="submit" kind="quiet" icon={isArchived ? Undo2 : Archive}>
            {t(isArchived ? 'page.restore' : 'page.archive')}
          </Button>
        </Form>
      </div>
    </>
  )
}

type Goods = ReturnType<typeof useLoaderData<typeof loader>>['consignor']['goods'][number]

/** One kind of goods: a share of its own, or that it is no longer left here. */
function Share({ goods }: { goods: Goods }) {
  const { t } = useTranslation('consignment')
  return (
    <Card title={goods.name} className="consignment-column">
      <Form method="post" className="consignment-share">
        <input type="hidden" name="productId" value={goods.productId} />
        <Field
          label={t('goods.ownKeep')}
          optional={t('optional')}
          name="keep"
          inputMode="decimal"
          unit="%"
          figure
          defaultValue={goods.keepBp === null ? '' : percentText(goods.keepBp)}
          autoComplete="off"
        />
        <Button type="submit" name="act" value="keep" icon={Check}>
          {t('form.save')}
        </Button>
      </Form>
      <Form method="post">
        <input type="hidden" name="productId" value={goods.productId} />
        <input type="hidden" name="act" value="end" />
        <Button type="submit" kind="quiet" icon={Archive}>
          {t('goods.end')}
        </Button>
      </Form>
    </Card>
  )
}
