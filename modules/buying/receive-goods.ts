import { postEntries } from '#modules/bookkeeping/index.ts'
import { receiveStock } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { tooLarge } from './errors.ts'
import { nextNumber } from './repository-days.ts'
import { insertReceipt, type LineRow } from './repository-receipts.ts'
import type { PaperDay } from './tax-standing.ts'

/** What stock moves and entries of receipts name as their source. */
export const RECEIPT_SOURCE = 'purchase_receipt'

/** NT$1 billion on one paper: past it somebody slipped on a key. */
const MAX_PAPER_MINOR = 1_000_000_000

export interface GoodsReceipt {
  id: string
  supplierId: string
  supplierName: string
  orderId: string | null
  slipNo: string | null
  note: string
  pricesIncludeTax: boolean
  lines: readonly Omit<LineRow, 'lineNo' | 'returnsId' | 'returnsLineNo'>[]
}

/**
 * Writes down goods that came in, puts them into stock and books them: Dr inventory (and cost of
 * sales, for what had been sold below zero), Cr goods received, until a bill takes it from there.
 */
export async function receiveGoods(
  tx: Tx,
  { lines, supplierName, ...receipt }: GoodsReceipt,
  { day, occurredAt }: PaperDay,
): Promise<{ number: number; valueMinor: number; lines: LineRow[] }> {
  const rows = lines.map((each, index) => ({
    ...each,
    lineNo: index + 1,
    returnsId: null,
    returnsLineNo: null,
  }))
  const valueMinor = rows.reduce((sum, each) => sum + each.valueMinor, 0)
  if (valueMinor > MAX_PAPER_MINOR) throw tooLarge()
  const number = await nextNumber(tx, 'receipt')
  await insertReceipt(
    tx,
    { ...receipt, number, kind: 'receipt', undoesId: null, reason: null, receivedOn: day },
    rows,
  )
  const received = await receiveStock(
    tx,
    rows.map((row) => ({
      productId: row.productId,
      quantityMilli: row.quantityMilli,
      valueMinor: row.valueMinor,
      kind: 'purchase' as const,
      sourceType: RECEIPT_SOURCE,
      sourceId: receipt.id,
      sourceLine: row.lineNo,
      occurredAt,
      postedOn: day,
    })),
  )
  await postEntries(tx, [
    {
      kind: 'goods_received',
      postedOn: day,
      sourceType: RECEIPT_SOURCE,
      sourceId: receipt.id,
      memo: supplierName,
      postings: [
        ...received.flatMap((each) => [
          { account: 'inventory' as const, amountMinor: each.valueMinor },
          { account: 'costOfSales' as const, amountMinor: each.settledMinor },
        ]),
        { account: 'goodsReceived', amountMinor: -valueMinor },
      ],
    },
  ])
  return { number, valueMinor, lines: rows }
}
