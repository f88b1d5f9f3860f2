import { z } from 'zod'
import { isDay } from '#app/components/dates.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

/** Which stock a page shows, as its address says it; what makes no sense is left out. */
export const StockListQuery = z.object({
  search: z.string().max(200).catch('').default(''),
  filter: z.enum(['all', 'low', 'negative', 'none']).catch('all').default('all'),
  /** `floor` is the shop floor; left out: everywhere together. */
  place: z
    .union([z.literal('floor'), z.uuid()])
    .optional()
    .catch(undefined),
  day: z.string().refine(isDay).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
export type StockListQuery = z.output<typeof StockListQuery>

/** Today in the shop, and the asked day where it is a past one. */
export async function daysOf(tx: Tx, query: StockListQuery) {
  const { timeZone } = await getShopClock(tx)
  const today = dayIn(timeZone, new Date())
  return { today, day: query.day !== undefined && query.day < today ? query.day : undefined }
}

export const placeIdOf = ({ place }: StockListQuery): string | null | undefined =>
  place === 'floor' ? null : place
