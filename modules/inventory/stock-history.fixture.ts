import fc from 'fast-check'
import { dayIn, divideRounded } from '#modules/kernel/shared.ts'
import { usualValue } from './cost.ts'
import { inOrder } from './layers.ts'
import { spreadEvenly } from './shared-spread.ts'
import { coverWithLayers, type PastReceipt, putIn, revalue, type Shelf, takeOut } from './shelf.ts'

/** Something that happens to the goods of a shop. Products and receipts are named by their place. */
export type Happening =
  | { do: 'buy'; product: number; milli: number; valueMinor: number; daysAgo: number }
  | { do: 'sell' | 'waste' | 'use'; product: number; milli: number }
  | { do: 'refund'; product: number }
  | { do: 'count'; product: number; milli: number }
  | { do: 'giveBack'; receipt: number; permille: number }
  | { do: 'costsMore'; receipts: number[]; amountMinor: number }
  | { do: 'carry'; product: number; milli: number }
  | { do: 'make'; product: number; milli: number; into: number; intoMilli: number }
  | { do: 'change' }

export const PRODUCTS = 3
/** The day of everything that is not booked for an earlier one. */
export const NOW = new Date()
export const dayBefore = (days: number): string =>
  dayIn('Asia/Taipei', new Date(NOW.getTime() - days * 86_400_000))
export const TODAY = dayBefore(0)

const product = fc.nat(PRODUCTS - 1)
const milli = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((pieces) => pieces * 1000),
  fc.integer({ min: 1, max: 9000 }),
)
const valueMinor = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 7 }))
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      product,
      milli,
      valueMinor,
      daysAgo: fc.nat(4),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('sell' as const, 'sell' as const, 'waste' as const, 'use' as const),
      product,
      milli,
    }),
  },
  fc.record({ do: fc.constant('refund' as const), product }),
  fc.record({ do: fc.constant('count' as const), product, milli }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('giveBack' as const),
      receipt: fc.nat(9),
      permille: fc.integer({ min: 1, max: 1000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('costsMore' as const),
      receipts: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
      amountMinor: fc.integer({ min: -3000, max: 3000 }),
    }),
  },
  fc.record({ do: fc.constant('carry' as const), product, milli }),
  fc.record({
    do: fc.constant('make' as const),
    product,
    milli,
    into: product,
    intoMilli: milli,
  }),
  fc.record({ do: fc.constant('change' as const) }),
)

export const history = (most: number) =>
  fc.record({
    startsLayered: fc.boolean(),
    costMinor: fc.integer({ min: 0, max: 999 }),
    happenings: fc.array(happening, { minLength: 1, maxLength: most }),
  })

export interface KeptReceipt extends PastReceipt {
  product: number
  valueMinor: number
  returnedMilli: number
}

interface KeptProduct {
  shelf: Shelf
  unitCostMinor: number
  sales: { milli: number; costMinor: number }[]
  arrivals: PastReceipt[]
}

/** The same shop in memory: the pure functions that the database's way uses, and a ledger beside. */
export class ShopModel {
  readonly products: KeptProduct[]
  readonly receipts: KeptReceipt[] = []
  /** What every account but the inventory's was given, debits positive. */
  othersMinor = 0
  readonly byDay = new Map<string, number>()
  isLayered: boolean
  private count = 0

  constructor(isLayered: boolean, costMinor: number) {
    this.isLayered = isLayered
    this.products = Array.from({ length: PRODUCTS }, () => ({
      shelf: { quantityMilli: 0, valueMinor: 0, layers: isLayered ? [] : undefined },
      unitCostMinor: costMinor,
      sales: [],
      arrivals: [],
    }))
  }

  get ledgerMinor(): number {
    return [...this.byDay.values()].reduce((sum, each) => sum + each, 0)
  }

  at(index: number): KeptProduct {
    const found = this.products[index]
    if (!found) throw new Error(`no product ${index}`)
    return found
  }

  /** A receipt that exists, for any number; undefined while there is none. */
  receiptAt(index: number): KeptReceipt | undefined {
    return this.receipts[index % Math.max(this.receipts.length, 1)]
  }

