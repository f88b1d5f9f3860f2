import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Ban, PackageCheck, PackageX, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { OrderLines } from '#app/buying/order-lines.tsx'
import { OrderState } from '#app/buying/order-state.tsx'
import { ReceiptList } from '#app/buying/receipt-list.tsx'
import { SendOrderCard } from '#app/buying/send-order-card.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { formatDay, formatMoment } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { orderMessage } from '#app/server/purchase-papers.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { orders } from '#modules/buying/index.ts'
import { OrderStepForm } from '#modules/buying/shared.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Params = z.object({ orderId: z.uuid() })

export const loader = tenantLoader('goods.read', Params, async (tx, { orderId }, edge) => {
  const order = await orders.getOrder(tx, orderId)
  const { t } = textsFor(languageOf(edge.request))
  return {
    order: {
      ...order,
      steps: order.steps.map((step) => ({ ...step, createdAt: step.createdAt.toISOString() })),
    },
    message: await orderMessage(tx, orderId),
    mayManage: may(edge.membership.role, 'goods.manage'),
    hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
    // Made here, so that pressing twice before the answer prints, or notes, once.
    requestId: newId(),
    stepId: newId(),
    title: t('buying:order.title', { number: order.number }),
  }
})

export const action = tenantAction('goods.manage', OrderStepForm, (tx, step) => {
  const { act, stepId: id, orderId, note } = step
  if (act === 'close') return orders.closeOrder(tx, { id, orderId, note })
  if (act === 'cancel') return orders.cancelOrder(tx, { id, orderId, note })
  return orders.sendOrder(tx, { id, orderId, how: step.how })
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One order: what was ordered, what came of it, and what can be done now. */
export default function OrderPage() {
  const { order, message, mayManage, hasPrinter, requestId, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, [])
  const isOpen = ['draft', 'sent', 'partly'].includes(order.state)
  return (
    <>
      <PartHeader
        title={title}
        under={
          <>
            <Link to={`/${slug}/stock/buying/suppliers/${order.supplierId}`}>
              {order.supplierName}
            </Link>
            {order.expectedOn !== null &&
              ` · ${t('orders.expected', { day: formatDay(order.expectedOn, words) })}`}{' '}
            <OrderState state={order.state} />
          </>
        }
        back={{ to: `/${slug}/stock/buying/orders`, label: t('orders.back') }}
      >
        {mayManage && isOpen && (
          <Link to="receive" className={buttonClass({ kind: 'primary' })}>
            <ButtonFace icon={PackageCheck}>{t('order.receive')}</ButtonFace>
          </Link>
        )}
        {mayManage && order.state === 'draft' && order.receiptCount === 0 && (
          <Link to="edit" className={buttonClass({})}>
            <ButtonFace icon={Pencil}>{t('order.edit')}</ButtonFace>
          </Link>
        )}
      </PartHeader>
      <div className="stack">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <div className="two-cards">
          <div className="stack">
            <Card title={t('order.goods')}>
              <OrderLines lines={order.lines} />
              {order.note && <p>{order.note}</p>}
            </Card>
            <Card title={t('order.receipts')}>
              <ReceiptList
                receipts={order.receipts}
                empty={<Empty>{t('order.nothingCame')}</Empty>}
              />
            </Card>
          </div>
          <div className="stack">
            {mayManage && isOpen && (
              <SendOrderCard
                orderId={order.id}
                message={message}
                hasPrinter={hasPrinter}
                requestId={requestId}
              />
            )}
            <Steps />
            {mayManage && isOpen && <EndOrder />}
          </div>
        </div>
      </div>
    </>
  )
}

/** What was done with the order. */
function Steps() {
  const { order } = useLoaderData<typeof loader>()
  const { words, timeZone } = useOffice()
  const { t } = useTranslation('buying')
  if (order.steps.length === 0) return null
  return (
    <Card title={t('order.steps')}>
      <dl className="day-pairs">
        {order.steps.map((step) => (
          <div key={step.id} className="day-pair">
            <dt>{formatMoment(step.createdAt, { ...words, timeZone })}</dt>
            <dd>
              {step.how === null ? t(`order.step.${step.kind}`) : t(`order.how.${step.how}`)}
              {step.note && ` · ${step.note}`}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** The rest will not come, or none of it: asked once more before it is so. */
function EndOrder() {
  const { order, stepId } = useLoaderData<typeof loader>()
  const { t } = useTranslation('buying')
  const act = order.hasCome ? 'close' : 'cancel'
  return (
    <Disclosure label={t(`order.${act}`)} icon={order.hasCome ? PackageX : Ban} kind="quiet">
      <Form method="post" className="stack">
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="stepId" value={stepId} />
        <p>{t(`order.${act}Text`)}</p>
        <Field label={t('order.why')} optional={t('optional')} name="note" maxLength={300} />
        <Button type="submit" kind="danger">
          {t(`order.${act}`)}
        </Button>
      </Form>
    </Disclosure>
  )
}
