import { z } from 'zod'
import { defineEvent } from '#modules/kernel/outbox.ts'

/** A sale stands in the books. */
export const saleCompleted = defineEvent(
  'pos.sale_completed',
  z.object({
    saleId: z.uuid(),
    wantsReceipt: z.boolean(),
    /** Cash was taken, so the drawer has to open. */
    tookCash: z.boolean(),
  }),
)
export type SaleCompleted = z.infer<typeof saleCompleted.payload>

/** A copy of a receipt was asked for. */
export const receiptReprinted = defineEvent(
  'pos.receipt_reprinted',
  z.object({ saleId: z.uuid(), copyNo: z.number().int().min(2) }),
)
