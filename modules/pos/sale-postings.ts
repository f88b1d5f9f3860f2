import type { AccountName, NamedPosting } from '#modules/bookkeeping/shared.ts'
import type { SaleCompletedBody, Tender } from './shared.ts'

/** Where the money of each tender waits until it is in the bank. */
export const TENDER_ACCOUNT: Record<Tender, AccountName> = {
  cash: 'cash',
  card: 'cardReceivable',
  line_pay: 'mobileReceivable',
  jkopay: 'mobileReceivable',
  transfer: 'bank',
  voucher: 'vouchers',
  tab: 'customerReceivable',
  exchange: 'exchangeClearing',
}

/**
 * The two sides of a sale: what was taken against sales and the tax inside them, and the goods that
 * left against their cost. Change is no posting: what stays is what was paid.
 */
export function salePostings(
  sale: Pick<SaleCompletedBody, 'payments' | 'totalMinor' | 'taxMinor'>,
  costMinor: number,
): NamedPosting[] {
  return [
    ...sale.payments.map((payment) => ({
      account: TENDER_ACCOUNT[payment.tender],
      amountMinor: payment.amountMinor,
    })),
    { account: 'sales', amountMinor: -(sale.totalMinor - sale.taxMinor) },
    { account: 'outputTax', amountMinor: -sale.taxMinor },
    { account: 'costOfSales', amountMinor: costMinor },
    { account: 'inventory', amountMinor: -costMinor },
  ]
}
