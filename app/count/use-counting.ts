import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { useScanner } from '#app/scan/use-scanner.ts'
import {
  type Counted,
  type CountGoods,
  type CountWay,
  foldCounts,
} from '#modules/inventory/shared.ts'
import type { CountDesk, CountState } from './count-desk.ts'
import { indexGoods } from './count-goods.ts'
import { plainQuantity, readQuantity, type TypedQuantity } from './quantity.ts'

/** The product that is being counted, with what stands in its field. */
export interface OpenItem {
  goods: CountGoods
  typed: string
  unitId: string
}

export type Trouble =
  | Exclude<Extract<TypedQuantity, { ok: false }>, never>
  | { problem: 'not_saved' }
  | { problem: 'unknown'; code: string }
  | { problem: 'misread' }

/** Writing one thing down, and what came of it in words. */
function useWriting(desk: CountDesk) {
  const { t, i18n } = useTranslation('count')
  const [trouble, setTrouble] = useState<Trouble>()
  const [said, setSaid] = useState('')
  const say = (milli: number, unit: string) =>
    t('quantity', { quantity: formatQuantity(milli), unit: unitWord(i18n, unit) })
  /** @returns whether it is on the disk: only then one goes on. */
  const write = async (goods: CountGoods, how: CountWay, read: TypedQuantity): Promise<boolean> => {
    if (!read.ok) {
      setTrouble(read)
      return false
    }
    const { quantityMilli, said: asSaid } = read
    try {
      await desk.count({ productId: goods.id, how, quantityMilli, said: asSaid })
    } catch (cause) {
      console.error(cause)
      setTrouble({ problem: 'not_saved' })
      return false
    }
    setTrouble(undefined)
    const quantity = say(quantityMilli, goods.unit)
    setSaid(how === 'none' ? '' : t('saved', { name: goods.name, quantity }))
    return true
  }
  return { trouble, setTrouble, said, setSaid, say, write }
}

/** What the counting screen knows and does: which product is open, and how a scan goes on. */
export function useCounting(desk: CountDesk, state: CountState) {
  const index = useMemo(() => indexGoods(state.snapshot), [state.snapshot])
  const own = useMemo(() => foldCounts(state.entries), [state.entries])
  const [item, setItem] = useState<OpenItem>()
  const { trouble, setTrouble, said, setSaid, say, write } = useWriting(desk)

  const open = (goods: CountGoods, typed = '') => {
    setTrouble(undefined)
    setSaid('')
    setItem({ goods, typed, unitId: goods.unit })
  }
  const save = async (how: CountWay) => {
    if (!item) return
    const { goods, typed, unitId } = item
    const read =
      how === 'none' ? { ok: true as const, quantityMilli: 0 } : readQuantity(typed, goods, unitId)
    if (await write(goods, how, read)) setItem(undefined)
  }
  const scan = async (code: string) => {
    const scanned = index.scan(code)
    if (scanned.kind === 'unknown') return setTrouble({ problem: 'unknown', code })
    if (scanned.kind === 'misread') return setTrouble({ problem: 'misread' })
    const { product } = scanned
    const oneMore = scanned.kind === 'label' ? scanned.quantityMilli : 1000
    if (item?.goods.id !== product.id) {
      // The next product was scanned: what was typed for this one is meant.
      if (item && item.typed.trim() !== '') {
        const read = readQuantity(item.typed, item.goods, item.unitId)
        if (!(await write(item.goods, 'add', read))) return
      }
      return open(product, plainQuantity(oneMore))
    }
    const before = readQuantity(item.typed.trim() === '' ? '0' : item.typed, product, item.unitId)
    if (!before.ok) return setTrouble(before)
    const typed = plainQuantity(before.quantityMilli + oneMore)
    setItem({ goods: product, unitId: product.unit, typed })
  }
  useScanner((code) => void scan(code))
  return {
    index,
    own,
    item,
    trouble,
    said,
    say,
    open,
    change: (more: Partial<Pick<OpenItem, 'typed' | 'unitId'>>) => {
      setTrouble(undefined)
      setItem((before) => before && { ...before, ...more })
    },
    close: () => {
      setTrouble(undefined)
      setItem(undefined)
    },
    save: (how: CountWay) => void save(how),
    scan: (code: string) => void scan(code),
  }
}

export type Counting = ReturnType<typeof useCounting>

/** What this phone counted of a product at the shelf where it counts now. */
export const atShelf = (counted: Counted | undefined, shelf: string): number | undefined =>
  counted?.parts.find((part) => part.shelf === shelf)?.quantityMilli
