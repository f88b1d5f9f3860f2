import { newId } from '#modules/kernel/ids.ts'
import { sketchSale } from '#modules/pos/index.ts'
import type { SaleCompletedBody, SoldPayment, TillEvent } from '#modules/pos/shared.ts'
import { sketchRefund } from '#test/make-refund.ts'
import { type Day, type Month, send, TAX_RATES } from './month.ts'

/** A shift while it runs. */
interface Shift {
  month: Month
  day: Day
  shiftId: string
  /** What should lie in the drawer beside the float. */
  takenMinor: number
  saleCount: number
  /** Minutes after opening; each thing happens a little later than the one before. */
  minute: number
}

/** More than ever goes out at once. */
const FLOAT_MINOR = 10_000

/** From opening the drawer to counting it: sales, goods that come back, tabs that are paid, money in and out. */
export async function tradeAtTheTill(month: Month, day: Day): Promise<void> {
  const { dice, till, shop, pencil } = month
  const shift: Shift = {
    month,
    day,
    shiftId: newId(),
    takenMinor: 0,
    saleCount: 0,
    minute: 0,
  }
  const common = { shiftId: shift.shiftId, cashierId: shop.userId }
  const opened = { ...common, openedAt: at(shift).toISOString(), floatMinor: FLOAT_MINOR }
  const events = [till.write('shift.opened', { ...opened, floatCounts: [] }, at(shift))]
  for (let each = 3 + dice.below(10); each > 0; each -= 1) {
    shift.minute += 7
    events.push(...happen(shift))
  }
  shift.minute += 7
  const expectedMinor = FLOAT_MINOR + shift.takenMinor
  // Now and then a coin is missing, or lies there too much.
  const countedMinor = expectedMinor + (dice.chance(0.2) ? dice.below(21) - 10 : 0)
  const { saleCount } = shift
  const counted = { counts: [], countedMinor, expectedMinor, saleCount }
  const closed = { ...common, closedAt: at(shift).toISOString(), ...counted }
  events.push(till.write('shift.closed', closed, at(shift)))
  pencil.cashMinor += countedMinor - FLOAT_MINOR
  // A device that was without a network sends the day in pieces, and a piece may come twice.
  while (events.length > 0) {
    const piece = events.splice(0, 1 + dice.below(8))
    await send(month, ...piece)
    if (dice.chance(0.1)) await send(month, ...piece)
  }
}

const at = ({ day, minute }: Shift) => day.at(8 + Math.floor(minute / 60), minute % 60)

function happen(shift: Shift): TillEvent[] {
  const { dice, sold, customerIds } = shift.month
  // Money that goes out must lie there.
  const hasMoney = shift.takenMinor > 0
  if (dice.chance(0.1) && hasMoney && sold.length > 0) return giveBack(shift)
  if (dice.chance(0.1) && customerIds.length > 0) return payTab(shift)
  if (dice.chance(0.08) && hasMoney) return moveCash(shift)
  return sell(shift)
}

function sell(shift: Shift): TillEvent[] {
  const { month, shiftId } = shift
  const { dice, till, shop, pencil } = month
  const chosen = month.goods.filter(() => dice.chance(0.5))
  const lines = (chosen.length > 0 ? chosen : month.goods.slice(0, 1)).map((goods) => {
    const { id: productId, name, unit, soldBy, priceMinor } = goods
    const quantityMilli = soldBy === 'weight' ? 100 + dice.below(4000) : 1000 * (1 + dice.below(6))
    goods.onHandMilli -= quantityMilli
    const what = { productId, name, unit, soldBy, taxClass: 'taxable' as const }
    const discount = { kind: 'percent' as const, ratePpm: 50_000 * (1 + dice.below(3)) }
    const sold = { ...what, quantityMilli, unitPriceMinor: priceMinor }
    return dice.chance(0.15) ? { ...sold, discount } : sold
  })
  const sketch = sketchSale({
    cashierId: shop.userId,
    lines,
    taxRates: TAX_RATES,
    soldAt: at(shift),
    shiftId,
  })
  const known = month.customerIds.length
  const customerId = dice.chance(0.25) ? chooseCustomer(month) : undefined
  const isNew = month.customerIds.length > known
  const payments = choosePayments(month, sketch.totalMinor, customerId !== undefined)
  const body: SaleCompletedBody = { ...sketch, payments, ...(customerId && { customerId }) }
  for (const { tender, amountMinor } of payments) {
    if (tender === 'cash') shift.takenMinor += amountMinor
    if (tender === 'tab' && customerId) addToTab(month, customerId, amountMinor)
  }
  shift.saleCount += 1
  month.sold.push(body)
  pencil.turnoverMinor += body.totalMinor
  pencil.outputTaxMinor += body.taxMinor
  const met = { customerId, createdAt: at(shift).toISOString(), cashierId: shop.userId }
  const name = { customerName: '林秋月' }
  return [
    ...(isNew ? [till.write('customer.created', met, at(shift), name)] : []),
    till.write('sale.completed', body, at(shift)),
  ]
}

