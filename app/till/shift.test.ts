import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { CashMovedBody, DrawerOpenedBody, ShiftOpenedBody } from '#modules/pos/shared.ts'
import { sampleSnapshot } from './sample-snapshot.ts'
import { recordCashMove, recordClosing, recordDrawer, recordOpening } from './shift.ts'
import { FIRST_FACTS } from './till-facts.ts'

const snapshot = sampleSnapshot()
const at = new Date('2026-11-23T02:24:00Z')
const opening = () => ({
  shiftId: newId(),
  at,
  snapshot,
  floatMinor: 2000,
  floatCounts: [{ denominationMinor: 1000 as const, count: 2 }],
})

test('a shift opens with its float, and there are never two', () => {
  const first = opening()
  const opened = recordOpening(FIRST_FACTS, first)
  expect(ShiftOpenedBody.parse(opened.events[0]?.body)).toMatchObject({ floatMinor: 2000 })
  const again = recordOpening(opened.facts, opening())
  expect(again.events).toEqual([])
  expect(again.facts.shift?.shiftId).toBe(first.shiftId)
})

test('money in or out belongs to the shift, and opens one where none is open', () => {
  const move = {
    moveId: newId(),
    newShiftId: newId(),
    snapshot,
    at,
    direction: 'out' as const,
    reason: 'supplier' as const,
    amountMinor: 300,
    note: ' 豆腐 ',
    approvedById: undefined,
  }
  const { events, facts } = recordCashMove(FIRST_FACTS, move)
  expect(events.map((event) => event.type)).toEqual(['shift.opened', 'cash.moved'])
  expect(CashMovedBody.parse(events[1]?.body)).toMatchObject({ note: '豆腐', amountMinor: 300 })
  expect(facts.shift?.shiftId).toBe(move.newShiftId)
})

test('a drawer is opened without a shift, too', () => {
  const { events, facts } = recordDrawer(FIRST_FACTS, {
    openId: newId(),
    snapshot,
    at,
    reason: 'customer',
  })
  expect(DrawerOpenedBody.parse(events[0]?.body).shiftId).toBeUndefined()
  expect(facts.shift).toBeNull()
})

test('another shift than the open one is not closed', () => {
  const opened = recordOpening(FIRST_FACTS, opening())
  const closing = {
    snapshot,
    at,
    closingId: newId(),
    shiftId: newId(),
    counts: [],
    countedMinor: 0,
    expectedMinor: 0,
    saleCount: 0,
    note: '',
  }
  expect(recordClosing(opened.facts, closing).events).toEqual([])
  expect(recordClosing(opened.facts, closing).facts.shift).not.toBeNull()
})
