import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { cartReducer, openCart, priceItems } from './cart.ts'
import { type CustomerViewParts, customerViewOf, readCustomerView } from './customer-view.ts'
import { sampleProduct, sampleSnapshot } from './sample-snapshot.ts'

const snapshot = sampleSnapshot()
const look = { theme: 'sun', text: 'easy', language: 'en', showsTip: true } as const

function parts(count: number, more: Partial<CustomerViewParts> = {}): CustomerViewParts {
  let cart = cartReducer(openCart(newId()), { type: 'name_customer', customerName: '林阿姨' })
  for (let at = 1; at <= count; at += 1) {
    const { id, name, unit, soldBy, taxClass } = sampleProduct(`貨品${at}`)
    const item = { lineId: newId(), productId: id, name, unit, soldBy, taxClass, picture: 'box' }
    cart = cartReducer(cart, {
      type: 'add',
      item: { ...item, quantityMilli: 2000, unitPriceMinor: 10, addedAtMs: 0 },
    })
  }
  return {
    shop: '山下雜貨店',
    look,
    cart,
    priced: priceItems(cart, snapshot),
    sayQuantity: () => '2',
    ...more,
  }
}

test('an empty counter is idle, in the look of the till', () => {
  expect(customerViewOf(parts(0))).toMatchObject({ kind: 'idle', shop: '山下雜貨店', ...look })
})

test('the latest lines are shown, with how many there are in all, and the total', () => {
  const view = customerViewOf(parts(8))
  expect(view).toMatchObject({ kind: 'cart', lineCount: 8, totalMinor: 160 })
  expect(view.lines).toHaveLength(6)
  expect(view.lines.at(-1)).toEqual({ name: '貨品8', quantity: '2', amountMinor: 20 })
})

test('while one pays, what was handed over and what goes back', () => {
  const paying = { receivedMinor: 100, changeMinor: 80 }
  expect(customerViewOf(parts(1, { paying }))).toMatchObject({
    kind: 'pay',
    totalMinor: 20,
    ...paying,
  })
})

test('after the sale its change stays until the next one begins', () => {
  const paid = { saleId: newId(), totalMinor: 62, receivedMinor: 100, changeMinor: 38 }
  const view = customerViewOf(parts(0, { paid }))
  expect(view).toMatchObject({ kind: 'thanks', totalMinor: 62, changeMinor: 38 })
  expect(view.tipSeed).toBe(paid.saleId)
})

test('nothing on it says who buys', () => {
  for (const paying of [undefined, { receivedMinor: null, changeMinor: null }]) {
    expect(JSON.stringify(customerViewOf(parts(2, { paying })))).not.toContain('林阿姨')
  }
})

test('another window is believed only when it speaks of a sale', () => {
  const view = customerViewOf(parts(1))
  expect(readCustomerView({ view })).toEqual(view)
  for (const other of [null, 'hello', {}, { view: {} }, { view: { ...view, totalMinor: 'x' } }]) {
    expect(readCustomerView(other)).toBeUndefined()
  }
})
