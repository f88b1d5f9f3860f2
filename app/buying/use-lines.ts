import { useCallback, useRef, useState } from 'react'
import { lineAmount } from '#modules/buying/shared.ts'
import { milliText, priceMilliOf, readDollars, readMilli } from './typed.ts'

/** A product as the finder answers it. */
export interface FoundProduct {
  id: string
  name: string
  unit: string
  stockMilli: number
  isTaxable: boolean
  last?: LastPaid | undefined
}

/** What it last cost: for the whole of `unitMilli`, on a day, from whom. */
export interface LastPaid {
  supplierName: string
  receivedOn: string
  unit: string
  unitMilli: number
  typedMinor: number
}

/** A line while it is typed: everything as text, because people type and do not enter numbers. */
export interface DraftLine {
  key: string
  productId: string
  name: string
  unit: string
  isTaxable: boolean
  last: LastPaid | undefined
  quantity: string
  price: string
  amount: string
  /** The line of the order that it comes for, and how much of that is still to come, in its unit. */
  orderLineNo?: number | undefined
  toComeMilli?: number | undefined
}

const amountText = (quantity: string, price: string): string | undefined => {
  const quantityMilli = readMilli(quantity)
  const priceMilli = readMilli(price)
  if (!quantityMilli || priceMilli === undefined) return undefined
  return String(lineAmount(quantityMilli, priceMilli))
}

function priceText(quantity: string, amount: string): string | undefined {
  const quantityMilli = readMilli(quantity)
  const amountMinor = readDollars(amount)
  if (!quantityMilli || amountMinor === undefined) return undefined
  return milliText(priceMilliOf(amountMinor, quantityMilli))
}

/** What changing one field does to the others: a price leads to an amount, and the other way round. */
function change(line: DraftLine, field: 'quantity' | 'price' | 'amount', typed: string): DraftLine {
  const next = { ...line, [field]: typed }
  if (field === 'amount') return { ...next, price: priceText(line.quantity, typed) ?? line.price }
  return { ...next, amount: amountText(next.quantity, next.price) ?? line.amount }
}

/** One more of it, as when a scanner reads the same goods again. */
const oneMore = (line: DraftLine): DraftLine =>
  change(line, 'quantity', milliText((readMilli(line.quantity) ?? 0) + 1000))

function draftOf(product: FoundProduct, key: string): DraftLine {
  const { id, name, unit, isTaxable, last } = product
  const price =
    last && last.unit === unit ? priceMilliOf(last.typedMinor, last.unitMilli) : undefined
  return {
    key,
    productId: id,
    name,
    unit,
    isTaxable,
    last,
    quantity: '',
    price: price === undefined ? '' : milliText(price),
    amount: '',
  }
}

/** The lines of a paper that is being written. */
export function useLines(initial: readonly DraftLine[] = []) {
  const [lines, setLines] = useState<readonly DraftLine[]>(initial)
  const made = useRef(0)
  const add = useCallback((product: FoundProduct) => {
    made.current += 1
    const key = `${product.id} ${made.current}`
    setLines((before) =>
      before.some((line) => line.productId === product.id)
        ? before.map((line) => (line.productId === product.id ? oneMore(line) : line))
        : [...before, draftOf(product, key)],
    )
  }, [])
  const set = useCallback((key: string, field: 'quantity' | 'price' | 'amount', typed: string) => {
    setLines((before) =>
      before.map((line) => (line.key === key ? change(line, field, typed) : line)),
    )
  }, [])
  const remove = useCallback((key: string) => {
    setLines((before) => before.filter((line) => line.key !== key))
  }, [])
  return { lines, add, set, remove }
}
