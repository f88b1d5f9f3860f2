import type { PostingInput } from '#modules/bookkeeping/shared.ts'
import { TENDER_ACCOUNT } from './sale-postings.ts'
import type { SaleRefundedBody } from './shared.ts'

/** What goods that came back did to the shelf and to what they had cost. */
export interface ReturnedStock {
  /** What the goods had cost when they were sold. */
  costMinor: number
  /** What the inventory account gains. */
  enteredMinor: number
  /** What settles guesses of goods sold below zero; see `receiveStock`. */
  settledMinor: number
}

/**
 * The two sides of a refund: less sales and less tax against the money that went back, and the goods
 * on the shelf again against their cost.
 */
export function refundPostings(
  refund: Pick<SaleRefundedBody, 'payments' | 'totalMinor'> & { taxMinor: number },
  stock: ReturnedStock,
): PostingInput[] {
  return [
    { account: 'salesReturns', amountMinor: refund.totalMinor - refund.taxMinor },
    { account: 'outputTax', amountMinor: refund.taxMinor },
    ...refund.payments.map((part) => ({
      account: TENDER_ACCOUNT[part.tender],
      amountMinor: -part.amountMinor,
    })),
    { account: 'inventory', amountMinor: stock.enteredMinor },
    { account: 'costOfSales', amountMinor: stock.settledMinor - stock.costMinor },
  ]
}
