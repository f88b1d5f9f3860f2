/**
 * When a paper is printed. `always`: by itself, unless the cashier says no. `ask`: when somebody wants
 * it. `never`: nobody is asked; it can still be printed by hand.
 */
export const PAPER_RULES = ['always', 'ask', 'never'] as const
export type PaperRule = (typeof PAPER_RULES)[number]

/** How a shop wants its tills to behave. Whole NT$; shares in parts per million. */
export interface TillRules {
  /** A refund above this needs somebody in charge. */
  refundApprovalMinor: number
  /** A discount above this share, on a line or a sale, needs somebody in charge. */
  discountApprovalPpm: number
  priceNeedsApproval: boolean
  drawerNeedsApproval: boolean
  /** Money out of the drawer above this needs somebody in charge. */
  cashOutApprovalMinor: number
  /** The till asks for a PIN again after so many minutes without a touch; 0 is never. */
  autoLockMinutes: number
  /** How much a customer may owe when nothing else was agreed with them. */
  tabLimitMinor: number
  /** Scam-prone goods of this much open the questions; 0 is never. */
  scamThresholdMinor: number
  /** The name in the address of the centre that is told how many questions were asked, or null. */
  sharesScamCountsWith: string | null
  /** Ask "is it really 5,000?" when an amount is ten times what is usual. */
  asksUnusual: boolean
  /** Ask what lies in the drawer before the first sale of a shift. */
  asksForFloat: boolean
  /** The receipt of a sale. */
  receiptPaper: PaperRule
  /** The slip of a refund. */
  refundPaper: PaperRule
  /** What kitchen and counter have to make; it goes by the shop's routes and asks nobody. */
  ticketPaper: Exclude<PaperRule, 'ask'>
  /** The Z report, when a shift is closed. */
  shiftPaper: Exclude<PaperRule, 'never'>
  /** The receipt of a tab that was paid. */
  tabPaper: Exclude<PaperRule, 'never'>
}

/** What holds until the owner changes it. */
export const INITIAL_RULES: TillRules = {
  refundApprovalMinor: 1_000,
  discountApprovalPpm: 200_000,
  priceNeedsApproval: true,
  drawerNeedsApproval: true,
  cashOutApprovalMinor: 1_000,
  autoLockMinutes: 5,
  tabLimitMinor: 3_000,
  scamThresholdMinor: 3_000,
  sharesScamCountsWith: null,
  asksUnusual: true,
  asksForFloat: true,
  receiptPaper: 'ask',
  refundPaper: 'always',
  ticketPaper: 'always',
  shiftPaper: 'ask',
  tabPaper: 'ask',
}