/** One of the customers with a tab; a village has not many. */
function chooseCustomer({ dice, customerIds }: Month): string {
  if (customerIds.length >= 4 && !dice.chance(0.05)) return dice.pick(customerIds)
  const met = newId()
  customerIds.push(met)
  return met
}

function choosePayments({ dice }: Month, totalMinor: number, hasTab: boolean): SoldPayment[] {
  const tender = hasTab ? 'tab' : dice.pick(['cash', 'cash', 'cash', 'card', 'line_pay'] as const)
  const cash = (amountMinor: number): SoldPayment => {
    const tenderedMinor = Math.ceil(amountMinor / 100) * 100
    return { tender: 'cash', amountMinor, tenderedMinor }
  }
  if (tender === 'cash') return [cash(totalMinor)]
  const byHand = dice.chance(0.3) ? dice.below(totalMinor) : 0
  const amountMinor = totalMinor - byHand
  const rest: SoldPayment = { tender, amountMinor, tenderedMinor: amountMinor }
  return byHand > 0 ? [cash(byHand), rest] : [rest]
}

function addToTab({ pencil }: Month, customerId: string, amountMinor: number): void {
  pencil.tabs.set(customerId, (pencil.tabs.get(customerId) ?? 0) + amountMinor)
}

/** Some of the goods of a sale come back, once; the money goes back in cash, or off the tab. */
function giveBack(shift: Shift): TillEvent[] {
  const { month, shiftId } = shift
  const { dice, till, pencil, sold } = month
  const [sale] = sold.splice(dice.below(sold.length), 1)
  if (!sale) return []
  const quantities = Object.fromEntries(
    sale.lines.map(({ quantityMilli, soldBy }, position) => {
      const step = soldBy === 'weight' ? 1 : 1000
      return [position, step * dice.below(quantityMilli / step + 1)]
    }),
  )
  if (Object.values(quantities).every((each) => each === 0)) quantities[0] = 1000
  quantities[0] = Math.min(quantities[0] ?? 0, sale.lines[0]?.quantityMilli ?? 0)
  const isRestocked = dice.chance(0.7)
  const drawn = sketchRefund(sale, { quantities, isRestocked })
  const onTab = sale.customerId !== undefined && dice.chance(0.6) ? sale.customerId : undefined
  const tender = onTab ? 'tab' : 'cash'
  const body = {
    ...drawn,
    shiftId,
    refundedAt: at(shift).toISOString(),
    payments: [{ tender, amountMinor: drawn.totalMinor }],
    ...(onTab && { customerId: onTab }),
  }
  if (onTab) addToTab(month, onTab, -drawn.totalMinor)
  else shift.takenMinor -= drawn.totalMinor
  if (isRestocked) {
    for (const { productId, quantityMilli } of drawn.lines) {
      const goods = month.goods.find(({ id }) => id === productId)
      if (goods) goods.onHandMilli += quantityMilli
    }
  }
  pencil.turnoverMinor -= drawn.totalMinor
  pencil.outputTaxMinor -= drawn.taxMinor
  return [till.write('sale.refunded', body, at(shift))]
}

/** A customer pays off a part of the tab, or pays ahead; sometimes it was the wrong one. */
function payTab(shift: Shift): TillEvent[] {
  const { month, shiftId } = shift
  const { dice, till, shop } = month
  const customerId = dice.pick(month.customerIds)
  const amountMinor = 1 + dice.below(800)
  const tender = dice.pick(['cash', 'transfer'] as const)
  const money = { customerId, shiftId, tender, amountMinor, cashierId: shop.userId }
  const paid = {
    ...money,
    paymentId: newId(),
    receiptNo: '1-0009',
    tenderedMinor: amountMinor,
    paidAt: at(shift).toISOString(),
  }
  const events = [till.write('tab.paid', paid, at(shift))]
  if (dice.chance(0.2)) {
    const { paymentId } = paid
    const undone = { ...money, undoId: newId(), paymentId, undoneAt: at(shift).toISOString() }
    events.push(till.write('tab.payment_undone', undone, at(shift)))
    return events
  }
  addToTab(month, customerId, -amountMinor)
  if (tender === 'cash') shift.takenMinor += amountMinor
  return events
}

/** Coins from the bank, or something small that was paid out of the drawer. */
function moveCash(shift: Shift): TillEvent[] {
  const { month, shiftId } = shift
  const { dice, till, shop } = month
  const isIn = dice.chance(0.4)
  const amountMinor = 100 * (1 + dice.below(8))
  const body = {
    moveId: newId(),
    shiftId,
    direction: isIn ? 'in' : 'out',
    reason: isIn ? 'change' : dice.pick(['bank', 'expense', 'owner'] as const),
    amountMinor,
    movedAt: at(shift).toISOString(),
    cashierId: shop.userId,
  }
  shift.takenMinor += isIn ? amountMinor : -amountMinor
  return [till.write('cash.moved', body, at(shift))]
}
