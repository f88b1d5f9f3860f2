import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DRAWER, likelyTenders, piecesOf } from './figures.ts'
import { typeKey } from './keypad.tsx'
import { formatAmount, formatMoney } from './money.tsx'
import { readWhole } from './money-field.tsx'

test('money is written with its unit before the digits, in groups of three, without decimals', () => {
  expect(formatMoney(1234)).toBe('NT$1,234')
  expect(formatMoney(0)).toBe('NT$0')
  expect(formatMoney(999)).toBe('NT$999')
  expect(formatMoney(1_234_567)).toBe('NT$1,234,567')
})

test('a negative amount has a real minus sign, before everything', () => {
  expect(formatMoney(-50)).toBe('−NT$50')
  expect(formatAmount(-1234)).toBe('−1,234')
  expect(formatMoney(-0)).toBe('NT$0')
})

test('grouping is the one of Intl for every whole number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (amount) => {
      expect(formatAmount(amount)).toBe(new Intl.NumberFormat('zh-TW').format(amount))
    }),
  )
})

test('what was typed becomes whole dollars', () => {
  expect(readWhole('1,234')).toBe(1234)
  expect(readWhole('１２３')).toBe(123)
  expect(readWhole('')).toBeUndefined()
  expect(readWhole('元')).toBeUndefined()
  expect(readWhole('9'.repeat(40))).toBe(999_999_999_999)
})

test('notes and coins make exactly the change', () => {
  expect(piecesOf(563)).toEqual([
    { denomination: 500, count: 1 },
    { denomination: 50, count: 1 },
    { denomination: 10, count: 1 },
    { denomination: 1, count: 3 },
  ])
  expect(piecesOf(0)).toEqual([])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999 }), (amount) => {
      const pieces = piecesOf(amount)
      const sum = pieces.reduce((total, piece) => total + piece.denomination * piece.count, 0)
      expect(sum).toBe(amount)
      // Never so many of one that a single larger piece of the drawer would do.
      for (const { denomination, count } of pieces) {
        const larger = DRAWER[DRAWER.indexOf(denomination) - 1]
        if (larger !== undefined) expect(denomination * count).toBeLessThan(larger)
      }
    }),
  )
})

test('likely tenders are more than the total, without repeats', () => {
  expect(likelyTenders(437)).toEqual([450, 500, 1000])
  expect(likelyTenders(500)).toEqual([1000])
  expect(likelyTenders(1280)).toEqual([1300, 1500, 2000])
})

test('the keypad types an amount as a person expects', () => {
  expect(typeKey('', '0')).toBe('')
  expect(typeKey('', '00')).toBe('')
  expect(typeKey('1', '00')).toBe('100')
  expect(typeKey('100', 'back')).toBe('10')
  expect(typeKey('12345678', '9')).toBe('12345678')
})

test('change of every coin, and none', () => {
  expect(piecesOf(0)).toEqual([])
  expect(piecesOf(1668)).toEqual([
    { denomination: 1000, count: 1 },
    { denomination: 500, count: 1 },
    { denomination: 100, count: 1 },
    { denomination: 50, count: 1 },
    { denomination: 10, count: 1 },
    { denomination: 5, count: 1 },
    { denomination: 1, count: 3 },
  ])
})
