import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  daysOfMonth,
  formatDay,
  formatMoment,
  formatMonth,
  formatMonthDay,
  formatShortDay,
  formatTime,
  formatWeekday,
  isDay,
} from './dates.ts'

const roc = { calendar: 'roc', language: 'zh-TW' } as const
const western = { calendar: 'gregory', language: 'zh-TW' } as const
const english = { calendar: 'roc', language: 'en' } as const

test('a day is said by the shop’s calendar and the reader’s language', () => {
  expect(formatDay('2026-11-23', roc)).toBe('民國115年11月23日（一）')
  expect(formatDay('2026-11-23', western)).toBe('2026年11月23日（一）')
  expect(formatDay('2026-11-23', english)).toBe('Mon, 23 Nov 2026')
  expect(formatShortDay('2026-11-03', roc)).toBe('11月3日（二）')
  expect(formatShortDay('2026-11-03', english)).toBe('Tue, 3 Nov')
  expect(formatMonthDay('2026-11-03', roc)).toBe('11月3日')
  expect(formatMonthDay('2026-11-03', english)).toBe('3 Nov')
  expect(formatMonth('2026-02', roc)).toBe('民國115年2月')
  expect(formatMonth('2026-02', english)).toBe('February 2026')
  expect(formatWeekday('2026-11-16', roc)).toBe('星期一')
  expect(formatWeekday('2026-11-16', english)).toBe('Monday')
})

test('a moment is told by the clock of the shop', () => {
  expect(formatTime('2026-11-22T16:05:00Z', 'Asia/Taipei')).toBe('00:05')
  expect(formatMoment('2026-11-22T16:05:00Z', { ...roc, timeZone: 'Asia/Taipei' })).toBe(
    '11月23日（一）00:05',
  )
  expect(formatMoment('2026-11-22T16:05:00Z', { ...english, timeZone: 'UTC' })).toBe(
    'Sun, 22 Nov 16:05',
  )
})

test('days and months are counted over their ends', () => {
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addMonths('2026-11', 3)).toBe('2027-02')
  expect(daysOfMonth('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
})

test('a day is one that exists', () => {
  expect(isDay('2026-11-23')).toBe(true)
  expect(isDay('2026-02-30')).toBe(false)
  expect(isDay('2026-13-01')).toBe(false)
  expect(isDay('1900-01-01')).toBe(false)
  expect(isDay('11-23')).toBe(false)
  expect(isDay("2026-11-23'; --")).toBe(false)
})
