import { newId } from '#modules/kernel/ids.ts'
import {
  addParts,
  type LinePart,
  NOTHING_RETURNED,
  type SaleCompletedBody,
  type SaleRefundedBody,
  worthOfReturn,
} from '#modules/pos/shared.ts'

/**
 * The body that a till writes for goods of a sale that come back, with amounts as it works them out.
 *
 * @param quantities in thousandths, by position; left out, all that was sold.
 */
export function sketchRefund(
  sale: SaleCompletedBody,
  options: {
    quantities?: Record<number, number>
    returned?: Record<number, LinePart>
    isRestocked?: boolean
    change?: Partial<SaleRefundedBody>
  } = {},
): SaleRefundedBody {
  const lines = sale.lines.flatMap((line, position) => {
    const quantityMilli = options.quantities
      ? (options.quantities[position] ?? 0)
      : line.quantityMilli
    if (quantityMilli === 0) return []
    const returned = options.returned?.[position] ?? NOTHING_RETURNED
    const { totalMinor, taxMinor } = worthOfReturn({ sold: line, returned }, quantityMilli)
    const { productId, name, unit } = line
    const isRestocked = options.isRestocked ?? true
    return [{ position, productId, name, unit, quantityMilli, totalMinor, taxMinor, isRestocked }]
  })
  const { totalMinor, taxMinor } = addParts(lines)
  return {
    refundId: newId(),
    saleId: sale.saleId,
    shiftId: sale.shiftId,
    kind: 'refund',
    receiptNo: `${sale.receiptNo}-R`,
    refundedAt: new Date().toISOString(),
    cashierId: sale.cashierId,
    reason: 'changed_mind',
    lines,
    payments: [{ tender: 'cash', amountMinor: totalMinor }],
    totalMinor,
    taxMinor,
    wantsReceipt: false,
    ...options.change,
  }
}
