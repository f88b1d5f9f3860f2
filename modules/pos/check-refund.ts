import {
  leftOf,
  type ReturnableLine,
  type SaleRefundedBody,
  shareOf,
  worthOfReturn,
} from './shared.ts'

/** A line of a sale with what came back of it, and what its goods had cost. */
export interface LineToReturn extends ReturnableLine {
  productId: string
  costMinor: number
}

/** A refund's line as it is booked. */
export interface LineToRecord {
  salePosition: number
  productId: string
  quantityMilli: number
  totalMinor: number
  taxMinor: number
  /** What the goods had cost that go back to the shelf; nothing for those that don't. */
  costMinor: number
  isRestocked: boolean
}

export type CheckedRefund =
  | { lines: LineToRecord[]; flags: string[] }
  /** Why it can't be booked as it is; then nothing of it is. */
  | { refusal: string }

type RefundToCheck = Pick<
  SaleRefundedBody,
  'kind' | 'lines' | 'payments' | 'totalMinor' | 'taxMinor' | 'customerId'
>

/**
 * Compares a refund with its sale and everything that came back before, from any device. The money
 * that was handed out is the money booked; a difference of rounding is flagged for the owner. More
 * goods or money than the sale still has keeps it out of the books. Pure.
 *
 * @param sale its lines by position, as they stand under the sale's lock.
 */
export function checkRefund(
  refund: RefundToCheck,
  sale: ReadonlyMap<number, LineToReturn>,
): CheckedRefund {
  const goesOnTab = refund.payments.some((part) => part.tender === 'tab')
  if (goesOnTab && refund.customerId === undefined) return { refusal: 'tab_without_customer' }
  if (!addsUp(refund)) return { refusal: 'does_not_add_up' }
  const lines: LineToRecord[] = []
  let isMismatched = false
  for (const line of refund.lines) {
    const own = sale.get(line.position)
    if (!own || own.productId !== line.productId) return { refusal: 'does_not_add_up' }
    const left = leftOf(own)
    const isWhole = line.quantityMilli === own.sold.quantityMilli
    if (line.quantityMilli > left.quantityMilli || line.totalMinor > left.totalMinor) {
      return { refusal: 'over_refund' }
    }
    if (refund.kind === 'void' && !isWhole) return { refusal: 'does_not_add_up' }
    const worth = worthOfReturn(own, line.quantityMilli)
    if (worth.totalMinor !== line.totalMinor || worth.taxMinor !== line.taxMinor) {
      isMismatched = true
    }
    lines.push({
      salePosition: line.position,
      productId: line.productId,
      quantityMilli: line.quantityMilli,
      totalMinor: line.totalMinor,
      // The split between shop and state is ours to make: so it adds up when all has come back.
      taxMinor: worth.taxMinor,
      costMinor: line.isRestocked ? costOf(own, line.quantityMilli) : 0,
      isRestocked: line.isRestocked,
    })
  }
  if (refund.kind === 'void' && lines.length !== sale.size) return { refusal: 'does_not_add_up' }
  return { lines, flags: isMismatched ? ['refund_mismatch'] : [] }
}

/** The cost of goods that come back: those of before and these together, less those of before. */
function costOf(line: LineToReturn, quantityMilli: number): number {
  const { sold, returned, costMinor } = line
  const until = (milli: number) => shareOf(costMinor, milli, sold.quantityMilli)
  return Math.max(0, until(returned.quantityMilli + quantityMilli) - until(returned.quantityMilli))
}

function addsUp(refund: RefundToCheck): boolean {
  const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0)
  return (
    sum(refund.lines.map((line) => line.totalMinor)) === refund.totalMinor &&
    sum(refund.lines.map((line) => line.taxMinor)) === refund.taxMinor &&
    sum(refund.payments.map((part) => part.amountMinor)) === refund.totalMinor &&
    new Set(refund.lines.map((line) => line.position)).size === refund.lines.length
  )
}
