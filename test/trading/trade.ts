import { tradeAtTheTill } from './at-the-till.ts'
import { loseGoods, payCosts } from './beside-trade.ts'
import { buyGoods } from './buying.ts'
import { checkMonth } from './check-month.ts'
import { countGoods } from './counting.ts'
import { daysOf, openMonth } from './month.ts'

/** The month that is traded; closed on no day. */
const MONTH = '2026-10'

/**
 * A month of random trading in a shop of its own, and what is wrong with its books afterwards.
 *
 * @param days so many of the month's days, from the first.
 */
export async function tradeMonth(seed: number, days = 31): Promise<string[]> {
  const calendar = daysOf(MONTH).slice(0, days)
  const [first] = calendar
  const last = calendar.at(-1)
  if (!first || !last) throw new Error('A month has at least a day')
  const month = await openMonth(seed, first.day)
  for (const day of calendar) {
    if (month.dice.chance(0.4)) await buyGoods(month, day)
    await tradeAtTheTill(month, day)
    if (month.dice.chance(0.2)) await payCosts(month, day)
    if (month.dice.chance(0.3)) await loseGoods(month)
    if (month.dice.chance(0.1)) await countGoods(month)
  }
  return checkMonth(month, first.day, last.day)
}
