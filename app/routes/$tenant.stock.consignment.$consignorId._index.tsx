import '#app/consignment/consignment.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { PackageMinus, PackagePlus, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { GoodsCard } from '#app/consignment/goods-card.tsx'
import { OpenCard } from '#app/consignment/open-card.tsx'
import { PaymentsCard } from '#app/consignment/payments-card.tsx'
import { percentText } from '#app/consignment/percent.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getConsignor, payConsignor, undoPayment } from '#modules/consignment/index.ts'
import { PayForm } from '#modules/consignment/shared.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Params = z.object({ consignorId: z.uuid() })

export const loader = tenantLoader('goods.read', Params, async (tx, { consignorId }, edge) => {
  const { role } = edge.membership
  return {
    consignor: await getConsignor(tx, consignorId),
    mayManage: may(role, 'goods.manage'),
    mayPay: may(role, 'books.write'),
    hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
    payId: newId(),
    printId: newId(),
  }
})

const Input = z.discriminatedUnion('act', [
  PayForm.extend({ act: z.literal('pay') }),
  z.object({ act: z.literal('undo'), consignorId: z.uuid(), paymentId: z.uuid() }),
])

export const action = tenantAction('books.write', Input, async (tx, input, edge) => {
  if (input.act === 'pay') {
    await payConsignor(tx, input)
    return { done: 'paid' as const }
  }
  const why = textsFor(languageOf(edge.request)).t('consignment:paid.why')
  await undoPayment(tx, { paymentId: input.paymentId, why })
  return { done: 'undone' as const }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.consignor.name ?? ''} · Tillage 耕舖` },
]

/** One neighbour: what was sold and is owed, what lies here, and what was paid. */
export default function ConsignorPage() {
  const { consignor, mayManage, mayPay, hasPrinter, payId, printId } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('consignment')
  const errors = useFormErrors(answer, [])
  const { id, owedMinor } = consignor
  const under = [
    t('page.keep', { percent: percentText(consignor.keepBp) }),
    consignor.phone,
    consignor.note,
  ]
  return (
    <>
      <PartHeader
        title={consignor.name}
        under={under.filter(Boolean).join(' · ')}
        back={{ to: `/${slug}/stock/consignment`, label: t('back') }}
      >
        <Total inline label={t('page.owed')} amountMinor={Math.max(owedMinor, 0)} size="report" />
      </PartHeader>
      <div className="stack">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {answer?.ok === true && (
          <Notice kind="done" title={t(`page.${answer.value.done}`)} announce />
        )}
        {mayManage && <Doors />}
        <div className="two-cards">
          <div className="stack">
            <OpenCard
              consignorId={id}
              lines={consignor.open.lines}
              owedMinor={owedMinor}
              mayPay={mayPay}
              hasPrinter={hasPrinter}
              payId={payId}
              printId={printId}
            />
            <PaymentsCard
              consignorId={id}
              payments={consignor.payments}
              mayPay={mayPay}
              hasPrinter={hasPrinter}
            />
          </div>
          <div className="stack">
            <GoodsCard goods={consignor.goods} />
            <Visits />
          </div>
        </div>
      </div>
    </>
  )
}

function Doors() {
  const { t } = useTranslation('consignment')
  return (
    <div className="row no-print">
      <Link to="visit?kind=brought" className={buttonClass({ kind: 'outline' })}>
        <ButtonFace icon={PackagePlus}>{t('visit.brought')}</ButtonFace>
      </Link>
      <Link to="visit?kind=taken" className={buttonClass({})}>
        <ButtonFace icon={PackageMinus}>{t('visit.taken')}</ButtonFace>
      </Link>
      <Link to="edit" className={buttonClass({ kind: 'quiet' })}>
        <ButtonFace icon={Pencil}>{t('page.edit')}</ButtonFace>
      </Link>
    </div>
  )
}

/** When something came or went. */
function Visits() {
  const { consignor } = useLoaderData<typeof loader>()
  const { words, timeZone } = useOffice()
  const { t } = useTranslation('consignment')
  if (consignor.visits.length === 0) return null
  return (
    <Card title={t('visit.list')}>
      <ul className="stack stack-tight">
        {consignor.visits.map((visit) => (
          <li key={visit.id}>
            {t(`visit.${visit.kind}`)}：{visit.what}
            <br />
            <small>
              {[formatMoment(visit.createdAt, { timeZone, ...words }), visit.note]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  )
}
