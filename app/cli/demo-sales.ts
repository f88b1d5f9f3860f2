import { UNITS } from '#modules/inventory/shared.ts'
import { type Actor, inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { ingestEvents, JournalWriter, registerTill } from '#modules/pos/index.ts'
import { summariseShift, type TaxRates, type Tender, type TillEvent } from '#modules/pos/shared.ts'
import type { DemoProduct } from './demo-goods.ts'
import { tabEvents } from './demo-tabs.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** What lies in the drawer each morning. */
const FLOAT_MINOR = 2_000
/** On this day a coin of NT$5 was missing when the drawer was counted. */
const SHORT_DAYS_AGO = 3
const SHORT_MINOR = 5
/** How busy each hour from 7 to 18 is; the shop is closed otherwise. */
const BUSY = [2, 5, 5, 6, 9, 6, 2, 3, 4, 7, 8, 3]
const TENDER_ORDER: Tender[] = [
  'cash',
  'cash',
  'cash',
  'line_pay',
  'cash',
  'jkopay',
  'cash',
  'card',
]

/** The same numbers at each run: a demo should look alike wherever it is shown. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/**
 * A week of sales up to now and the tabs of six customers, sent as a till sends them, through the same door.
 * @param goods products with their ids, in the order of the list.
 */
export async function sellForAWeek(
  actor: Actor & { userId: string },
  goods: readonly { id: string; product: DemoProduct }[],
  taxRates: TaxRates,
): Promise<void> {
  const till = new JournalWriter()
  const roll = dice(7)
  await inTenant(actor, 'read write', (tx) =>
    registerTill(tx, { tillId: till.tillId, journalId: till.journalId, name: '一號收銀機' }),
  )
  const events: TillEvent[] = []
  let count = 0
  for (let daysAgo = 7; daysAgo >= 0; daysAgo -= 1) {
    const shiftId = newId()
    const shift: TillEvent[] = []
    const opening = momentsOf(daysAgo, roll)
    const [first] = opening
    const last = opening.at(-1)
    if (!first || !last) continue
    shift.push(openShift(till, shiftId, actor.userId, first))
    for (const soldAt of opening) {
      count += 1
      const receiptNo = `1-${String(count).padStart(4, '0')}`
      const tender = TENDER_ORDER[roll(TENDER_ORDER.length)] ?? 'cash'
      shift.push(
        till.sale({
          cashierId: actor.userId,
          lines: basket(goods, roll),
          taxRates,
          tender,
          soldAt,
          shiftId,
          receiptNo,
        }),
      )
    }
    // Today's shift is still open.
    if (daysAgo > 0) {
      const missingMinor = daysAgo === SHORT_DAYS_AGO ? SHORT_MINOR : 0
      shift.push(closeShift(till, shiftId, actor.userId, { sold: shift, last, missingMinor }))
    }
    events.push(...shift)
  }
  const firstReceipt = count + 1
  events.push(...tabEvents(till, { cashierId: actor.userId, goods, taxRates, firstReceipt }))
  for (let from = 0; from < events.length; from += 100) {
    const batch = till.batch(...events.slice(from, from + 100))
    await inTenant(actor, 'read write', (tx) => ingestEvents(tx, batch))
  }
}

function openShift(till: JournalWriter, shiftId: string, cashierId: string, first: Date) {
  const openedAt = new Date(first.getTime() - MINUTE_MS)
  const body = { shiftId, openedAt: openedAt.toISOString(), cashierId, floatMinor: FLOAT_MINOR }
  return till.write('shift.opened', body, openedAt)
}

/** The drawer is counted after the last sale: what should be there, less what is missing. */
function closeShift(
  till: JournalWriter,
  shiftId: string,
  cashierId: string,
  day: { sold: readonly TillEvent[]; last: Date; missingMinor: number },
) {
  const closedAt = new Date(day.last.getTime() + 5 * MINUTE_MS)
  const { expectedMinor, saleCount } = summariseShift(shiftId, day.sold)
  const body = {
    shiftId,
    closedAt: closedAt.toISOString(),
    cashierId,
    counts: [],
    countedMinor: expectedMinor - day.missingMinor,
    expectedMinor,
    saleCount,
  }
  return till.write('shift.closed', body, closedAt)
}

/** The moments of one day's sales in Taipei time, ascending, none in the future. */
function momentsOf(daysAgo: number, roll: (sides: number) => number): Date[] {
  const day = dayIn('Asia/Taipei', new Date(Date.now() - daysAgo * DAY_MS))
  const midnight = Date.parse(`${day}T00:00:00+08:00`)
  return BUSY.flatMap((sales, index) =>
    Array.from(
      { length: Math.max(1, sales - roll(3)) },
      () => midnight + (7 + index) * HOUR_MS + roll(HOUR_MS),
    ),
  )
    .filter((moment) => moment < Date.now())
    .sort((a, b) => a - b)
    .map((moment) => new Date(moment))
}

function basket(
  goods: readonly { id: string; product: DemoProduct }[],
  roll: (sides: number) => number,
) {
  const size = 1 + roll(4)
  const chosen = new Set(Array.from({ length: size }, () => roll(goods.length)))
  return [...chosen].flatMap((index) => {
    const item = goods[index]
    if (!item) return []
    const { product } = item
    const soldBy = UNITS[product.unit].soldBy
    return [
      {
        productId: item.id,
        name: product.name,
        unit: product.unit,
        soldBy,
        taxClass: product.exempt ? ('exempt' as const) : ('taxable' as const),
        quantityMilli: soldBy === 'weight' ? 500 + 100 * roll(15) : 1000 * (roll(6) === 0 ? 2 : 1),
        unitPriceMinor: product.price,
      },
    ]
  })
}
