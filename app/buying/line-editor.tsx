import { Trash2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { lastWords } from './price-words.ts'
import { readDollars, readMilli } from './typed.ts'
import type { DraftLine } from './use-lines.ts'

export interface LineEditorProps {
  line: DraftLine
  /** It was just added: what comes next is how many. */
  isNew: boolean
  /** After a refusal, wrong fields say what is wrong with them. */
  isChecked: boolean
  mayLackAmount: boolean
  onSet: (field: 'quantity' | 'price' | 'amount', typed: string) => void
  onRemove: () => void
  /** Enter in a field: back to the finder, for the next goods. */
  onEnter: () => void
}

/** One kind of goods: how many, at what price, for how much. The last two follow one another. */
export function LineEditor(props: LineEditorProps) {
  const { line, isNew, isChecked, mayLackAmount, onSet, onRemove, onEnter } = props
  const { t, i18n } = useTranslation(['buying', 'errors'])
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onEnter()
  }
  const isWrong = (typed: string) => (isChecked || typed !== '') && !readMilli(typed)
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
      <input type="hidden" name="unit[]" value={line.unit} />
      <input type="hidden" name="orderLine[]" value={line.orderLineNo ?? ''} />
      <Field
        {...common}
        label={t('line.quantity')}
        name="quantity[]"
        value={line.quantity}
        unit={unitWord(i18n, line.unit)}
        // The keyboard goes where the next number belongs, as at a till.
        autoFocus={isNew}
        onChange={(event) => onSet('quantity', event.currentTarget.value)}
        error={isWrong(line.quantity) ? t('errors:buying.bad_quantity') : undefined}
      />
      <Field
        {...common}
        label={t('line.price')}
        optional={t('optional')}
        value={line.price}
        onChange={(event) => onSet('price', event.currentTarget.value)}
        hint={
          line.toComeMilli === undefined
            ? line.last && t('line.last', { price: lastWords(i18n, line.last) })
            : t('line.toCome', { quantity: formatQuantity(line.toComeMilli) })
        }
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
      <Button kind="quiet" icon={Trash2} onClick={onRemove}>
        {t('line.remove')}
      </Button>
    </fieldset>
  )
}
