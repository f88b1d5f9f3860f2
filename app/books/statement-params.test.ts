import { expect, test } from 'vitest'
import { columnsOf, StatementQuery, spanOf, stepMonth } from './statement-params.ts'

test('a month belongs to its two months, its quarter and its year', () => {
  expect(spanOf('month', '2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(spanOf('two', '2026-12')).toEqual({ from: '2026-11-01', to: '2026-12-31' })
  expect(spanOf('quarter', '2026-11')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  expect(spanOf('year', '2026-11')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
})

test('columns stand beside the one before, the same a year ago, or month by month', () => {
  const compare = (
    length: 'month' | 'quarter' | 'two',
    how: 'before' | 'year' | 'months' | 'none',
  ) => columnsOf({ length, compare: how }, '2026-01').map(({ from, to }) => `${from} ${to}`)
  expect(compare('month', 'before')).toEqual(['2026-01-01 2026-01-31', '2025-12-01 2025-12-31'])
  expect(compare('two', 'year')).toEqual(['2026-01-01 2026-02-28', '2025-01-01 2025-02-28'])
  expect(compare('quarter', 'months')).toHaveLength(4)
  expect(compare('month', 'months')).toHaveLength(1)
  expect(compare('month', 'none')).toHaveLength(1)
})

test('steps go by whole stretches', () => {
  expect(stepMonth('quarter', '2026-02', -1)).toBe('2025-10')
  expect(stepMonth('two', '2026-12', 1)).toBe('2027-01')
})

test('an address that nobody wrote falls back to the usual', () => {
  expect(StatementQuery.parse({ kind: 'x', length: '', month: '2026-99', compare: '1' })).toEqual({
    kind: 'income',
    length: 'month',
    month: undefined,
    compare: 'before',
  })
})
