import { lots } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { spread } from '#modules/kernel/shared.ts'
import { readGoods } from './base-quantity.ts'
import { checkOrder } from './check-order.ts'
import { idTaken, noSupplier } from './errors.ts'
import { RECEIPT_SOURCE, receiveGoods } from './receive-goods.ts'
import { findReceipt } from './repository-receipts.ts'
import { lockSupplier, type Supplier } from './repository-suppliers.ts'
import { costsOf, dueDay, type PurchaseInput, splitTax, type TaxSplit } from './shared.ts'
import { openPaperDay, type PaperDay } from './tax-standing.ts'
import { checkVoucher, taxRuleOf, writeBill } from './write-bill.ts'
import { writePayment } from './write-payment.ts'

type Received = Awaited<ReturnType<typeof receiveGoods>>

/**
 * Records goods that came in, the bill that came along and the money that went for it: all of it, or
 * nothing. Repeating an `input.id` changes nothing more, since people press twice.
 *
 * @returns the receipt, and its number as people say it.
 * @throws buying.no_supplier, buying.unknown_product, buying.unknown_unit, buying.future_day,
 *   bookkeeping.day_locked, buying.invoice_no_needed, buying.invoice_recorded,
 *   buying.tax_too_large, and what `checkOrder` throws of the order that the goods came for
 */
export async function recordPurchase(
  tx: Tx,
  input: PurchaseInput,
): Promise<{ id: string; number: number }> {
  const supplier = await lockSupplier(tx, input.supplierId)
  if (!supplier) throw noSupplier()
  const known = await findReceipt(tx, input.id)
  if (known && known.supplierId !== supplier.id) throw idTaken()
  if (known) return { id: known.id, number: known.number }
  const day = await openPaperDay(tx, input.receivedOn)
  const goods = await readGoods(tx, input.lines)
  const overs = await checkOrder(tx, input, goods)
  const rule = taxRuleOf(input, day)
  // Freight is taxed as the goods are, and stands behind them.
  const freight = { typedMinor: input.freightMinor, isTaxable: true }
  const split = splitTax([...goods, freight], rule)
  const costs = costsOf([...goods, freight], split, rule)
  // By what the goods cost; goods that cost nothing carry it on the first of them.
  const landed = spread(costs.at(-1) ?? 0, costs.slice(0, -1))
  const received = await receiveGoods(
    tx,
    {
      id: input.id,
      supplierId: supplier.id,
      supplierName: supplier.name,
      orderId: input.order?.id ?? null,
      slipNo: input.slipNo,
      note: input.note,
      pricesIncludeTax: input.pricesIncludeTax,
      lines: goods.map(({ isTaxable: _, expiresOn: _noted, ...line }, index) => ({
        ...line,
        orderId: line.orderLineNo === null ? null : (input.order?.id ?? null),
        valueMinor: (costs[index] ?? 0) + (landed[index] ?? 0),
        landedMinor: landed[index] ?? 0,
        overMilli: overs[index] ?? 0,
      })),
    },
    day,
  )
  await noteLots(tx, input.id, goods, day.day)
  if (input.pays !== 'bill_later') {
    await billAtOnce(tx, { input, supplier, day, split, received, deductsTax: rule.deductsTax })
  }
  await recordAudit(tx, {
    action: 'buying.goods_received',
    targetType: 'purchase_receipt',
    targetId: input.id,
    detail: { number: received.number, valueMinor: received.valueMinor, pays: input.pays },
  })
  return { id: input.id, number: received.number }
}

/** Until when goods keep, for those of which somebody said it. */
const noteLots = (
  tx: Tx,
  receiptId: string,
  goods: readonly { productId: string; quantityMilli: number; expiresOn: string | null }[],
  receivedOn: string,
): Promise<void> =>
  lots.recordLots(
    tx,
    goods.flatMap(({ productId, quantityMilli, expiresOn }, index) => {
      if (expiresOn === null) return []
      const source = { sourceType: RECEIPT_SOURCE, sourceId: receiptId, sourceLine: index + 1 }
      return [{ id: newId(), productId, code: '', expiresOn, receivedOn, quantityMilli, source }]
    }),
  )

interface AtOnce {
  input: PurchaseInput
  supplier: Supplier
  day: PaperDay
  split: TaxSplit
  received: Received
  deductsTax: boolean
}

/** The bill of goods that came with it, and what was paid of it on the spot. */
async function billAtOnce(
  tx: Tx,
  { input, supplier, day, split, received, deductsTax }: AtOnce,
): Promise<void> {
  const bill = {
    id: newId(),
    supplierId: supplier.id,
    supplierName: supplier.name,
    kind: 'bill' as const,
    billedOn: day.day,
    dueOn: input.pays === 'owed' ? dueDay(day.day, supplier.terms, supplier.termDays) : day.day,
    voucher: input.voucher,
    invoiceNo: input.invoiceNo,
    pricesIncludeTax: input.pricesIncludeTax,
    netMinor: split.netMinor,
    taxMinor: split.taxMinor,
    deductsTax,
    note: '',
  }
  await checkVoucher(tx, bill)
  const goods = received.lines.map((line) => ({
    kind: 'goods' as const,
    receiptId: input.id,
    receiptLineNo: line.lineNo,
    typedMinor: line.typedMinor,
    valueMinor: line.valueMinor - line.landedMinor,
  }))
  const landedMinor = received.lines.reduce((sum, line) => sum + line.landedMinor, 0)
  const freight = {
    kind: 'freight' as const,
    receiptId: null,
    receiptLineNo: null,
    typedMinor: input.freightMinor,
    valueMinor: landedMinor,
  }
  const lines = landedMinor === 0 ? goods : [...goods, freight]
  await writeBill(
    tx,
    bill,
    lines.map((line, index) => ({ ...line, lineNo: index + 1 })),
    [{ account: 'goodsReceived', amountMinor: received.valueMinor }],
  )
  const totalMinor = split.netMinor + split.taxMinor
  if ((input.pays !== 'cash' && input.pays !== 'bank') || totalMinor === 0) return
  await writePayment(
    tx,
    {
      id: newId(),
      supplierId: supplier.id,
      supplierName: supplier.name,
      paidOn: day.day,
      account: input.pays,
      cashMoveId: null,
      amountMinor: totalMinor,
      note: '',
    },
    [{ billId: bill.id, amountMinor: totalMinor }],
  )
}
