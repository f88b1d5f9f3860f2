import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { tradeMonth } from './trade.ts'

connectDatabase()

// More seeds and whole months: `npm run test:books`.
test.each([101, 102])(
  'ten days of random trading leave books that agree: seed %i',
  async (seed) => {
    expect(await tradeMonth(seed, 10)).toEqual([])
  },
)
