import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Cart,
  type CartAction,
  type CartItem,
  cartReducer,
  openCart,
  priceItems,
  quantitiesByProduct,
  voidedLines,
} from './cart.ts'

const TAX = {
  taxMethod: 'per_document',
  taxRates: { taxable: 50_000, zero: 0, exempt: 0 },
} as const

const item = (lineId: string, more: Partial<CartItem> = {}): CartItem => ({
  lineId,
  productId: `p-${lineId}`,
  name: lineId,
  unit: 'bottle',
  soldBy: 'piece',
  taxClass: 'taxable',
  quantityMilli: 1000,
  unitPriceMinor: 25,
  picture: 'bottle',
  addedAtMs: 0,
  ...more,
})

const run = (actions: CartAction[], cart: Cart = openCart('sale')) =>
  actions.reduce(cartReducer, cart)
const add = (each: CartItem): CartAction => ({ type: 'add', item: each })

describe('adding', () => {
  test('the same pieces add up on one line, which opens', () => {
    const cart = run([
      add(item('a', { productId: 'tea' })),
      add(item('b')),
      add(item('c', { productId: 'tea' })),
    ])
    expect(cart.items.map((each) => [each.lineId, each.quantityMilli])).toEqual([
      ['a', 2000],
      ['b', 1000],
    ])
    expect(cart.selectedId).toBe('a')
    expect(priceItems(cart, TAX).totalMinor).toBe(75)
  })

  test('every weighing, price label, other price and discounted line stands by itself', () => {
    const tea = (lineId: string, more: Partial<CartItem>) =>
      add(item(lineId, { productId: 'tea', ...more }))
    const cart = run([
      tea('a', { soldBy: 'weight', quantityMilli: 1200 }),
      tea('b', { soldBy: 'weight', quantityMilli: 1200 }),
      tea('c', { fixedAmountMinor: 30 }),
      tea('d', { unitPriceMinor: 20 }),
      tea('e', {}),
      { type: 'discount_line', lineId: 'e', discount: { kind: 'amount', amountMinor: 5 } },
      tea('f', {}),
    ])
    expect(cart.items).toHaveLength(6)
    expect(quantitiesByProduct(cart).get('tea')).toBe(6400)
  })

  test('a full cart takes no more', () => {
    let cart = openCart('sale')
    for (let index = 0; index < 501; index += 1) cart = cartReducer(cart, add(item(`l${index}`)))
    expect(cart.items).toHaveLength(500)
  })
})

describe('changing', () => {
  test.each([0, -1000, 0.5, Number.NaN, 2_000_000_000])(
    'a quantity of %d changes nothing',
    (quantityMilli) => {
      const cart = run([add(item('a')), { type: 'set_quantity', lineId: 'a', quantityMilli }])
      expect(cart.items[0]?.quantityMilli).toBe(1000)
    },
  )

  test('another quantity takes the printed price away', () => {
    const cart = run([
      add(item('a', { fixedAmountMinor: 30 })),
      { type: 'set_quantity', lineId: 'a', quantityMilli: 2000 },
    ])
    expect(priceItems(cart, TAX).totalMinor).toBe(50)
  })

  test('discounts on a line and on the sale come off the total', () => {
    const cart = run([
      add(item('a', { unitPriceMinor: 100 })),
      add(item('b', { unitPriceMinor: 50 })),
      { type: 'discount_line', lineId: 'a', discount: { kind: 'percent', ratePpm: 100_000 } },
      { type: 'discount_cart', discount: { kind: 'amount', amountMinor: 40 } },
    ])
    expect(priceItems(cart, TAX)).toMatchObject({
      subtotalMinor: 140,
      totalMinor: 100,
      discountMinor: 50,
    })
  })

  test('an empty customer name is no name', () => {
    expect(run([{ type: 'name_customer', customerName: '  ' }]).customerName).toBeUndefined()
    expect(run([{ type: 'name_customer', customerName: ' 林阿好 ' }]).customerName).toBe('林阿好')
  })
})

describe('taking out', () => {
  const three = run([add(item('a')), add(item('b', { quantityMilli: 3000 })), add(item('c'))])

  test('keeps the line with its reason, and opens its neighbour', () => {
    const cart = cartReducer(three, { type: 'take_out', lineId: 'b', reason: 'declined' })
    expect(cart.items.map((each) => each.lineId)).toEqual(['a', 'c'])
    expect(cart.selectedId).toBe('c')
    expect(voidedLines(cart)).toEqual([
      { productId: 'p-b', name: 'b', quantityMilli: 3000, amountMinor: 75, reason: 'declined' },
    ])
  })

  test('and putting back leave everything as it was', () => {
    const out = cartReducer(three, { type: 'take_out', lineId: 'b', reason: 'mistake' })
    const back = cartReducer(out, { type: 'put_back', lineId: 'b' })
    expect(back.items).toEqual(three.items)
    expect(voidedLines(back)).toEqual([])
  })
})

test('whatever is pressed, the total is the sum of its lines and no line is empty', () => {
  const lineIds = ['a', 'b', 'c']
  const discount = fc.oneof(
    fc.record({ kind: fc.constant('amount' as const), amountMinor: fc.nat(500) }),
    fc.record({ kind: fc.constant('percent' as const), ratePpm: fc.nat(1_000_000) }),
    fc.constant(undefined),
  )
  const lineId = fc.constantFrom(...lineIds)
  const action: fc.Arbitrary<CartAction> = fc.oneof(
    fc.record({
      type: fc.constant('add' as const),
      item: fc
        .record({
          lineId,
          quantityMilli: fc.integer({ min: 1, max: 9999 }),
          unitPriceMinor: fc.nat(999),
        })
        .map(({ lineId: id, ...rest }) => item(id, rest)),
    }),
    fc.record({
      type: fc.constant('set_quantity' as const),
      lineId,
      quantityMilli: fc.integer({ min: -5, max: 9999 }),
    }),
    fc.record({
      type: fc.constant('take_out' as const),
      lineId,
      reason: fc.constant('other' as const),
    }),
    fc.record({ type: fc.constant('put_back' as const), lineId }),
    fc.record({ type: fc.constant('discount_line' as const), lineId, discount }),
    fc.record({ type: fc.constant('discount_cart' as const), discount }),
  )
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const cart = run(actions)
      const priced = priceItems(cart, TAX)
      expect(priced.lines.reduce((sum, line) => sum + line.totalMinor, 0)).toBe(priced.totalMinor)
      expect(priced.totalMinor).toBeGreaterThanOrEqual(0)
      expect(cart.items.every((each) => each.quantityMilli > 0)).toBe(true)
      expect(cart.saleId).toBe('sale')
    }),
  )
})

test('another price is for the goods on the counter, and one agreement of a kind stays with the sale', () => {
  const label = item('a', { fixedAmountMinor: 20 })
  const cart = cartReducer(openCart('s'), { type: 'add', item: label })
  const priced = cartReducer(cart, { type: 'set_price', lineId: label.lineId, unitPriceMinor: 12 })
  expect(priced.items[0]).toMatchObject({ unitPriceMinor: 12, fixedAmountMinor: undefined })
  expect(cartReducer(cart, { type: 'set_price', lineId: label.lineId, unitPriceMinor: -1 })).toBe(
    cart,
  )
  const agreed = ['first', 'second'].reduce(
    (before, approvedById) =>
      cartReducer(before, { type: 'approve', approval: { kind: 'price', approvedById } }),
    priced,
  )
  expect(agreed.approvals).toEqual([{ kind: 'price', approvedById: 'second' }])
})
