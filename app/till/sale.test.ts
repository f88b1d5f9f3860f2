import { describe, expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { SaleCompletedBody, ShiftClosedBody, ShiftOpenedBody } from '#modules/pos/shared.ts'
import { cartReducer, openCart } from './cart.ts'
import { recordSale } from './sale.ts'
import { sampleSnapshot } from './sample-snapshot.ts'
import { recordClosing } from './shift.ts'
import { FIRST_FACTS } from './till-facts.ts'

const snapshot = sampleSnapshot()

const cart = cartReducer(openCart(newId()), {
  type: 'add',
  item: {
    lineId: 'a',
    productId: newId(),
    name: '高麗菜',
    unit: 'catty',
    soldBy: 'weight',
    taxClass: 'taxable',
    quantityMilli: 1200,
    unitPriceMinor: 35,
    picture: 'cabbage',
    addedAtMs: 0,
  },
})

const sale = (at: string) => ({
  cart,
  payments: [{ tender: 'cash' as const, amountMinor: 42, tenderedMinor: 50 }],
  wantsReceipt: true,
  at: new Date(at),
  snapshot,
  tillNumber: 1,
  newShiftId: newId(),
})

describe('recording a sale', () => {
  test('opens the shift of the day before the first sale, and closes the cart', () => {
    const { events, facts, closesCarts } = recordSale(FIRST_FACTS, sale('2026-11-23T02:24:00Z'))
    expect(events.map((event) => event.type)).toEqual(['shift.opened', 'sale.completed'])
    const shift = ShiftOpenedBody.parse(events[0]?.body)
    const body = SaleCompletedBody.parse(events[1]?.body)
    expect(body).toMatchObject({
      shiftId: shift.shiftId,
      receiptNo: '1-0001',
      totalMinor: 42,
      taxMinor: 2,
    })
    expect(events[1]?.eventId).toBe(cart.saleId)
    expect(closesCarts).toEqual([cart.saleId])
    expect(facts).toMatchObject({
      receiptCount: 1,
      shift: { shiftId: shift.shiftId, day: '2026-11-23' },
    })
  })

  test('stays in the shift over midnight, until somebody closes it', () => {
    const first = recordSale(FIRST_FACTS, sale('2026-11-23T02:24:00Z'))
    const late = recordSale(first.facts, sale('2026-11-23T16:01:00Z'))
    expect(late.events.map((event) => event.type)).toEqual(['sale.completed'])
    const closed = recordClosing(late.facts, {
      snapshot,
      at: new Date('2026-11-23T16:05:00Z'),
      closingId: newId(),
      shiftId: String(late.events[0]?.body.shiftId),
      counts: [],
      countedMinor: 84,
      expectedMinor: 84,
      saleCount: 2,
      note: '',
    })
    expect(closed.facts.shift).toBeNull()
    expect(ShiftClosedBody.parse(closed.events[0]?.body)).toMatchObject({ countedMinor: 84 })
    const next = recordSale(closed.facts, sale('2026-11-23T16:06:00Z'))
    expect(next.events.map((event) => event.type)).toEqual(['shift.opened', 'sale.completed'])
    // The shop's day, which is not the day of UTC.
    expect(next.facts).toMatchObject({ receiptCount: 3, shift: { day: '2026-11-24' } })
  })

  test('the name of the customer stays outside of what is hashed', () => {
    const named = { ...sale('2026-11-23T02:24:00Z'), cart: { ...cart, customerName: '林阿好' } }
    const event = recordSale(FIRST_FACTS, named).events[1]
    expect(event?.personal).toEqual({ customerName: '林阿好' })
    expect(JSON.stringify(event?.body)).not.toContain('林阿好')
    expect(event?.body.hasCustomer).toBe(true)
  })
})
