import { Form, useNavigation } from '@remix-run/react'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { CREDITS, lineAmount, RETURN_CHOICES } from '#modules/buying/shared.ts'
import { priceMilliOf, readDollars, readMilli } from './typed.ts'

/** A line of which something can still go back; quantities in its own unit. */
export interface ReturnableLine {
  lineNo: number
  name: string
  unit: string
  leftMilli: number
  unitMilli: number
  typedMinor: number
}

export interface ReturnFormProps {
  id: string
  supplierId: string
  pricesIncludeTax: boolean
  today: string
  lines: readonly ReturnableLine[]
  answer: ActionAnswer<unknown> | undefined
}

const FIELDS = ['returnedOn', 'note']
const FIELD_OF_CODE = { 'buying.future_day': 'returnedOn' }

/** Goods of one receipt that go back: how many of which, why, and how the supplier makes it good. */
export function ReturnForm(props: ReturnFormProps) {
  const { id, supplierId, pricesIncludeTax, today, lines, answer } = props
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const isBusy = useNavigation().formMethod === 'POST'
  const [typed, setTyped] = useState<
    Readonly<Record<number, { quantity: string; amount: string }>>
  >({})
  const sumMinor = Object.values(typed).reduce(
    (sum, each) => sum + (readMilli(each.quantity) ? (readDollars(each.amount) ?? 0) : 0),
    0,
  )
  return (
    <Form method="post" className="stack stack-loose buying-form" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="supplierId" value={supplierId} />
      <input type="hidden" name="pricesIncludeTax" value={pricesIncludeTax ? 'yes' : 'no'} />
      {lines.map((line) => (
        <ReturnLine
          key={line.lineNo}
          line={line}
          typed={typed[line.lineNo] ?? { quantity: '', amount: '' }}
          onType={(next) => setTyped((before) => ({ ...before, [line.lineNo]: next }))}
        />
      ))}
      <div className="buying-pair">
        <Select
          label={t('return.reason')}
          name="reason"
          options={RETURN_CHOICES.map((value) => ({ value, label: t(`return.why.${value}`) }))}
        />
        <Field
          label={t('return.day')}
          type="date"
          name="returnedOn"
          defaultValue={today}
          max={today}
          error={errors.field('returnedOn')}
        />
      </div>
      <RadioGroup
        legend={t('return.credit')}
        name="credit"
        defaultValue="later"
        options={CREDITS.map((value) => ({
          value,
          label: t(`return.creditWord.${value}`),
          hint: t(`return.creditHint.${value}`),
        }))}
      />
      <Field
        label={t('supplier.note')}
        optional={t('optional')}
        name="note"
        maxLength={300}
        autoComplete="off"
        error={errors.field('note')}
      />
      <div className="stack stack-tight">
        <Total label={t('return.total')} amountMinor={sumMinor} size="report" live />
        <Button
          type="submit"
          kind="primary"
          size="key"
          wide
          icon={Undo2}
          busy={isBusy}
          busyLabel={t('saving')}
        >
          {t('return.submit')}
        </Button>
      </div>
    </Form>
  )
}

interface ReturnLineProps {
  line: ReturnableLine
  typed: { quantity: string; amount: string }
  onType: (typed: { quantity: string; amount: string }) => void
}

/** How many go back; what the supplier gives for them follows, and may be corrected. */
function ReturnLine({ line, typed, onType }: ReturnLineProps) {
  const { t, i18n } = useTranslation(['buying', 'errors'])
  const price = priceMilliOf(line.typedMinor, line.unitMilli)
  const quantityMilli = readMilli(typed.quantity)
  const isTooMuch = quantityMilli !== undefined && quantityMilli > line.leftMilli
  const unit = unitWord(i18n, line.unit)
  return (
    <fieldset className="buy-line">
      <legend>{line.name}</legend>
      <input type="hidden" name="lineNo[]" value={line.lineNo} />
      <Field
        label={t('return.quantity')}
        name="quantity[]"
        unit={unit}
        figure
        inputMode="decimal"
        autoComplete="off"
        value={typed.quantity}
        onChange={(event) => {
          const quantity = event.currentTarget.value
          const milli = readMilli(quantity)
          onType({ quantity, amount: milli ? String(lineAmount(milli, price)) : '' })
        }}
        hint={t('return.left', { quantity: `${formatQuantity(line.leftMilli)} ${unit}` })}
        error={isTooMuch ? t('return.tooMuch') : undefined}
      />
      <Field
        label={t('return.amount')}
        name="amount[]"
        prefix="NT$"
        figure
        inputMode="numeric"
        autoComplete="off"
        value={typed.amount}
        onChange={(event) => onType({ ...typed, amount: event.currentTarget.value })}
      />
    </fieldset>
  )
}
