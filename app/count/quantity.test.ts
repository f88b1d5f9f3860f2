import { expect, test } from 'vitest'
import type { CountGoods } from '#modules/inventory/shared.ts'
import { indexGoods } from './count-goods.ts'
import { readQuantity } from './quantity.ts'

const own = { name: undefined, countMilli: 1000, baseMilli: 1000, isBuying: false }
const tea: CountGoods = {
  id: 'tea',
  name: '冬瓜茶',
  names: { en: 'Winter melon tea' },
  sku: 'T-1',
  barcodes: ['4710000100421'],
  unit: 'can',
  soldBy: 'piece',
  priceMinor: 25,
  pictogram: null,
  units: [
    { id: 'can', ...own },
    { id: 'case', ...own, name: '箱', baseMilli: 24_000 },
    { id: 'third', ...own, name: '三分', countMilli: 3000, baseMilli: 1000 },
  ],
  expectedMilli: null,
}
const rice: CountGoods = {
  ...tea,
  id: 'rice',
  name: '散裝白米',
  names: {},
  sku: null,
  barcodes: ['2100001000005'],
  unit: 'kg',
  soldBy: 'weight',
  priceMinor: 60,
}

test('what is typed becomes the product’s own unit, and nothing is rounded', () => {
  expect(readQuantity(' 1２.5 ', tea, 'can')).toEqual({ ok: true, quantityMilli: 12_500 })
  expect(readQuantity('2', tea, 'case')).toEqual({
    ok: true,
    quantityMilli: 48_000,
    said: { quantityMilli: 2000, unitId: 'case' },
  })
  expect(readQuantity('1', tea, 'third')).toEqual({
    ok: false,
    problem: 'not_even',
    belowMilli: 999,
    aboveMilli: 1002,
  })
  for (const typed of ['', 'x', '-1', '1.2345']) {
    expect(readQuantity(typed, tea, 'can')).toEqual({ ok: false, problem: 'not_number' })
  }
  expect(readQuantity('1000001', tea, 'can')).toEqual({ ok: false, problem: 'too_many' })
  expect(readQuantity('999999', tea, 'case')).toEqual({ ok: false, problem: 'too_many' })
})

test('goods are found by a part of any name, by number, and by a scan', () => {
  const index = indexGoods({
    madeAt: '',
    stocktake: { id: '', name: '', mode: 'blind', shopName: '', placeName: null },
    goods: [rice, tea],
    barcodeRules: [],
    counted: [],
  })
  for (const query of ['冬瓜', 'melon', 't-1', '100421']) {
    expect(index.search(query).map(({ id }) => id)).toEqual(['tea'])
  }
  expect(index.scan('4710000100421')).toEqual({ kind: 'product', product: tea })
  expect(index.scan('4710000100427').kind).toBe('misread')
  expect(index.scan('4710000100438').kind).toBe('unknown')
})
