import { postEntries } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  cashMoveTaken,
  idTaken,
  noSupplier,
  nothingPaid,
  unknownAdvance,
  unknownOpenBill,
} from './errors.ts'
import { findBills } from './repository-bills.ts'
import {
  findPayment,
  findPayments,
  insertSettlements,
  lockPaymentOfMove,
  type SettlementRow,
} from './repository-payments.ts'
import { lockSupplier, type Supplier } from './repository-suppliers.ts'
import type { PaymentInput } from './shared.ts'
import { openPaperDay } from './tax-standing.ts'
import { SETTLEMENT_SOURCE, writePayment } from './write-payment.ts'

/** A bill with what is left of it to settle; it goes down as things settle it. */
interface OpenBill {
  id: string
  leftMinor: number
}

interface Used {
  billId: string
  amountMinor: number
}

/**
 * Pays a supplier: first credits and advances that were chosen, then the money; each takes the bills
 * in the order in which they are due, as far as it goes. Money that no bill takes is paid in advance.
 * Repeating an `input.id` changes nothing more.
 *
 * @returns the payment, where money went; with none, only credits and advances were used.
 * @throws buying.no_supplier, buying.unknown_open_bill, buying.unknown_advance,
 *   buying.nothing_paid, buying.cash_move_taken, buying.future_day, bookkeeping.day_locked
 */
export async function paySupplier(
  tx: Tx,
  input: PaymentInput,
): Promise<{ supplierId: string; paymentId: string | null }> {
  const supplier = await lockSupplier(tx, input.supplierId)
  if (!supplier) throw noSupplier()
  const known = await findPayment(tx, input.id)
  if (known && known.supplierId !== supplier.id) throw idTaken()
  if (known) return { supplierId: supplier.id, paymentId: known.id }
  const { day } = await openPaperDay(tx, input.paidOn)
  const bills = await openBills(tx, input.bill, supplier.id)
  const usedMinor =
    (await settleCredits(tx, input.credit, bills, supplier.id, day)) +
    (await settleAdvances(tx, input.advance, bills, supplier, day))
  const amountMinor = input.amount ?? 0
  if (amountMinor === 0 && usedMinor === 0) throw nothingPaid()
  if (amountMinor > 0) await payMoney(tx, { input, supplier, bills, amountMinor, day })
  await recordAudit(tx, {
    action: 'buying.supplier_paid',
    targetType: 'supplier',
    targetId: supplier.id,
    detail: { amountMinor, usedMinor, account: input.account, billCount: bills.length },
  })
  return { supplierId: supplier.id, paymentId: amountMinor > 0 ? input.id : null }
}

async function openBills(tx: Tx, ids: readonly string[], supplierId: string): Promise<OpenBill[]> {
  const found = await findBills(tx, ids)
  const isWrong =
    found.length < new Set(ids).size ||
    found.some((each) => each.supplierId !== supplierId || each.openMinor <= 0)
  if (isWrong) throw unknownOpenBill()
  return found.map((each) => ({ id: each.id, leftMinor: each.openMinor }))
}

/** Takes an amount off bills, the earliest due first. @returns how much of which. */
function settle(bills: readonly OpenBill[], amountMinor: number): Used[] {
  let left = amountMinor
  return bills.flatMap((bill) => {
    const taken = Math.min(left, bill.leftMinor)
    if (taken <= 0) return []
    bill.leftMinor -= taken
    left -= taken
    return [{ billId: bill.id, amountMinor: taken }]
  })
}

const sumOf = (used: readonly Used[]) => used.reduce((sum, each) => sum + each.amountMinor, 0)

/** Credits need no entry: they stand on the same account as the bills. */
async function settleCredits(
  tx: Tx,
  ids: readonly string[],
  bills: readonly OpenBill[],
  supplierId: string,
  settledOn: string,
): Promise<number> {
  const credits = await findBills(tx, ids)
  const isWrong =
    credits.length < new Set(ids).size ||
    credits.some((each) => each.supplierId !== supplierId || each.openMinor >= 0)
  if (isWrong) throw unknownOpenBill()
  const rows = credits.flatMap((credit) =>
    settle(bills, -credit.openMinor).map(
      (used): SettlementRow => ({
        ...used,
        id: newId(),
        supplierId,
        paymentId: null,
        creditId: credit.id,
        settledOn,
      }),
    ),
  )
  await insertSettlements(tx, rows)
  return sumOf(rows)
}

/** An advance that a bill takes moves from what was paid in advance to what is owed. */
async function settleAdvances(
  tx: Tx,
  ids: readonly string[],
  bills: readonly OpenBill[],
  supplier: Supplier,
  settledOn: string,
): Promise<number> {
  const advances = await findPayments(tx, ids)
  const isWrong =
    advances.length < new Set(ids).size ||
    advances.some((each) => each.supplierId !== supplier.id || each.unusedMinor <= 0)
  if (isWrong) throw unknownAdvance()
  const rows = advances.flatMap((advance) =>
    settle(bills, advance.unusedMinor).map(
      (used): SettlementRow => ({
        ...used,
        id: newId(),
        supplierId: supplier.id,
        paymentId: advance.id,
        creditId: null,
        settledOn,
      }),
    ),
  )
  await insertSettlements(tx, rows)
  await postEntries(
    tx,
    rows.map((row) => ({
      kind: 'supplier_advance_used',
      postedOn: settledOn,
      sourceType: SETTLEMENT_SOURCE,
      sourceId: row.id,
      memo: supplier.name,
      postings: [
        { account: 'payable', amountMinor: row.amountMinor },
        { account: 'supplierAdvance', amountMinor: -row.amountMinor },
      ],
    })),
  )
  return sumOf(rows)
}

interface Money {
  input: PaymentInput
  supplier: Supplier
  bills: readonly OpenBill[]
  amountMinor: number
  day: string
}

async function payMoney(tx: Tx, { input, supplier, bills, amountMinor, day }: Money) {
  const cashMoveId = input.account === 'till' ? (input.cashMoveId ?? null) : null
  if (input.account === 'till') {
    if (cashMoveId === null || (await lockPaymentOfMove(tx, cashMoveId))) throw cashMoveTaken()
  }
  await writePayment(
    tx,
    {
      id: input.id,
      supplierId: supplier.id,
      supplierName: supplier.name,
      paidOn: day,
      account: input.account,
      cashMoveId,
      amountMinor,
      note: input.note,
    },
    settle(bills, amountMinor),
  )
}
