import { describe, expect, test } from 'vitest'
import { gs1CheckDigit } from '#modules/inventory/shared.ts'
import type { TillProduct } from '#modules/pos/shared.ts'
import { LOOSE, makeCatalogue } from './catalogue.ts'
import { sampleProduct, sampleSnapshot } from './sample-snapshot.ts'

const product = sampleProduct
const catalogueOf = (products: TillProduct[]) => makeCatalogue(sampleSnapshot(products), 'zh-TW')
const withCheck = (digits: string) => `${digits}${gs1CheckDigit(digits)}`

const tea = product('冬瓜茶', {
  names: { en: 'Winter melon tea' },
  sku: 'TEA-1',
  barcodes: [withCheck('471000010042'), '0012345678905'],
})
const greens = product('高麗菜', {
  unit: 'catty',
  soldBy: 'weight',
  priceMinor: 35,
  barcodes: ['2012345', '2154321'],
})
const catalogue = catalogueOf([tea, product('茶葉蛋', { priceMinor: 12 }), greens])
const find = (query: string) => catalogue.search(query, 60).products.map((each) => each.name)

describe('searching', () => {
  test.each([
    ['茶', ['茶葉蛋', '冬瓜茶']],
    ['winter TEA', ['冬瓜茶']],
    ['ｔｅａ－１', ['冬瓜茶']],
    ['471000', ['冬瓜茶']],
    ['35', ['高麗菜']],
    ['沒有', []],
    ['   ', []],
  ])('%j finds %j', (query, names) => expect(find(query)).toEqual(names))

  test('ten thousand goods are searched by every word', () => {
    const many = catalogueOf(
      Array.from({ length: 10_000 }, (_, index) =>
        product(`貨品 ${index}`, { sku: `S${index}`, names: { en: `Goods ${index}` } }),
      ),
    )
    expect(many.search('goods 99', 60).count).toBe(280)
  })
})

describe('scanning', () => {
  test('finds by any of its barcodes, UPC-A as its EAN-13', () => {
    expect(catalogue.scan(withCheck('471000010042'))).toMatchObject({
      kind: 'product',
      product: tea,
    })
    expect(catalogue.scan('012345678905')).toMatchObject({ kind: 'product', product: tea })
  })

  test('a weight label weighs in the unit of the goods', () => {
    // 720 g are 1.2 台斤.
    expect(catalogue.scan(withCheck('201234500720'))).toEqual({
      kind: 'label',
      product: greens,
      quantityMilli: 1200,
    })
  })

  test('a price label keeps its printed price', () => {
    expect(catalogue.scan(withCheck('215432100042'))).toEqual({
      kind: 'label',
      product: greens,
      quantityMilli: 1200,
      fixedAmountMinor: 42,
    })
  })

  test('says what is unknown, and what was misread', () => {
    expect(catalogue.scan('4710000100426')).toMatchObject({
      kind: 'misread',
      problem: 'check_digit',
    })
    expect(catalogue.scan('471000010042')).toMatchObject({ kind: 'misread', missing: 1 })
    expect(catalogue.scan(withCheck('471999999999'))).toEqual({
      kind: 'unknown',
      barcode: withCheck('471999999999'),
    })
  })
})

test('goods without a category have a shelf too', () => {
  expect(catalogue.onShelf(LOOSE)).toHaveLength(3)
  expect(catalogue.hasLoose).toBe(true)
})
