import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { QuoteRequest } from './api-shapes.ts'
import { quote } from './quote.ts'

connectDatabase()

const line = (unitPriceMinor: number, quantityMilli: number, more: object = {}) => ({
  unitPriceMinor,
  quantityMilli,
  ...more,
})
async function ask(request: object) {
  const { read } = await makeTenant()
  return read((tx) => quote(tx, QuoteRequest.parse(request)))
}

test('prices 1.2 catties at NT$35 with the tax of the law', async () => {
  const priced = await ask({ lines: [line(35, 1200)] })
  expect(priced).toMatchObject({ taxMethod: 'per_document', totalMinor: 42, taxMinor: 2 })
  expect(priced.taxes).toEqual([
    { taxClass: 'taxable', ratePpm: 50_000, totalMinor: 42, taxMinor: 2 },
  ])
})

test('the methods differ by a dollar on three lines of NT$10', async () => {
  const lines = [line(10, 1000), line(10, 1000), line(10, 1000)]
  expect((await ask({ lines, taxMethod: 'per_line' })).taxMinor).toBe(0)
  expect((await ask({ lines, taxMethod: 'per_document' })).taxMinor).toBe(1)
})

test('rates that are given win over those of the law', async () => {
  const lines = [line(110, 1000), line(100, 1000, { taxClass: 'exempt' })]
  const priced = await ask({ lines, taxRates: { taxable: 100_000 } })
  expect(priced.taxMinor).toBe(10)
  expect(priced.lines.map((each) => each.taxRatePpm)).toEqual([100_000, 0])
})

test('a cart past what a sale may be worth is refused, and never miscounted', async () => {
  const lines = Array.from({ length: 500 }, () => line(100_000_000, 1_000_000_000))
  const request = { lines, discount: { kind: 'percent', ratePpm: 1_000_000 } }
  await expect(ask(request)).rejects.toMatchObject({ code: 'pos.total_too_large' })
  await expect(ask({ lines: [line(100_000_000, 1001)] })).rejects.toMatchObject({
    code: 'pos.total_too_large',
  })
  expect((await ask({ lines: [line(100_000_000, 1000)] })).totalMinor).toBe(100_000_000)
})
