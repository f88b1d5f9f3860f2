/** How many days of sales a suggestion looks back on. */
export const SOLD_DAYS = 28
/** For how many days an order should last, as people choose it. */
export const COVER_DAYS = [7, 14, 30] as const

/** What a suggestion is worked out of. Quantities in thousandths of the product's own unit. */
export interface SuggestFacts {
  soldMilli: number
  /** Days over which that was sold. */
  dayCount: number
  leadDays: number
  coverDays: number
  /** At or below this much the shop wants to be reminded; kept in reserve. */
  reorderMilli: number
  stockMilli: number
  onOrderMilli: number
  /** How much comes in one: a case, a sack. Orders are whole ones. */
  packMilli: number
}

/**
 * How much to order: what sells in a day, times the days until the order after this one has come, and
 * the reserve, less what is there and what is on its way; rounded up to whole packs. The formula stands
 * on the page in words.
 *
 * @returns thousandths of the product's unit, and of packs; zero where enough is there.
 */
export function suggestQuantity(facts: SuggestFacts): { quantityMilli: number; packs: number } {
  const { soldMilli, dayCount, leadDays, coverDays, reorderMilli, packMilli } = facts
  const days = leadDays + coverDays
  // Whole thousandths, rounded up: a fraction of a bottle a day still becomes a bottle.
  const neededMilli = Math.ceil((soldMilli * days) / dayCount) + reorderMilli
  const lackingMilli = neededMilli - Math.max(facts.stockMilli, 0) - facts.onOrderMilli
  if (lackingMilli <= 0) return { quantityMilli: 0, packs: 0 }
  const packs = Math.ceil(lackingMilli / packMilli)
  return { quantityMilli: packs * packMilli, packs }
}
