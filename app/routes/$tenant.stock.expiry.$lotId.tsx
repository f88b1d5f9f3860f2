import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Check, FileText, Printer, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { MoneyField } from '#app/components/money-field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { may } from '#modules/identity/index.ts'
import { lots } from '#modules/inventory/index.ts'
import { LotCountForm } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Params = z.object({ lotId: z.uuid(), sent: z.string().optional() })

export const loader = tenantLoader('goods.read', Params, async (tx, { lotId, sent }, edge) => ({
  lot: await lots.getLot(tx, lotId),
  countId: newId(),
  // Made here, so that pressing twice before the answer prints once.
  requestId: newId(),
  hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
  isSent: sent !== undefined,
  mayManage: may(edge.membership.role, 'goods.manage'),
}))

export const action = tenantAction(
  'goods.manage',
  LotCountForm,
  lots.countLot,
  (_lot, { membership }) => `/${membership.slug}/stock/expiry?within=all`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.lot.name ?? ''} · Tillage 耕舖` },
]

/** One lot: a label with a lower price, throwing it away, or saying what is really left. */
export default function Lot() {
  const { lot, mayManage, isSent } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t, i18n } = useTranslation('stock')
  const unit = unitWord(i18n, lot.unit)
  const rest = t('quantity', { quantity: formatQuantity(lot.restMilli), unit })
  return (
    <>
      <PartHeader
        title={lot.name}
        under={[
          t('expiry.until', { day: formatDay(lot.expiresOn, words) }),
          t('expiry.restOf', { quantity: rest, amount: formatMoney(lot.valueMinor) }),
          lot.code === '' ? '' : t('expiry.code', { code: lot.code }),
        ]
          .filter(Boolean)
          .join(' · ')}
        back={{ to: `/${slug}/stock/expiry`, label: t('expiry.title') }}
      >
        {mayManage && (
          <Link
            to={`/${slug}/stock/changes/waste?product=${lot.productId}&quantity=${lot.restMilli}&reason=expired`}
            className={buttonClass({})}
          >
            <ButtonFace icon={Trash2}>{t('do.waste')}</ButtonFace>
          </Link>
        )}
      </PartHeader>
      <div className="stack stack-loose stock-column">
        {isSent && <Notice kind="done" title={t('expiry.sent')} announce />}
        <MarkDown />
        {mayManage && <Count unit={unit} />}
      </div>
    </>
  )
}

function MarkDown() {
  const { lot, requestId, hasPrinter } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const label = `/${slug}/stock/expiry/${lot.id}/label`
  const isPiece = Number.isInteger(lot.restMilli / 1000)
  return (
    <Card title={t('expiry.markDown')}>
      <Form method="post" action={label} className="stack">
        <input type="hidden" name="requestId" value={requestId} />
        <div className="field-half">
          <MoneyField
            label={t('expiry.price')}
            name="price"
            prefix="NT$"
            defaultAmountMinor={
              lot.priceMinor === null ? undefined : Math.max(1, Math.floor(lot.priceMinor / 2))
            }
            hint={
              lot.priceMinor === null
                ? undefined
                : t('expiry.priceNow', { amount: formatMoney(lot.priceMinor) })
            }
          />
          <Field
            label={t('expiry.copies')}
            name="copies"
            type="number"
            inputMode="numeric"
            min={1}
            max={50}
            defaultValue={isPiece ? Math.min(lot.restMilli / 1000, 50) : 1}
            figure
          />
        </div>
        <p className="muted">{t('expiry.markDownHint')}</p>
        <div className="row">
          {hasPrinter && (
            <Button type="submit" kind="primary" icon={Printer}>
              {t('expiry.print')}
            </Button>
          )}
          <Button
            type="submit"
            kind="outline"
            icon={FileText}
            formMethod="get"
            formAction={`${label}.pdf`}
            formTarget="_blank"
          >
            {t('expiry.pdf')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

function Count({ unit }: { unit: string }) {
  const { countId, lot } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('stock')
  const errors = useFormErrors(answer, ['left'])
  const isBusy = useNavigation().formMethod === 'POST'
  return (
    <Card title={t('expiry.count')}>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <Form method="post" className="stack">
        <input type="hidden" name="id" value={countId} />
        <Field
          label={t('expiry.really')}
          name="left"
          defaultValue={formatQuantity(lot.restMilli).replaceAll(',', '')}
          unit={unit}
          hint={t('expiry.countHint')}
          inputMode="decimal"
          autoComplete="off"
          figure
          error={errors.field('left')}
        />
        <div className="row">
          <Button type="submit" kind="outline" icon={Check} busy={isBusy}>
            {t('form.saveOnly')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
