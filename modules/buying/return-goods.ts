import { postEntries } from '#modules/bookkeeping/index.ts'
import { returnToSupplier } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { divideRounded, scaleRounded } from '#modules/kernel/shared.ts'
import { idTaken, noSupplier, nothingReturned, unknownLine } from './errors.ts'
import { RECEIPT_SOURCE } from './receive-goods.ts'
import { nextNumber } from './repository-days.ts'
import {
  type FoundLine,
  findLines,
  findReceipt,
  findReceiptHeads,
  insertReceipt,
  type LineRow,
  type ReceiptRow,
} from './repository-receipts.ts'
import { lockSupplier } from './repository-suppliers.ts'
import type { ReturnInput } from './shared.ts'
import { openPaperDay, type PaperDay } from './tax-standing.ts'

/**
 * Gives goods back to whom they came from, with the reason why. The supplier owes for them at the
 * price of then, until their credit says how much; what they were worth on the shelf differs, and the
 * difference is a purchase difference. Repeating an `input.id` changes nothing more.
 *
 * @throws buying.no_supplier, buying.unknown_line, buying.nothing_returned,
 *   inventory.more_than_received, buying.future_day, bookkeeping.day_locked
 */
export async function returnGoods(
  tx: Tx,
  input: ReturnInput,
): Promise<{ id: string; number: number; supplierId: string }> {
  const supplier = await lockSupplier(tx, input.supplierId)
  if (!supplier) throw noSupplier()
  const known = await findReceipt(tx, input.id)
  if (known && known.supplierId !== supplier.id) throw idTaken()
  if (known) return { id: known.id, number: known.number, supplierId: supplier.id }
  const day = await openPaperDay(tx, input.returnedOn)
  const ids = [...new Set(input.lines.map((each) => each.receiptId))]
  const heads = await findReceiptHeads(tx, ids)
  const isForeign = heads.some((each) => each.supplierId !== supplier.id || each.isUndone)
  if (isForeign || heads.length < ids.length) throw unknownLine()
  const found = await findLines(tx, ids)
  const back = input.lines.map(({ receiptId, lineNo, unitMilli, typedMinor }) => {
    const line = found.find((each) => each.receiptId === receiptId && each.lineNo === lineNo)
    if (!line || line.quantityMilli < 0) throw unknownLine()
    return backOf(line, unitMilli, typedMinor)
  })
  if (back.length === 0) throw nothingReturned()
  const number = await writeReturn(
    tx,
    {
      id: input.id,
      supplierId: supplier.id,
      supplierName: supplier.name,
      undoesId: null,
      reason: input.reason,
      note: input.note,
      pricesIncludeTax: input.pricesIncludeTax,
    },
    back,
    day,
  )
  await recordAudit(tx, {
    action: 'buying.goods_returned',
    targetType: 'purchase_receipt',
    targetId: input.id,
    detail: { number, reason: input.reason },
  })
  return { id: input.id, number, supplierId: supplier.id }
}

type BackLine = Omit<LineRow, 'lineNo'>

/**
 * A line that goes back, below zero. What the supplier gives for it is taken at the same rate as when
 * it came, so that tax which was deducted is not counted among what it cost.
 */
function backOf(line: FoundLine, unitMilli: number, typedMinor: number): BackLine {
  const goodsMinor = line.valueMinor - line.landedMinor
  const valueMinor =
    line.typedMinor > 0 ? scaleRounded(goodsMinor, typedMinor, line.typedMinor) : typedMinor
  const quantityMilli = divideRounded(
    BigInt(line.quantityMilli) * BigInt(unitMilli),
    line.unitMilli,
  )
  return {
    productId: line.productId,
    name: line.name,
    orderId: null,
    orderLineNo: null,
    returnsId: line.receiptId,
    returnsLineNo: line.lineNo,
    unit: line.unit,
    unitMilli: -unitMilli,
    quantityMilli: -quantityMilli,
    typedMinor: 0 - typedMinor,
    valueMinor: 0 - valueMinor,
    landedMinor: 0,
    overMilli: 0,
  }
}

/** The whole of a line, as if it had never come. */
export const wholeBack = (line: FoundLine): BackLine => ({
  ...backOf(line, line.unitMilli, line.typedMinor),
  valueMinor: 0 - line.valueMinor,
  landedMinor: 0 - line.landedMinor,
})

interface ReturnHead
  extends Pick<
    ReceiptRow,
    'id' | 'supplierId' | 'undoesId' | 'reason' | 'note' | 'pricesIncludeTax'
  > {
  supplierName: string
}

/** Writes goods that went back, takes them out of stock and books them. @returns its number. */
export async function writeReturn(
  tx: Tx,
  { supplierName, ...head }: ReturnHead,
  lines: readonly BackLine[],
  { day, occurredAt }: Pick<PaperDay, 'day' | 'occurredAt'>,
): Promise<number> {
  const number = await nextNumber(tx, 'receipt')
  const rows = lines.map((line, index) => ({ ...line, lineNo: index + 1 }))
  await insertReceipt(
    tx,
    { ...head, number, kind: 'return', orderId: null, receivedOn: day, slipNo: null },
    rows,
  )
  const returned = await returnToSupplier(
    tx,
    rows.map((row) => ({
      productId: row.productId,
      quantityMilli: -row.quantityMilli,
      sourceType: RECEIPT_SOURCE,
      sourceId: head.id,
      sourceLine: row.lineNo,
      occurredAt,
      postedOn: day,
      receipt: {
        sourceType: RECEIPT_SOURCE,
        sourceId: row.returnsId ?? '',
        sourceLine: row.returnsLineNo ?? 0,
      },
    })),
  )
  const creditMinor = rows.reduce((sum, row) => sum - row.valueMinor, 0)
  const costMinor = returned.reduce((sum, each) => sum + each.costMinor, 0)
  await postEntries(tx, [
    {
      kind: 'goods_returned',
      postedOn: day,
      sourceType: RECEIPT_SOURCE,
      sourceId: head.id,
      memo: supplierName,
      postings: [
        { account: 'goodsReceived', amountMinor: creditMinor },
        { account: 'inventory', amountMinor: -costMinor },
        { account: 'purchaseDifference', amountMinor: costMinor - creditMinor },
      ],
    },
  ])
  return number
}
