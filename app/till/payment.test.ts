import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TENDERS } from '#modules/pos/shared.ts'
import {
  changeOf,
  type Payment,
  type PaymentAction,
  paymentReducer,
  standingOf,
  startPayment,
} from './payment.ts'

const run = (actions: PaymentAction[], payment: Payment = startPayment('cash')) =>
  actions.reduce(paymentReducer, payment)

describe('cash', () => {
  test('gives back what is over', () => {
    const standing = standingOf(run([{ type: 'type', typed: '1000' }]), 437)
    expect(standing).toMatchObject({ changeMinor: 563, isEnough: true })
    expect(standing.payments).toEqual([{ tender: 'cash', amountMinor: 437, tenderedMinor: 1000 }])
    expect(changeOf(standing.payments)).toBe(563)
  })

  test('untyped is exact, and too little does not finish', () => {
    expect(standingOf(startPayment('cash'), 437)).toMatchObject({ changeMinor: 0, isEnough: true })
    const short = standingOf(run([{ type: 'type', typed: '400' }]), 437)
    expect(short).toMatchObject({ changeMinor: -37, isEnough: false })
  })

  test('a sale of nothing is paid with nothing', () => {
    const { payments, isEnough } = standingOf(startPayment('cash'), 0)
    expect(isEnough).toBe(true)
    expect(payments).toEqual([{ tender: 'cash', amountMinor: 0, tenderedMinor: 0 }])
  })
})

test('a card takes the exact rest and never more', () => {
  const card = run([{ type: 'choose', tender: 'card' }])
  expect(standingOf(card, 437).payments).toEqual([
    { tender: 'card', amountMinor: 437, tenderedMinor: 437 },
  ])
  expect(standingOf(run([{ type: 'type', typed: '500' }], card), 437)).toMatchObject({
    isEnough: false,
    isTooMuch: true,
  })
})

describe('paying in several ways', () => {
  const afterVoucher = run([
    { type: 'split' },
    { type: 'choose', tender: 'voucher' },
    { type: 'type', typed: '200' },
    { type: 'take_part', totalMinor: 437 },
  ])

  test('the rest is asked of the next tender, and change comes from cash', () => {
    expect(standingOf(afterVoucher, 437).restMinor).toBe(237)
    const done = run(
      [
        { type: 'choose', tender: 'cash' },
        { type: 'type', typed: '500' },
      ],
      afterVoucher,
    )
    const standing = standingOf(done, 437)
    expect(standing).toMatchObject({ changeMinor: 263, isEnough: true })
    expect(standing.payments).toEqual([
      { tender: 'voucher', amountMinor: 200, tenderedMinor: 200 },
      { tender: 'cash', amountMinor: 237, tenderedMinor: 500 },
    ])
  })

  test('a part can be taken back', () => {
    expect(standingOf(run([{ type: 'drop_part', index: 0 }], afterVoucher), 437).restMinor).toBe(
      437,
    )
  })
})

test('whatever is pressed, what is recorded as enough adds up to the total', () => {
  const typed = fc.oneof(fc.constant(''), fc.nat(2000).map(String))
  const action: fc.Arbitrary<PaymentAction> = fc.oneof(
    fc.record({ type: fc.constant('choose' as const), tender: fc.constantFrom(...TENDERS) }),
    fc.record({ type: fc.constant('type' as const), typed }),
    fc.constant({ type: 'split' as const }),
    fc.constant({ type: 'take_part' as const, totalMinor: 437 }),
    fc.record({ type: fc.constant('drop_part' as const), index: fc.nat(3) }),
  )
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
      const { payments, isEnough } = standingOf(run(actions), 437)
      if (!isEnough) return
      expect(payments.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(437)
      expect(payments.length).toBeLessThanOrEqual(10)
      for (const part of payments) {
        if (part.tender !== 'cash') expect(part.tenderedMinor).toBe(part.amountMinor)
        expect(part.amountMinor).toBeGreaterThan(0)
      }
    }),
  )
})
