import { expect, test } from 'vitest'
import { hideSmall } from './scam-counts.ts'

const month = '2026-11'
const counts = (wentOn: number, stopped: number, called165: number) => ({
  month,
  wentOn,
  stopped,
  called165,
})

test.each([
  [counts(0, 0, 0), { total: 0, wentOn: 0, stopped: 0, called165: 0 }],
  [
    counts(3, 1, 0),
    { total: 'few', wentOn: 'withheld', stopped: 'withheld', called165: 'withheld' },
  ],
  [counts(10, 7, 5), { total: 22, wentOn: 10, stopped: 7, called165: 5 }],
  // One small number alone is the total less the others, so that another one goes with it.
  [counts(10, 7, 2), { total: 19, wentOn: 10, stopped: 'withheld', called165: 'few' }],
  [counts(10, 2, 0), { total: 12, wentOn: 'withheld', stopped: 'few', called165: 0 }],
  [counts(10, 2, 3), { total: 15, wentOn: 10, stopped: 'few', called165: 'few' }],
  [counts(2, 2, 2), { total: 6, wentOn: 'few', stopped: 'few', called165: 'few' }],
])('%j is shown as %j', (given, shown) => {
  expect(hideSmall(given)).toEqual({ month, ...shown })
})

test('no small number can be computed from what is shown', () => {
  for (let a = 0; a < 12; a += 1) {
    for (let b = 0; b < 12; b += 1) {
      for (let c = 0; c < 12; c += 1) {
        const { total, ...rest } = hideSmall(counts(a, b, c))
        const parts = [rest.wentOn, rest.stopped, rest.called165]
        const hidden = parts.filter((each) => typeof each !== 'number')
        expect(
          parts.every((each) => each === 0 || each === 'few' || each === 'withheld' || each >= 5),
        ).toBe(true)
        if (typeof total === 'number') expect(hidden).not.toHaveLength(1)
      }
    }
  }
})
