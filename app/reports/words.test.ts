import { expect, test } from 'vitest'
import { chartHours, hourWords } from './words.ts'

test('an hour is said as people say it', () => {
  expect([0, 5, 11, 12, 13, 17, 18, 23].map(hourWords)).toEqual([
    { part: 'night', hour: 12 },
    { part: 'morning', hour: 5 },
    { part: 'morning', hour: 11 },
    { part: 'noon', hour: 12 },
    { part: 'afternoon', hour: 1 },
    { part: 'afternoon', hour: 5 },
    { part: 'evening', hour: 6 },
    { part: 'evening', hour: 11 },
  ])
})

test('a chart shows every hour between the first and the last sale, and at least six', () => {
  const hours = (...list: number[]) => chartHours(list.map((hour) => ({ hour, totalMinor: hour })))
  expect(hours(7, 9, 14).map((each) => each.hour)).toEqual([7, 8, 9, 10, 11, 12, 13, 14])
  expect(hours(7, 9, 14).map((each) => each.totalMinor)).toEqual([7, 0, 9, 0, 0, 0, 0, 14])
  expect(hours(11).map((each) => each.hour)).toEqual([11, 12, 13, 14, 15, 16])
  expect(hours(22, 23).map((each) => each.hour)).toEqual([18, 19, 20, 21, 22, 23])
  expect(hours(0, 23)).toHaveLength(24)
})
