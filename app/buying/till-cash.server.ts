import { payables } from '#modules/buying/index.ts'
import type { PaymentInput } from '#modules/buying/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { listSupplierCash } from '#modules/pos/index.ts'

/** What tills paid out for suppliers and nobody has said yet for which. */
export async function listOpenTillCash(tx: Tx) {
  const moves = await listSupplierCash(tx)
  const ids = moves.map((each) => each.id)
  const taken = new Set(await payables.findTakenMoves(tx, ids))
  return moves.filter((each) => !taken.has(each.id))
}

/** Pays a supplier; what a till had paid is what its drawer says, whatever the form says. */
export async function payFromForm(tx: Tx, input: PaymentInput) {
  if (input.account !== 'till') return payables.paySupplier(tx, input)
  const [move] = input.cashMoveId ? await listSupplierCash(tx, { id: input.cashMoveId }) : []
  const { cashMoveId: _, ...rest } = input
  if (!move) return payables.paySupplier(tx, { ...rest, amount: null })
  return payables.paySupplier(tx, {
    ...rest,
    cashMoveId: move.id,
    amount: move.amountMinor,
    paidOn: move.day,
  })
}
