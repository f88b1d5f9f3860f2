import type { ReceiptDocument } from './shared-document.ts'
import { type ReceiptShop, type ReceiptTranslate, startPaper } from './shared-paper.ts'

/** What waits for a learner, as a slip tells it; every text as it is to be read. */
export interface ReminderToTell {
  at: Date
  title: string
  /** Before the name, and after it. */
  lead: string
  name: string
  text: string
  where: string
  stop: string
}

/**
 * Writes that something waits for somebody as a slip to take home. Pure.
 * @param options `language` of the texts, as a BCP 47 tag.
 */
export function buildReminderSlip(
  slip: ReminderToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const { title, lead, name, text, where, stop, at } = slip
  const paper = { kind: 'reminder_slip' as const, title, receiptNo: '', at, tillName: '', rows: [] }
  return {
    ...startPaper(paper, shop, t, options),
    award: { lead, name, text },
    footer: [where, stop],
  }
}
