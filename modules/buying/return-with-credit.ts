import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { recordBill } from './record-bill.ts'
import { refundCredit } from './refund-credit.ts'
import { findBill } from './repository-bills.ts'
import { findLines, findReceipt } from './repository-receipts.ts'
import { returnGoods } from './return-goods.ts'
import type { ReturnInput } from './shared.ts'

/**
 * Gives goods back, and writes down at once how the supplier makes it good, where they did: off what
 * is owed to them, or in money. All of it, or nothing.
 *
 * @throws what `returnGoods`, `recordBill` and `refundCredit` throw.
 */
export async function returnWithCredit(
  tx: Tx,
  input: ReturnInput,
): Promise<{ id: string; number: number }> {
  const known = await findReceipt(tx, input.id)
  const { id, number, supplierId } = await returnGoods(tx, input)
  if (known || input.credit === 'later') return { id, number }
  const [line] = input.lines
  const came = line && (await findLines(tx, [line.receiptId]))
  const billId = came?.find((each) => each.lineNo === line?.lineNo)?.billId
  const bill = billId ? await findBill(tx, billId) : undefined
  const credit = await recordBill(tx, {
    id: newId(),
    supplierId,
    billedOn: input.returnedOn,
    dueOn: input.returnedOn,
    note: input.note,
    // 折讓 names the invoice that it takes something off.
    voucher: bill?.voucher ?? 'none',
    invoiceNo: bill?.invoiceNo ?? null,
    pricesIncludeTax: input.pricesIncludeTax,
    taxMinor: undefined,
    freightMinor: 0,
    freightLands: false,
    landOn: [],
    lines: input.lines.map((each, index) => ({
      receiptId: id,
      lineNo: index + 1,
      typedMinor: each.typedMinor,
    })),
  })
  const isMoney = input.credit === 'cash' || input.credit === 'bank'
  const isWorth = input.lines.some((each) => each.typedMinor > 0)
  if (isMoney && isWorth) {
    const { returnedOn: paidOn, credit: account } = input
    await refundCredit(tx, {
      id: newId(),
      creditId: credit.id,
      paidOn,
      account: account === 'bank' ? 'bank' : 'cash',
    })
  }
  return { id, number }
}
