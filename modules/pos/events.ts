import { z } from 'zod'
import { defineEvent } from '#modules/kernel/outbox.ts'
import { PaperReportedBody, SCAM_OUTCOMES } from './shared.ts'

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

/** The till asked about a scam, in a shop that shares how often: no amount, no goods, nobody's name. */
export const scamPaused = defineEvent(
  'pos.scam_paused',
  z.object({
    pauseId: z.uuid(),
    /** `YYYY-MM-01` by the shop's clock. */
    month: z.string().regex(/^\d{4}-\d{2}-01$/),
    outcome: z.enum(SCAM_OUTCOMES),
    /** The word in the centre's address. */
    centre: z.string().max(40),
  }),
)

/** Goods of a sale came back, and money went back for them. */
export const saleRefunded = defineEvent(
  'pos.sale_refunded',
  z.object({
    refundId: z.uuid(),
    saleId: z.uuid(),
    wantsReceipt: z.boolean(),
    /** Cash goes back, so the drawer has to open. */
    gaveCash: z.boolean(),
  }),
)

/** A till asks the shop's printers for a paper that it does not print itself. */
export const paperWanted = defineEvent(
  'pos.paper_wanted',
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('shift_close'), shiftId: z.uuid(), tillId: z.uuid() }),
    z.object({ kind: z.literal('tab_payment'), paymentId: z.uuid(), tillId: z.uuid() }),
  ]),
)
export type PaperWanted = z.infer<typeof paperWanted.payload>

/** A till asks the shop's printer for its drawer, with no paper. `openId` names what it was opened for. */
export const drawerOpened = defineEvent(
  'pos.drawer_opened',
  z.object({ openId: z.uuid(), openedAt: z.iso.datetime() }),
)

/** A till tells of a paper that it printed itself. */
export const paperReported = defineEvent('pos.paper_reported', PaperReportedBody)

/** A customer wants their receipt by e-mail. */
export const receiptMailAsked = defineEvent(
  'pos.receipt_mail_asked',
  z.object({ mailId: z.uuid(), saleId: z.uuid(), toAddress: z.string() }),
)
