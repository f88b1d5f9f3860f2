import { listEntriesOf, postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { ActMove, ActRow } from './act-repository.ts'
import { sourceOf } from './book-act.ts'
import { moveStock } from './move-stock.ts'
import { timeZoneOf } from './repository.ts'

/**
 * Takes the differences of a stocktake back: what was found less lies there again at what it had
 * cost, what was found more leaves again, from its own layer first. What was sold meanwhile is not
 * touched, and nothing is refused: a level below zero is shown to the owner.
 */
export async function undoCount(tx: Tx, back: ActRow, moves: readonly ActMove[]): Promise<void> {
  const moved = await moveStock(
    tx,
    moves.map((move, sourceLine) => ({
      productId: move.productId,
      kind: 'correction',
      quantityMilli: 0 - move.quantityMilli,
      ...(move.quantityMilli < 0 && { valueMinor: 0 - move.valueMinor }),
      locationId: move.locationId ?? undefined,
      ofMoveId: move.id,
      ...sourceOf(back.id, back.happenedAt, sourceLine),
    })),
  )
  const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0)
  const enteredMinor = sum(moved.map((each) => each.valueMinor))
  const settledMinor = sum(moved.map((each) => each.settledMinor))
  const openedMinor = sum(
    moved.map((each, index) => (moves[index]?.kind === 'opening' ? each.valueMinor : 0)),
  )
  const [entry] = await listEntriesOf(tx, 'stock_act', back.undoesId ?? '')
  await postEntries(tx, [
    {
      kind: 'stock_correction',
      postedOn: dayIn(await timeZoneOf(tx), back.happenedAt),
      memo: back.note,
      sourceType: 'stock_act',
      sourceId: back.id,
      reversesId: entry?.id,
      postings: [
        { account: 'inventory', amountMinor: enteredMinor },
        { account: 'costOfSales', amountMinor: settledMinor },
        { account: 'capital', amountMinor: 0 - openedMinor },
        { account: 'stockDifference', amountMinor: openedMinor - enteredMinor - settledMinor },
      ],
    },
  ])
}
