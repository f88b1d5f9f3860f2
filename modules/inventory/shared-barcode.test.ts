import { describe, expect, test } from 'vitest'
import {
  gs1CheckDigit,
  INITIAL_BARCODE_RULES,
  isUnit,
  parseBarcode,
  quantityOfGrams,
  readInStoreBarcode,
} from './shared.ts'

describe('check digits', () => {
  // Published examples: EAN-13 and EAN-8 of the GS1 General Specifications' readers, UPC-A of GS1 US.
  test.each(['4006381333931', '96385074', '036000291452'])('%s is right', (code) => {
    expect(gs1CheckDigit(code.slice(0, -1))).toBe(Number(code.at(-1)))
    expect(parseBarcode(code)).toMatchObject({ ok: true })
  })
  test('every other last digit is wrong', () => {
    for (let digit = 0; digit < 10; digit += 1) {
      expect(parseBarcode(`400638133393${digit}`).ok).toBe(digit === 1)
      expect(parseBarcode(`9638507${digit}`).ok).toBe(digit === 4)
    }
  })
  test('one slipped digit anywhere is noticed', () => {
    const code = '4006381333931'
    for (let at = 0; at < 13; at += 1) {
      const slipped = `${code.slice(0, at)}${(Number(code[at]) + 1) % 10}${code.slice(at + 1)}`
      expect(parseBarcode(slipped).ok).toBe(false)
    }
  })
})

test('UPC-A and EAN-13 are one code; full width and blanks around it do not matter', () => {
  expect(parseBarcode('036000291452')).toEqual({ ok: true, barcode: '0036000291452' })
  expect(parseBarcode(' ０036000291452 ')).toEqual({ ok: true, barcode: '0036000291452' })
})

test('a code that is short says how many digits are missing', () => {
  expect(parseBarcode('471000010042')).toEqual({ ok: false, problem: 'too_short', missing: 1 })
  expect(parseBarcode('47100001004')).toEqual({ ok: false, problem: 'too_short', missing: 2 })
})

test('a shop’s own numbers and Code 128 labels pass as they are', () => {
  expect(parseBarcode('12345')).toEqual({ ok: true, barcode: '12345' })
  expect(parseBarcode('SHELF-A.7')).toEqual({ ok: true, barcode: 'SHELF-A.7' })
})

describe('a shop’s own weight and price codes', () => {
  test('20 holds grams and 21 holds NT$', () => {
    expect(readInStoreBarcode('2012345009004', INITIAL_BARCODE_RULES)).toEqual({
      itemCode: '2012345',
      holds: 'weight',
      value: 900,
    })
    expect(readInStoreBarcode('2154321001203', INITIAL_BARCODE_RULES)).toEqual({
      itemCode: '2154321',
      holds: 'price',
      value: 120,
    })
  })
  test('a wrong check digit, another prefix and a rule that does not fill 12 digits read nothing', () => {
    expect(readInStoreBarcode('2012345009005', INITIAL_BARCODE_RULES)).toBeUndefined()
    expect(readInStoreBarcode('2912345009007', INITIAL_BARCODE_RULES)).toBeUndefined()
    const rule = { prefix: '20', holds: 'weight' as const, itemDigits: 4, valueDigits: 5 }
    expect(readInStoreBarcode('2012345009004', [rule])).toBeUndefined()
  })
  test('grams become thousandths of the unit: 600 g a 台斤, 37.5 g a 台兩', () => {
    expect(quantityOfGrams('catty', 900)).toBe(1500)
    expect(quantityOfGrams('tael', 150)).toBe(4000)
    expect(quantityOfGrams('kg', 1)).toBe(1)
    expect(quantityOfGrams('can', 900)).toBeUndefined()
  })
})

test('what every object inherits is no unit', () => {
  expect(isUnit('catty')).toBe(true)
  expect(isUnit('toString')).toBe(false)
})
