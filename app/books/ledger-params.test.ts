import { expect, test } from 'vitest'
import { ledgerSpan } from './ledger-params.ts'

test('a time of the ledger is a month, or two days in either order', () => {
  const now = '2026-11'
  expect(ledgerSpan({}, now)).toEqual({ month: now, from: '2026-11-01', to: '2026-11-30' })
  expect(ledgerSpan({ month: '2026-02' }, now)).toMatchObject({ to: '2026-02-28' })
  expect(ledgerSpan({ to: '2026-03-09' }, now)).toEqual({
    month: '2026-03',
    from: '2026-03-01',
    to: '2026-03-09',
  })
  expect(ledgerSpan({ from: '2026-03-09' }, now)).toMatchObject({
    from: '2026-03-09',
    to: '2026-03-31',
  })
  expect(ledgerSpan({ from: '2026-12-31', to: '2026-01-01' }, now)).toEqual({
    month: '2026-12',
    from: '2026-01-01',
    to: '2026-12-31',
  })
})
