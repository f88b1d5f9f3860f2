import { Trash2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Select } from '#app/components/select.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { unitName } from '#app/stock/unit-name.ts'
import { lastWords } from './price-words.ts'
import { readDollars, readMilli } from './typed.ts'
import { type DraftField, type DraftLine, wordOf } from './use-lines.ts'

export interface LineEditorProps {
  line: DraftLine
  /** It was just added: what comes next is how many. */
  isNew: boolean
  /** After a refusal, wrong fields say what is wrong with them. */
  isChecked: boolean
  /** An order may be written before anybody asked for prices. */
  mayLackAmount: boolean
  /** Goods that come in may say until when they keep. */
  asksExpiry: boolean
  onSet: (field: DraftField, typed: string) => void
  onRemove: () => void
  /** Enter in a field: back to the finder, for the next goods. */
  onEnter: () => void
}

/** One kind of goods: how many, at what price, for how much. The last two follow one another. */
export function LineEditor(props: LineEditorProps) {
  const { line, isNew, isChecked, mayLackAmount, asksExpiry, onSet, onRemove, onEnter } = props
  const { t, i18n } = useTranslation(['buying', 'errors'])
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onEnter()
  }
  const isNoQuantity = (isChecked || line.quantity !== '') && !readMilli(line.quantity)
  const isNoAmount =
    line.amount === '' ? isChecked && !mayLackAmount : readDollars(line.amount) === undefined
  const common = {
    inputMode: 'decimal',
    autoComplete: 'off',
    figure: true,
    onKeyDown: enter,
  } as const
  return (
    <fieldset className="buy-line">
      <legend>{line.name}</legend>
      <input type="hidden" name="productId[]" value={line.productId} />
      <input type="hidden" name="orderLine[]" value={line.orderLineNo ?? ''} />
      <Field
        {...common}
        label={t('line.quantity')}
        name="quantity[]"
        value={line.quantity}
        {...(line.units.length > 1 ? {} : { unit: unitWord(i18n, line.unit) })}
        // The keyboard goes where the next number belongs, as at a till.
        autoFocus={isNew}
        onChange={(event) => onSet('quantity', event.currentTarget.value)}
        hint={
          line.toComeMilli !== undefined &&
          t('line.toCome', { quantity: formatQuantity(line.toComeMilli) })
        }
        error={isNoQuantity ? t('errors:buying.bad_quantity') : undefined}
      />
      <UnitField line={line} onSet={onSet} />
      <Field
        {...common}
        label={t('line.price')}
        optional={t('optional')}
        value={line.price}
        onChange={(event) => onSet('price', event.currentTarget.value)}
        hint={line.last && t('line.last', { price: lastWords(i18n, line.last) })}
      />
      <Field
        {...common}
        label={t('line.amount')}
        {...(mayLackAmount ? { optional: t('optional') } : {})}
        name="amount[]"
        value={line.amount}
        onChange={(event) => onSet('amount', event.currentTarget.value)}
        error={isNoAmount ? t('errors:buying.bad_amount') : undefined}
      />
      {asksExpiry && line.hasExpiry ? (
        <Field
          label={t('line.expiresOn')}
          optional={t('optional')}
          type="date"
          name="expiresOn[]"
          value={line.expiresOn}
          onChange={(event) => onSet('expiresOn', event.currentTarget.value)}
        />
      ) : (
        <input type="hidden" name="expiresOn[]" value="" />
      )}
      <Button kind="quiet" icon={Trash2} onClick={onRemove}>
        {t('line.remove')}
      </Button>
    </fieldset>
  )
}

/** The unit that the quantity is of, where there is more than the product's own. */
function UnitField({ line, onSet }: Pick<LineEditorProps, 'line' | 'onSet'>) {
  const { t, i18n } = useTranslation('buying')
  if (line.units.length < 2) return <input type="hidden" name="unit[]" value={line.unit} />
  return (
    <Select
      label={t('line.unit')}
      name="unit[]"
      value={line.unit}
      onChange={(event) => onSet('unit', event.currentTarget.value)}
      options={line.units.map((unit) => ({
        value: wordOf(unit),
        label: unitName(i18n, unit, line.ownUnit),
      }))}
    />
  )
}
