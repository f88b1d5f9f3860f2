import { z } from 'zod'
import { isDay } from '#app/components/dates.ts'

/** What customers owe the shop, and what the shop owes its suppliers. */
export const AGEING_SIDES = ['receivable', 'payable'] as const
export type AgeingSide = (typeof AGEING_SIDES)[number]

/** What an address of the ageing says; what it does not know is the usual. */
export const AgeingQuery = z.object({
  side: z.enum(AGEING_SIDES).catch('receivable').default('receivable'),
  day: z.string().refine(isDay).optional().catch(undefined),
})
export type AgeingQuery = z.output<typeof AgeingQuery>
