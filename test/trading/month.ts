import { TAX_PROFILE } from '#modules/identity/index.ts'
import { productUnits } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { ingestEvents } from '#modules/pos/index.ts'
import type { SaleCompletedBody, TillEvent } from '#modules/pos/shared.ts'
import { type Dice, dice } from '#test/faults/random.ts'
import { type MadeTenant, makeProduct, makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { makeSupplier } from '#test/make-purchase.ts'

/** A kind of goods with what should lie on the shelf, by the trader's own count. */
export interface Goods {
  id: string
  name: string
  unit: string
  soldBy: 'piece' | 'weight'
  priceMinor: number
  /** What one unit costs to buy, about. */
  costMinor: number
  onHandMilli: number
  /** What it is bought in, beside its own unit: 箱 of so many. */
  case?: { name: string; baseMilli: number } | undefined
}

/**
 * A month in which somebody trades at random, with what they would know of it by pencil and paper.
 * The pencil knows nothing of accounts: whatever the books say is compared with it afterwards.
 */
export interface Month {
  shop: MadeTenant
  dice: Dice
  till: MadeTill
  goods: Goods[]
  customerIds: string[]
  supplierIds: string[]
  /** Sales of which something can still come back. */
  sold: SaleCompletedBody[]
  pencil: {
    /** Money in the drawer and in the box: since the month began, so floats are no part of it. */
    cashMinor: number
    /** What each customer owes. */
    tabs: Map<string, number>
    /** What the shop owes its suppliers. */
    owedMinor: number
    outputTaxMinor: number
    inputTaxMinor: number
    /** Money that customers paid for goods, tax and all, less what was given back. */
    turnoverMinor: number
  }
}

/** A day of the month, and its hours. */
export interface Day {
  day: string
  at(hour: number, minute?: number): Date
}

export const TAX_RATES = { taxable: 50_000, zero: 0, exempt: 0 }

const CASE = { name: '箱', baseMilli: 24_000 }
const BASKET = { name: '籃', baseMilli: 12_500 }

const RANGE: Omit<Goods, 'id' | 'onHandMilli'>[] = [
  { name: '冬瓜茶', unit: 'bottle', soldBy: 'piece', priceMinor: 25, costMinor: 15, case: CASE },
  { name: '鮪魚罐頭', unit: 'can', soldBy: 'piece', priceMinor: 42, costMinor: 30 },
  { name: '白米', unit: 'bag', soldBy: 'piece', priceMinor: 265, costMinor: 199 },
  {
    name: '高麗菜',
    unit: 'catty',
    soldBy: 'weight',
    priceMinor: 33,
    costMinor: 21,
    case: BASKET,
  },
  { name: '雞蛋', unit: 'piece', soldBy: 'piece', priceMinor: 7, costMinor: 5 },
]

/** A shop that gives invoices, before its first day. */
export async function openMonth(seed: number, firstDay: string): Promise<Month> {
  const shop = await makeTenant({ name: `隨機雜貨店 ${seed}` })
  const till = new MadeTill()
  const atOpening = new Date(`${firstDay}T00:00:00+08:00`)
  const throws = dice(seed, () => atOpening.getTime())
  const made = await shop.run(async (tx) => {
    await writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '10458575' }, atOpening)
    await till.register(tx)
    const goods: Goods[] = []
    for (const each of RANGE) {
      const id = await makeProduct(tx, each)
      const unit = each.case && { id: newId(), ...each.case, countMilli: 1000, isBuying: true }
      if (unit) await productUnits.saveUnits(tx, id, [unit])
      goods.push({ ...each, id, onHandMilli: 0 })
    }
    const supplierIds = [await makeSupplier(tx), await makeSupplier(tx, { name: '山下碾米廠' })]
    return { goods, supplierIds }
  })
  return {
    shop,
    till,
    dice: throws,
    ...made,
    customerIds: [],
    sold: [],
    pencil: {
      cashMinor: 0,
      tabs: new Map(),
      owedMinor: 0,
      outputTaxMinor: 0,
      inputTaxMinor: 0,
      turnoverMinor: 0,
    },
  }
}

/** The days of a month, `2026-10`, in Taiwan. */
export function daysOf(month: string): Day[] {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const two = (value: number) => String(value).padStart(2, '0')
  return Array.from({ length: count }, (_, index) => {
    const day = `${month}-${two(index + 1)}`
    return {
      day,
      at: (hour, minute = 0) => new Date(`${day}T${two(hour)}:${two(minute)}:00+08:00`),
    }
  })
}

/** What a person looks at, and what is booked as it is all the same. */
const LOOKED_AT = ['stock_negative', 'over_tab_limit', 'clock_skew']

/** Sends what the till wrote; all of it must be booked, or have been booked before. */
export async function send(month: Month, ...events: TillEvent[]): Promise<void> {
  const reply = await month.shop.run((tx: Tx) => ingestEvents(tx, month.till.batch(...events)))
  for (const { eventId, disposition, reasons } of reply.results) {
    if (disposition === 'quarantined' || reasons.some((each) => !LOOKED_AT.includes(each)))
      throw new Error(
        `${disposition}, ${reasons.join(', ')}: ${JSON.stringify(events.find((each) => each.eventId === eventId))}`,
      )
  }
}
