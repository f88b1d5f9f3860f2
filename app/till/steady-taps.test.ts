import { expect, test } from 'vitest'
import { isEcho } from './steady-taps.ts'

const tap = { atMs: 1000, x: 100, y: 100 }

test.each([
  ['at once and in place', { atMs: 1100, x: 110, y: 95 }, true],
  ['just before the quarter second', { atMs: 1249, x: 100, y: 100 }, true],
  ['after a quarter second', { atMs: 1250, x: 100, y: 100 }, false],
  ['at once on the next key', { atMs: 1100, x: 160, y: 100 }, false],
])('a second tap %s', (_, second, isSame) => {
  expect(isEcho(tap, second)).toBe(isSame)
})

test('the first tap is a tap', () => {
  expect(isEcho(undefined, tap)).toBe(false)
})
