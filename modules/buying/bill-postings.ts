import type { PostingInput } from '#modules/bookkeeping/shared.ts'
import { revalueReceipt } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { changesOf } from './land-freight.ts'
import { RECEIPT_SOURCE } from './receive-goods.ts'
import type { BillLineRow } from './repository-bills.ts'
import { findLines } from './repository-receipts.ts'

/** Where the moves of value that a bill causes come from, and when. */
interface BillSource {
  sourceType: string
  sourceId: string
  occurredAt: Date
  postedOn: string
}

/**
 * What a bill was for, as the debits of its entry: it takes goods off those received without a bill,
 * and what it charges more or less than was booked goes to what of them still lies there and to the
 * cost of what was sold. Goods that went back are credited likewise, and have nothing left to revalue.
 *
 * @param sign minus one takes a bill back.
 */
export async function postingsOf(
  tx: Tx,
  lines: readonly Omit<BillLineRow, 'lineNo'>[],
  source: BillSource,
  sign: 1 | -1 = 1,
): Promise<PostingInput[]> {
  const ids = [...new Set(lines.flatMap((line) => line.receiptId ?? []))]
  const known = new Map(
    (await findLines(tx, ids)).map((line) => [`${line.receiptId} ${line.lineNo}`, line]),
  )
  const lineOf = (receiptId: string, lineNo: number) => known.get(`${receiptId} ${lineNo}`)
  const receivedOf = (receiptId: string, lineNo: number) => {
    const line = lineOf(receiptId, lineNo)
    return line ? line.valueMinor - line.landedMinor : 0
  }
  const changes = changesOf(lines, receivedOf).map((each) => ({
    ...each,
    amountMinor: sign * each.amountMinor,
    isReturn: (lineOf(each.receiptId, each.lineNo)?.quantityMilli ?? 0) < 0,
  }))
  const revalued = changes.filter((each) => !each.isReturn)
  const { enteredMinor, soldMinor } =
    revalued.length === 0
      ? { enteredMinor: 0, soldMinor: 0 }
      : await revalueReceipt(tx, {
          ...source,
          lines: revalued.map(({ receiptId, lineNo, amountMinor }) => ({
            receipt: { sourceType: RECEIPT_SOURCE, sourceId: receiptId, sourceLine: lineNo },
            amountMinor,
          })),
        })
  const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0)
  const received = lines.flatMap((line) =>
    line.kind === 'goods' && line.receiptId !== null && line.receiptLineNo !== null
      ? receivedOf(line.receiptId, line.receiptLineNo)
      : [],
  )
  const others = lines.flatMap((line) => (line.kind === 'other' ? line.valueMinor : []))
  return [
    { account: 'goodsReceived', amountMinor: sign * sum(received) },
    { account: 'inventory', amountMinor: enteredMinor },
    { account: 'costOfSales', amountMinor: soldMinor },
    {
      account: 'purchaseDifference',
      amountMinor: sum(changes.flatMap((each) => (each.isReturn ? each.amountMinor : []))),
    },
    { account: 'transport', amountMinor: sign * sum(others) },
  ]
}
