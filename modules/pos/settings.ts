import { z } from 'zod'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import { defineSetting } from '#modules/kernel/settings.ts'
import { INITIAL_RULES, PAPER_RULES, type ReceiptLink, type TillRules } from './shared.ts'

const amount = z.number().int().min(0).max(MAX_AMOUNT_MINOR)
const paper = z.enum(PAPER_RULES)

/** The shape of a shop's rules; what an older version did not know takes its initial value. */
export const TillRulesShape = z.strictObject({
  refundApprovalMinor: amount.default(INITIAL_RULES.refundApprovalMinor),
  discountApprovalPpm: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(INITIAL_RULES.discountApprovalPpm),
  priceNeedsApproval: z.boolean().default(INITIAL_RULES.priceNeedsApproval),
  drawerNeedsApproval: z.boolean().default(INITIAL_RULES.drawerNeedsApproval),
  cashOutApprovalMinor: amount.default(INITIAL_RULES.cashOutApprovalMinor),
  autoLockMinutes: z.number().int().min(0).max(240).default(INITIAL_RULES.autoLockMinutes),
  tabLimitMinor: amount.default(INITIAL_RULES.tabLimitMinor),
  scamThresholdMinor: amount.default(INITIAL_RULES.scamThresholdMinor),
  sharesScamCountsWith: z.string().max(40).nullable().default(INITIAL_RULES.sharesScamCountsWith),
  asksUnusual: z.boolean().default(INITIAL_RULES.asksUnusual),
  asksForFloat: z.boolean().default(INITIAL_RULES.asksForFloat),
  receiptPaper: paper.default(INITIAL_RULES.receiptPaper),
  refundPaper: paper.default(INITIAL_RULES.refundPaper),
  ticketPaper: paper.exclude(['ask']).default(INITIAL_RULES.ticketPaper),
  shiftPaper: paper.exclude(['never']).default(INITIAL_RULES.shiftPaper),
  tabPaper: paper.exclude(['never']).default(INITIAL_RULES.tabPaper),
}) satisfies z.ZodType<TillRules>

/** How a shop wants its tills to behave. */
export const TILL_RULES = defineSetting('till.rules', TillRulesShape, INITIAL_RULES)

const ReceiptLinkShape = z.strictObject({
  origin: z.url(),
  key: z.string().regex(/^[\w-]{43}$/),
  days: z.int().min(1).max(3650),
}) satisfies z.ZodType<ReceiptLink>

/** How receipts are read again by their code; null in a shop whose receipts carry none. */
export const RECEIPT_LINK = defineSetting('receipt.link', ReceiptLinkShape.nullable(), null)
