import { useCallback, useRef, useState } from 'react'
import { lineAmount } from '#modules/buying/shared.ts'
import type { UnitChoice } from '#modules/inventory/shared.ts'
import { milliText, priceMilliOf, readDollars, readMilli } from './typed.ts'

/** A product as the finder answers it. */
export interface FoundProduct {
  id: string
  name: string
  unit: string
  units: readonly UnitChoice[]
  stockMilli: number
  /** What a scanned code says of the quantity itself, in the product's own unit. */
  scannedMilli?: number | undefined
  isTaxable: boolean
  /** The shop notes until when it keeps. */
  hasExpiry: boolean
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
  /** The product's own unit, and every one that it can be bought in. */
  ownUnit: string
  units: readonly UnitChoice[]
  /** The one that is chosen: see `wordOf`. */
  unit: string
  isTaxable: boolean
  hasExpiry: boolean
  last: LastPaid | undefined
  quantity: string
  price: string
  amount: string
  expiresOn: string
  /** The line of the order that it comes for, and how much of that is still to come, in its unit. */
  orderLineNo?: number | undefined
  toComeMilli?: number | undefined
}

export type DraftField = 'quantity' | 'price' | 'amount' | 'unit' | 'expiresOn'

/** A unit as papers keep it: the key of a known one, or what the shop calls its own. */
export const wordOf = ({ id, name }: UnitChoice): string => name ?? id

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

/** How much of the product's own unit one of a unit is. */
function worthOf(line: DraftLine, unit: string): number | undefined {
  const found = line.units.find((each) => wordOf(each) === unit)
  return found && found.baseMilli / found.countMilli
}

/** Another unit: a case costs as much as the cans in it. */
function changeUnit(line: DraftLine, unit: string): DraftLine {
  const [before, after] = [worthOf(line, line.unit), worthOf(line, unit)]
  const priceMilli = readMilli(line.price)
  if (before === undefined || after === undefined || priceMilli === undefined) {
    return { ...line, unit }
  }
  const price = milliText(Math.round((priceMilli * after) / before))
  return { ...line, unit, price, amount: amountText(line.quantity, price) ?? line.amount }
}

/** What changing one field does to the others: a price leads to an amount, and the other way round. */
function change(line: DraftLine, field: DraftField, typed: string): DraftLine {
  if (field === 'unit') return changeUnit(line, typed)
  const next = { ...line, [field]: typed }
  if (field === 'expiresOn') return next
  if (field === 'amount') return { ...next, price: priceText(line.quantity, typed) ?? line.price }
  return { ...next, amount: amountText(next.quantity, next.price) ?? line.amount }
}

/** One more of it, as when a scanner reads the same goods again. */
const oneMore = (line: DraftLine): DraftLine =>
  change(line, 'quantity', milliText((readMilli(line.quantity) ?? 0) + 1000))

/** As it was bought the last time, else in the unit that the shop buys it in. */
function usualUnit({ unit, units, last }: FoundProduct): string {
  if (last && units.some((each) => wordOf(each) === last.unit)) return last.unit
  const buying = units.find((each) => each.isBuying)
  return buying ? wordOf(buying) : unit
}

function draftOf(product: FoundProduct, key: string): DraftLine {
  const { id, name, unit: ownUnit, units, isTaxable, hasExpiry, last, scannedMilli } = product
  const unit = scannedMilli === undefined ? usualUnit(product) : ownUnit
  const line = {
    key,
    productId: id,
    name,
    ownUnit,
    units,
    unit,
    isTaxable,
    hasExpiry,
    last,
    quantity: '',
    price: last?.unit === unit ? milliText(priceMilliOf(last.typedMinor, last.unitMilli)) : '',
    amount: '',
    expiresOn: '',
  }
  return scannedMilli === undefined ? line : change(line, 'quantity', milliText(scannedMilli))
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
  const set = useCallback((key: string, field: DraftField, typed: string) => {
    setLines((before) =>
      before.map((line) => (line.key === key ? change(line, field, typed) : line)),
    )
  }, [])
  const remove = useCallback((key: string) => {
    setLines((before) => before.filter((line) => line.key !== key))
  }, [])
  return { lines, add, set, remove }
}