  happen(what: Happening): void {
    switch (what.do) {
      case 'buy':
        this.buy(what.product, what.milli, what.valueMinor, dayBefore(what.daysAgo))
        break
      case 'sell':
      case 'waste':
      case 'use': {
        const costMinor = this.out(what.product, what.milli)
        if (what.do === 'sell') this.at(what.product).sales.push({ milli: what.milli, costMinor })
        break
      }
      case 'refund': {
        const sale = this.at(what.product).sales.pop()
        if (sale) this.in(what.product, sale.milli, sale.costMinor, TODAY)
        break
      }
      case 'count':
        this.recount(what.product, what.milli)
        break
      case 'giveBack':
        this.giveBack(what.receipt, what.permille)
        break
      case 'costsMore':
        this.costMore(what.receipts, what.amountMinor)
        break
      case 'make': {
        const costMinor = this.out(what.product, what.milli)
        this.in(what.into, what.intoMilli, costMinor, TODAY)
        break
      }
      case 'change':
        this.change()
        break
      case 'carry':
        break
    }
  }

  private nextId(): string {
    this.count += 1
    return String(this.count).padStart(6, '0')
  }

  private post(day: string, inventoryMinor: number, othersMinor: number): void {
    this.byDay.set(day, (this.byDay.get(day) ?? 0) + inventoryMinor)
    this.othersMinor += othersMinor
  }

  private out(index: number, milliOut: number, layerId?: string): number {
    const own = this.at(index)
    const { shelf, costMinor } = takeOut(own.shelf, milliOut, own.unitCostMinor, layerId)
    own.shelf = shelf
    this.post(TODAY, -costMinor, costMinor)
    return costMinor
  }

  private in(index: number, quantityMilli: number, worth: number, receivedOn: string): string {
    const own = this.at(index)
    const layerId = this.nextId()
    const arrival = { quantityMilli, valueMinor: worth, layerId, receivedOn }
    const { shelf, enteredMinor, settledMinor } = putIn(own.shelf, arrival)
    own.shelf = shelf
    own.arrivals.push({ id: layerId, receivedOn, quantityMilli })
    this.post(receivedOn, enteredMinor, settledMinor - worth)
    return layerId
  }

  private buy(index: number, quantityMilli: number, worth: number, day: string): void {
    const own = this.at(index)
    if (worth > 0) own.unitCostMinor = divideRounded(worth * 1000, quantityMilli)
    const id = this.in(index, quantityMilli, worth, day)
    const kept = { id, receivedOn: day, quantityMilli, valueMinor: worth, returnedMilli: 0 }
    this.receipts.push({ ...kept, product: index })
  }

  private recount(index: number, countedMilli: number): void {
    const { shelf, unitCostMinor } = this.at(index)
    const difference = countedMilli - shelf.quantityMilli
    if (difference < 0) this.out(index, -difference)
    if (difference > 0)
      this.in(index, difference, usualValue(shelf, difference, unitCostMinor), TODAY)
  }

  private giveBack(which: number, permille: number): void {
    const receipt = this.receiptAt(which)
    const backMilli = receipt ? this.backMilli(receipt, permille) : 0
    if (!receipt || backMilli === 0) return
    this.out(receipt.product, backMilli, receipt.id)
    receipt.returnedMilli += backMilli
  }

  backMilli(receipt: KeptReceipt, permille: number): number {
    return Math.ceil(((receipt.quantityMilli - receipt.returnedMilli) * permille) / 1000)
  }

  /** The lines that an amount falls on, each receipt once. */
  shares(which: readonly number[], amountMinor: number) {
    const receipts = [...new Set(which.flatMap((each) => this.receiptAt(each) ?? []))]
    const parts = spreadEvenly(
      amountMinor,
      receipts.map((each) => each.valueMinor),
    )
    return receipts.map((receipt, index) => ({ receipt, amountMinor: parts[index] ?? 0 }))
  }

  private costMore(which: readonly number[], totalMinor: number): void {
    for (const { receipt, amountMinor } of this.shares(which, totalMinor)) {
      const own = this.at(receipt.product)
      const restMilli = receipt.quantityMilli - receipt.returnedMilli
      const { shelf, enteredMinor } = revalue(own.shelf, amountMinor, restMilli, receipt.id)
      own.shelf = shelf
      this.post(TODAY, enteredMinor, 0 - enteredMinor)
    }
  }

  private change(): void {
    this.isLayered = !this.isLayered
    for (const own of this.products) {
      const newest = inOrder(own.arrivals.map((each) => ({ ...each, valueMinor: 0 }))).reverse()
      const rest = { id: this.nextId(), receivedOn: TODAY }
      const layers = this.isLayered ? coverWithLayers(own.shelf, newest, rest) : undefined
      own.shelf = { ...own.shelf, layers }
    }
  }
}
