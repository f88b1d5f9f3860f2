import type { Entry } from '#app/offline/journal.ts'
import { EVENT_SCHEMA_VERSION, type ScamOutcome, type TillSnapshot } from '#modules/pos/shared.ts'
import { amountOf, type Cart } from './cart.ts'

/** What is told of goods that scammers make people buy, in the sale on the counter. Whole NT$. */
export function scamProneMinor(
  cart: Pick<Cart, 'items'>,
  snapshot: Pick<TillSnapshot, 'categories' | 'products'>,
): number {
  const prone = new Set(
    snapshot.categories.filter((each) => each.isScamProne).map((each) => each.id),
  )
  if (prone.size === 0) return 0
  const categoryOf = new Map(snapshot.products.map((each) => [each.id, each.categoryId]))
  return cart.items
    .filter((item) => prone.has(categoryOf.get(item.productId) ?? ''))
    .reduce((sum, item) => sum + amountOf(item), 0)
}

/** Whether the till asks before it takes the money: much of such goods, and not asked about yet. */
export function needsScamPause(
  cart: Pick<Cart, 'items' | 'isScamAsked'>,
  snapshot: Pick<TillSnapshot, 'categories' | 'products' | 'rules'>,
): boolean {
  const { scamThresholdMinor } = snapshot.rules
  if (scamThresholdMinor <= 0 || cart.isScamAsked) return false
  return scamProneMinor(cart, snapshot) >= scamThresholdMinor
}

/** What the customer said, as far as they wanted to say anything. */
export interface ScamAnswers {
  wasAsked?: boolean
  neverMet?: boolean
  isHurried?: boolean
}

/** That the till asked, as its journal keeps it: how much it was about and how it went on. Pure. */
export function recordScamPause<Facts extends { shift: { shiftId: string } | null }>(
  facts: Facts,
  pause: {
    pauseId: string
    at: Date
    amountMinor: number
    outcome: ScamOutcome
    answers: ScamAnswers
  },
): Entry<Facts> {
  const { pauseId, at, amountMinor, outcome, answers } = pause
  const body = {
    pauseId,
    pausedAt: at.toISOString(),
    amountMinor,
    outcome,
    answers: { ...answers },
    ...(facts.shift && { shiftId: facts.shift.shiftId }),
  }
  return {
    events: [{ eventId: pauseId, type: 'scam.paused', schemaVersion: EVENT_SCHEMA_VERSION, body }],
    facts,
  }
}
