import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox, RadioGroup } from '#app/components/choices.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import type { FormErrors } from '#app/components/form-errors.ts'
import { TextArea } from '#app/components/text-area.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { dueDay, PAYS, type Pays } from '#modules/buying/shared.ts'
import type { OfferedSupplier, PurchaseFormProps } from './purchase-form.tsx'

interface OrderFieldsProps {
  order: NonNullable<PurchaseFormProps['order']>
  answer: ActionAnswer<unknown> | undefined
}

/** What the form sends of its order; more than was ordered is asked about once. */
export function OrderFields({ order, answer }: OrderFieldsProps) {
  const { t } = useTranslation('buying')
  const isOver =
    answer?.ok === false && 'code' in answer && answer.code === 'buying.more_than_ordered'
  return (
    <>
      <input type="hidden" name="orderId" value={order.id} />
      <input type="hidden" name="shownReceipts" value={order.receiptCount} />
      {isOver && (
        <Checkbox
          name="confirmsOver"
          value="yes"
          label={t('purchase.confirmsOver')}
          hint={t('purchase.confirmsOverHint')}
        />
      )}
    </>
  )
}

interface DetailsProps {
  errors: FormErrors
  freight: string
  onFreight: (typed: string) => void
  isOpen: boolean
  children: ReactNode
}

/** What many purchases do not have: an invoice, freight, the number of a slip, a note. */
export function Details({ errors, freight, onFreight, isOpen, children }: DetailsProps) {
  const { t } = useTranslation('buying')
  const hasError = ['invoiceNo', 'tax', 'freight', 'slipNo', 'note'].some(
    (name) => errors.field(name) !== undefined,
  )
  return (
    <details className="buying-details" open={isOpen || hasError}>
      <summary>
        <ChevronRight aria-hidden="true" />
        <span>{t('purchase.details')}</span>
      </summary>
      <div className="stack">
        {children}
        <Field
          label={t('purchase.freight')}
          optional={t('optional')}
          name="freight"
          prefix="NT$"
          figure
          inputMode="numeric"
          autoComplete="off"
          value={freight}
          onChange={(event) => onFreight(event.currentTarget.value)}
          hint={t('purchase.freightHint')}
          error={errors.field('freight')}
        />
        <Field
          label={t('purchase.slipNo')}
          optional={t('optional')}
          name="slipNo"
          maxLength={40}
          autoComplete="off"
          error={errors.field('slipNo')}
        />
        <TextArea
          label={t('supplier.note')}
          optional={t('optional')}
          name="note"
          rows={2}
          maxLength={1000}
          error={errors.field('note')}
        />
      </div>
    </details>
  )
}

/** How the money goes; who is paid on delivery is paid now unless somebody says otherwise. */
export function PaysChoice({
  supplier,
  day,
  hasOrder,
}: {
  supplier: OfferedSupplier | undefined
  day: string
  hasOrder: boolean
}) {
  const { words } = useOffice()
  const { t } = useTranslation('buying')
  const [chosen, setChosen] = useState<Pays>()
  const isPaidLater = supplier !== undefined && supplier.terms !== 'at_once'
  const usual: Pays = hasOrder && isPaidLater ? 'bill_later' : isPaidLater ? 'owed' : 'cash'
  const due = supplier && day !== '' && dueDay(day, supplier.terms, supplier.termDays)
  return (
    <RadioGroup
      legend={t('purchase.pays')}
      name="pays"
      value={chosen ?? usual}
      onChoose={setChosen}
      options={PAYS.map((value) => ({
        value,
        label: t(`purchase.paysWord.${value}`),
        hint:
          value === 'owed' && due
            ? t('purchase.due', { day: formatDay(due, words) })
            : value === 'bill_later'
              ? t('purchase.billLaterHint')
              : undefined,
      }))}
    />
  )
}
