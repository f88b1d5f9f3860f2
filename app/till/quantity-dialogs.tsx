import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Segments } from '#app/components/segments.tsx'
import { MAX_QUANTITY_MILLI, quantityOfGrams, type SoldBy } from '#modules/inventory/shared.ts'
import { scaleRounded } from '#modules/kernel/shared.ts'
import type { TillProduct } from '#modules/pos/shared.ts'
import { NumberEntry } from './number-entry.tsx'
import { formatMilli, parseMilli, weightUnits } from './quantity.ts'
import { useUnitName } from './unit-name.ts'
import { unusualQuantity } from './unusual.ts'
import type { Selling } from './use-selling.ts'
import { useUnusual } from './use-unusual.tsx'
import { usualOf } from './usual-memory.ts'

interface DialogParts {
  selling: Selling
  onClose: () => void
}

/** Another quantity or weight for a line that is there. */
export function QuantityDialog({ selling, onClose, lineId }: DialogParts & { lineId: string }) {
  const item = selling.cart.items.find((each) => each.lineId === lineId)
  if (!item) return null
  return (
    <QuantityForm
      {...item}
      selling={selling}
      title={item.name}
      initial={formatMilli(item.quantityMilli)}
      onClose={onClose}
      onDone={(quantityMilli) => {
        selling.change({ type: 'set_quantity', lineId, quantityMilli })
        onClose()
      }}
    />
  )
}

/** The weight of something that comes onto the scale now. */
export function WeighDialog(props: DialogParts & { product: TillProduct; unitPriceMinor: number }) {
  const { selling, onClose, product, unitPriceMinor } = props
  return (
    <QuantityForm
      selling={selling}
      productId={product.id}
      soldBy={product.soldBy}
      unit={product.unit}
      unitPriceMinor={unitPriceMinor}
      title={product.name}
      initial=""
      onClose={onClose}
      onDone={(quantityMilli) => selling.addItem(product, { quantityMilli, unitPriceMinor })}
    />
  )
}

interface QuantityFormProps {
  selling: Selling
  productId: string
  title: string
  soldBy: SoldBy
  unit: string
  unitPriceMinor: number
  initial: string
  onClose: () => void
  onDone: (quantityMilli: number) => void
}

function QuantityForm(props: QuantityFormProps) {
  const { selling, title, soldBy, unit, unitPriceMinor, initial, onClose, onDone } = props
  const { t } = useTranslation('till')
  const unitName = useUnitName()
  const isWeighed = soldBy === 'weight'
  const units = isWeighed ? weightUnits(unit) : [unit]
  const [typedUnit, setTypedUnit] = useState(unit)
  // What stands there is replaced by the first key, as on any scale.
  const [typed, setTyped] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const entry = useRef<HTMLInputElement>(null)
  const { ask, question } = useUnusual(selling.asksUnusual)
  const text = typed === '' ? initial : typed
  const quantityMilli = toUnit(text, typedUnit, unit)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (quantityMilli === undefined) return setIsRefused(true)
    const unusual = unusualQuantity(usualOf(selling.tillId), props, quantityMilli)
    const write = (milli: number) => `${formatMilli(milli)} ${unitName(unit)}`
    ask(unusual, write, () => onDone(quantityMilli))
  }
  const amount = quantityMilli && formatMoney(scaleRounded(unitPriceMinor, quantityMilli, 1000))
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={`${title}：${isWeighed ? t('quantity.weight_title') : t('quantity.title', { unit: unitName(unit) })}`}
      initialFocus={entry}
    >
      <form className="stack" onSubmit={submit}>
        {units.length > 1 && (
          <Segments
            label={t('quantity.unit_label')}
            name="unit"
            value={typedUnit}
            onChoose={setTypedUnit}
            segments={units.map((each) => ({ value: each, label: unitName(each) }))}
          />
        )}
        <NumberEntry
          label={t('quantity.label')}
          value={text}
          onChange={(value) => {
            setIsRefused(false)
            setTyped(typed === '' ? freshOf(value, initial) : value)
          }}
          unit={unitName(typedUnit)}
          hasPoint
          inputRef={entry}
          error={isRefused ? t('quantity.bad') : undefined}
          hint={
            quantityMilli && amount
              ? t('quantity.becomes', {
                  quantity: formatMilli(quantityMilli),
                  unit: unitName(unit),
                  amount,
                })
              : undefined
          }
        />
        <Button type="submit" kind="primary" size="key" wide shortcut="Enter">
          {t('quantity.set')}
        </Button>
      </form>
      {question}
    </Dialog>
  )
}

/** The key that came after what stood there before. */
const freshOf = (value: string, initial: string) =>
  value.startsWith(initial) ? value.slice(initial.length) : value

function toUnit(text: string, typedUnit: string, unit: string): number | undefined {
  const milli = parseMilli(text)
  if (milli === undefined || typedUnit === unit) return milli
  // Typed in grams: thousandths of a gram are finer than any scale in a shop.
  const quantity = quantityOfGrams(unit, Math.round(milli / 1000))
  return quantity && quantity <= MAX_QUANTITY_MILLI ? quantity : undefined
}
