import { z } from 'zod'

/** What moves in the same strict write as a sale: the receipt counter and the open shift. */
export const TillFacts = z.object({
  receiptCount: z.number().int().min(0),
  /** The shop's day it was opened for; the first sale of another day opens the next. */
  shift: z.object({ shiftId: z.uuid(), day: z.string() }).nullable(),
})
export type TillFacts = z.infer<typeof TillFacts>

export const FIRST_FACTS: TillFacts = { receiptCount: 0, shift: null }
