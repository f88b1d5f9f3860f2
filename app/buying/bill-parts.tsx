import { useTranslation } from 'react-i18next'
import { Checkbox } from '#app/components/choices.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import type { BillFormProps, UnbilledGoods } from './bill-form.tsx'
import { readDollars } from './typed.ts'
import { type BillState, keyOf } from './use-bill.ts'

interface BilledLineProps {
  line: UnbilledGoods
  state: BillState
  isChecked: boolean
}

/** One kind of goods: on the bill or not, and for how much. */
export function BilledLine({ line, state, isChecked }: BilledLineProps) {
  const { words } = useOffice()
  const { t, i18n } = useTranslation(['buying', 'errors'])
  const key = keyOf(line)
  const isChosen = state.chosen.has(key)
  const typed = state.amountOf(line)
  const isWrong = isChosen && readDollars(typed) === undefined && (isChecked || typed !== '')
  const isOther = isChosen && readDollars(typed) !== line.typedMinor
  return (
    <fieldset className="bill-line">
      <legend className="visually-hidden">{line.name}</legend>
      <Checkbox
        name="line[]"
        value={key}
        checked={isChosen}
        onChange={(event) => state.choose(line, event.currentTarget.checked)}
        label={`${line.name} ${formatQuantity(line.unitMilli)} ${unitWord(i18n, line.unit)}`}
        hint={t('billing.receipt', {
          number: line.receiptNumber,
          day: formatShortDay(line.receivedOn, words),
        })}
      />
      <Field
        label={t('line.amount')}
        name={`amount:${key}`}
        figure
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        disabled={!isChosen}
        onChange={(event) => state.setAmount(line, event.currentTarget.value)}
        hint={isOther && t('billing.before', { amount: formatMoney(line.typedMinor) })}
        error={isWrong ? t('errors:buying.bad_amount') : undefined}
      />
    </fieldset>
  )
}

interface FreightProps {
  freight: string
  onFreight: (typed: string) => void
  carriers: BillFormProps['carriers']
  error: string | undefined
}

/** Freight, and what it is a part of. */
export function Freight({ freight, onFreight, carriers, error }: FreightProps) {
  const { t } = useTranslation('buying')
  const isSome = (readDollars(freight) ?? 0) > 0
  return (
    <div className="stack">
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
        error={error}
      />
      {isSome && (
        <Checkbox
          name="freightLands"
          value="yes"
          defaultChecked
          label={t('billing.freightLands')}
          hint={t('billing.freightLandsHint')}
        />
      )}
      {isSome && carriers.length > 0 && (
        <fieldset className="field">
          <legend className="field-label">{t('billing.landOn')}</legend>
          <div className="choices">
            {carriers.map((each) => (
              <Checkbox key={each.id} name="landOn[]" value={each.id} label={each.label} />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}
