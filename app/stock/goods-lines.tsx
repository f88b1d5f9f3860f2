import { Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { Select } from '#app/components/select.tsx'
import { pictureOf } from '#app/goods/picture-of.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { type Goods, GoodsFinder } from './goods-finder.tsx'
import { unitName } from './unit-name.ts'

/** A product that was chosen, and how much of it. */
export interface GoodsLine {
  /** Of the line, which stays when its product stands twice. */
  key: string
  goods: Goods
  /** As typed. */
  quantity: string
  unitId: string
}

let lineCount = 0
/** A new line of a product; a scan may say the quantity itself. */
export function newLine(goods: Goods, quantityMilli?: number): GoodsLine {
  lineCount += 1
  const milli = quantityMilli ?? goods.scannedMilli
  return {
    key: `line-${lineCount}`,
    goods,
    quantity: milli === undefined ? '' : formatQuantity(milli).replaceAll(',', ''),
    unitId: goods.unit,
  }
}

export const useLines = (first: () => readonly GoodsLine[] = () => []) =>
  useState<readonly GoodsLine[]>(first)

export interface GoodsLinesProps {
  slug: string
  /** Above the finder: 丟掉了什麼？ */
  label: string
  lines: readonly GoodsLine[]
  onChange: (lines: readonly GoodsLine[]) => void
  /** Before the names of the fields: `in` sends `inProduct[]`. Left out: `product[]`. */
  prefix?: 'in' | 'out' | undefined
  /** What lies at the place that goods leave, below each line; null is the shop floor. */
  fromPlaceId?: string | null | undefined
  error?: string | undefined
}

/** Products one after the other, each with its quantity and unit. */
export function GoodsLines(props: GoodsLinesProps) {
  const { slug, label, lines, onChange, prefix, fromPlaceId, error } = props
  const { t } = useTranslation('stock')
  const finder = useRef<HTMLInputElement>(null)
  const [newest, setNewest] = useState<string>()
  const change = (key: string, more: Partial<GoodsLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...more } : line)))
  return (
    <div className="stack">
      {lines.length > 0 && (
        <ul className="goods-lines" aria-label={label}>
          {lines.map((line) => (
            <Line
              key={line.key}
              slug={slug}
              line={line}
              prefix={prefix}
              fromPlaceId={fromPlaceId}
              hasFocus={line.key === newest}
              onChange={(more) => change(line.key, more)}
              onRemove={() => {
                onChange(lines.filter((each) => each.key !== line.key))
                finder.current?.focus()
              }}
            />
          ))}
        </ul>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <GoodsFinder
        slug={slug}
        label={lines.length === 0 ? label : t('finder.more')}
        inputRef={finder}
        onChoose={(goods) => {
          const line = newLine(goods)
          setNewest(line.key)
          onChange([...lines, line])
        }}
      />
    </div>
  )
}

interface LineProps {
  slug: string
  line: GoodsLine
  prefix: 'in' | 'out' | undefined
  fromPlaceId: string | null | undefined
  hasFocus: boolean
  onChange: (more: Partial<GoodsLine>) => void
  onRemove: () => void
}

function Line(props: LineProps) {
  const { slug, line, prefix, fromPlaceId, hasFocus, onChange, onRemove } = props
  const { t, i18n } = useTranslation('stock')
  const { goods } = line
  const field = (name: string) =>
    prefix ? `${prefix}${name[0]?.toUpperCase()}${name.slice(1)}[]` : `${name}[]`
  const own = unitWord(i18n, goods.unit)
  const there =
    fromPlaceId === undefined
      ? undefined
      : t('finder.there', { quantity: formatQuantity(placedMilli(goods, fromPlaceId)), unit: own })
  return (
    <li className="goods-line">
      <input type="hidden" name={field('product')} value={goods.id} />
      <Pictogram id={pictureOf(slug, goods)} />
      <b className="goods-line-name">{goods.name}</b>
      <div className="goods-line-fields">
        <Field
          label={t('line.quantity', { name: goods.name })}
          name={field('quantity')}
          value={line.quantity}
          onChange={(event) => onChange({ quantity: event.currentTarget.value })}
          unit={goods.units.length === 1 ? own : undefined}
          hint={there}
          inputMode="decimal"
          autoComplete="off"
          figure
          autoFocus={hasFocus}
          // Enter is for the next product, not for the whole form.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
        {goods.units.length > 1 ? (
          <Select
            label={t('line.unit', { name: goods.name })}
            name={field('unit')}
            value={line.unitId}
            onChange={(event) => onChange({ unitId: event.currentTarget.value })}
            options={goods.units.map((unit) => ({
              value: unit.id,
              label: unitName(i18n, unit, goods.unit),
            }))}
          />
        ) : (
          <input type="hidden" name={field('unit')} value="" />
        )}
        <Button kind="quiet" icon={Trash2} onClick={onRemove}>
          {t('line.remove')}
        </Button>
      </div>
    </li>
  )
}

/** What lies of a product at a place; the shop floor holds what lies nowhere else. */
export function placedMilli(goods: Goods, placeId: string | null): number {
  const elsewhere = goods.placed.reduce((sum, each) => sum + each.quantityMilli, 0)
  if (placeId === null) return goods.stockMilli - elsewhere
  return goods.placed.find((each) => each.locationId === placeId)?.quantityMilli ?? 0
}
