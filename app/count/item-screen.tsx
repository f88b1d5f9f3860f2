import { ArrowLeft, Minus, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { Select } from '#app/components/select.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { milliOf } from '#modules/inventory/shared.ts'
import type { CountState } from './count-desk.ts'
import { Known } from './goods-rows.tsx'
import { plainQuantity } from './quantity.ts'
import { TroubleNotice } from './trouble-notice.tsx'
import { atShelf, type Counting, type OpenItem } from './use-counting.ts'

export interface ItemScreenProps {
  state: CountState
  counting: Counting
  item: OpenItem
}

/** One product: how many are there. */
export function ItemScreen({ state, counting, item }: ItemScreenProps) {
  const { t, i18n } = useTranslation('count')
  const { goods, typed } = item
  const field = useRef<HTMLInputElement>(null)
  // The number is what one came for; a scanned 1 is replaced by the first key.
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const mineMilli = atShelf(counting.own.get(goods.id), state.shelf)
  const step = (by: number) => {
    const now = milliOf(typed.trim()) ?? 0
    counting.change({ typed: plainQuantity(Math.max(now + by * 1000, 0)) })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    counting.save('add')
  }
  return (
    <form className="stack stack-loose" onSubmit={submit} noValidate>
      <Button kind="quiet" className="count-back" icon={ArrowLeft} onClick={counting.close}>
        {t('item.back')}
      </Button>
      <div className="count-item-head">
        <Pictogram id={goods.pictogram ?? 'box'} size="large" />
        <div>
          <h1>{goods.name}</h1>
          <Known goods={goods} state={state} counting={counting} />
        </div>
      </div>
      <TroubleNotice counting={counting} />
      <div className="count-quantity">
        <IconButton icon={Minus} label={t('item.less')} size="key" onClick={() => step(-1)} />
        <Field
          ref={field}
          label={t('item.how')}
          inputMode="decimal"
          autoComplete="off"
          figure
          unit={goods.units.length < 2 ? unitWord(i18n, goods.unit) : undefined}
          maxLength={14}
          value={typed}
          onChange={(event) => counting.change({ typed: event.currentTarget.value })}
          error={useQuantityTrouble(counting)}
        />
        <IconButton icon={Plus} label={t('item.more')} size="key" onClick={() => step(1)} />
      </div>
      <Units counting={counting} item={item} />
      {mineMilli !== undefined && (
        <p>{t('item.so_far', { quantity: counting.say(mineMilli, goods.unit) })}</p>
      )}
      <div className="stack">
        <Button kind="primary" size="pay" type="submit" wide>
          {mineMilli === undefined ? t('item.save') : t('item.add')}
        </Button>
        {mineMilli !== undefined && (
          <>
            <Button size="key" wide onClick={() => counting.save('again')}>
              {t('item.again')}
            </Button>
            <Button kind="quiet" icon={Trash2} wide onClick={() => counting.save('none')}>
              {t('item.none')}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

function Units({ counting, item: { goods, unitId } }: { counting: Counting; item: OpenItem }) {
  const { t, i18n } = useTranslation('count')
  if (goods.units.length < 2) return null
  const nameOf = (unit: (typeof goods.units)[number]) => {
    if (unit.name === undefined) return unitWord(i18n, unit.id)
    const count = unit.countMilli === 1000 ? '' : `${formatQuantity(unit.countMilli)} `
    const worth = `${formatQuantity(unit.baseMilli)} ${unitWord(i18n, goods.unit)}`
    return t('unitWorth', { unit: `${count}${unit.name}`, worth })
  }
  return (
    <Select
      label={t('item.unit')}
      value={unitId}
      onChange={(event) => counting.change({ unitId: event.currentTarget.value })}
      options={goods.units.map((unit) => ({ value: unit.id, label: nameOf(unit) }))}
    />
  )
}

/** What is wrong with the number, and what would be right. */
function useQuantityTrouble({ trouble }: Counting): string | undefined {
  const { t } = useTranslation('count')
  switch (trouble?.problem) {
    case 'not_number':
    case 'too_many':
    case 'not_saved':
      return t(`item.${trouble.problem}`)
    case 'not_even':
      return t('item.not_even', {
        below: formatQuantity(trouble.belowMilli),
        above: formatQuantity(trouble.aboveMilli),
      })
    default:
      return undefined
  }
}
