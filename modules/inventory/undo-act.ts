import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { type ActMove, type ActRow, findAct, insertAct, listActMoves } from './act-repository.ts'
import { BEARERS, postAct, sourceOf, type TakenKind } from './book-act.ts'
import { shift } from './carry-goods.ts'
import type { Level } from './cost.ts'
import { actUndone, madeGoodsGone, undoOfUndo, unknownAct } from './errors.ts'
import { issueStock } from './issue-stock.ts'
import { requirePlaces } from './places.ts'
import { receiveStock } from './receive-stock.ts'
import { spreadEvenly } from './shared.ts'
import { lockLevels } from './stock-repository.ts'
import { undoCount } from './undo-count.ts'

/**
 * Takes an act back by its opposite: what was thrown away or used lies there again at what it had
 * cost, what was carried is carried back, what was made is taken apart. Pressing twice undoes once.
 *
 * @param undo `id` is the new act's, made by whoever asks.
 * @throws inventory.unknown_act, inventory.act_undone, inventory.undo_of_undo;
 *   inventory.not_enough_there and inventory.made_goods_gone when the goods have gone on since.
 */
export async function undoAct(
  tx: Tx,
  undo: { id: string; actId: string },
): Promise<{ id: string }> {
  const act = await findAct(tx, undo.actId)
  if (!act) throw unknownAct()
  if (act.undoesId !== null) throw undoOfUndo()
  const happenedAt = new Date()
  const back: ActRow = { ...act, id: undo.id, undoesId: act.id, happenedAt }
  if (act.kind === 'transfer') {
    back.locationId = act.toLocationId
    back.toLocationId = act.locationId
  }
  await requirePlaces(tx, [back.locationId, back.toLocationId])
  if (!(await insertAct(tx, back))) {
    if ((await findAct(tx, undo.id))?.undoesId === act.id) return { id: undo.id }
    throw actUndone()
  }
  const moves = await listActMoves(tx, act.id)
  if (act.kind === 'transfer') await carryBack(tx, back, moves)
  else if (act.kind === 'production') await takeApart(tx, back, moves)
  else if (act.kind === 'count') await undoCount(tx, back, moves)
  else await putBack(tx, { ...back, kind: act.kind }, moves)
  return { id: undo.id }
}

async function carryBack(tx: Tx, back: ActRow, moves: readonly ActMove[]): Promise<void> {
  const arrived = moves.filter((move) => move.quantityMilli > 0)
  await shift(
    tx,
    back,
    arrived.map(({ productId, productName, quantityMilli }) => ({
      productId,
      name: productName,
      quantityMilli,
    })),
  )
}

async function putBack(
  tx: Tx,
  back: ActRow & { kind: TakenKind },
  moves: readonly ActMove[],
): Promise<void> {
  const received = await receiveStock(
    tx,
    moves.map((move, sourceLine) => ({
      productId: move.productId,
      quantityMilli: -move.quantityMilli,
      valueMinor: 0 - move.valueMinor,
      kind: back.kind,
      locationId: move.locationId ?? undefined,
      ofMoveId: move.id,
      ...sourceOf(back.id, back.happenedAt, sourceLine),
    })),
  )
  const enteredMinor = received.reduce((sum, each) => sum + each.valueMinor, 0)
  const settledMinor = received.reduce((sum, each) => sum + each.settledMinor, 0)
  await postUndo(tx, back, [
    { account: 'inventory', amountMinor: enteredMinor },
    { account: 'costOfSales', amountMinor: settledMinor },
    { account: BEARERS[back.kind], amountMinor: 0 - enteredMinor - settledMinor },
  ])
}

/** What was made leaves at what it is worth now, and what it was made of shares that as it had cost. */
async function takeApart(tx: Tx, back: ActRow, moves: readonly ActMove[]): Promise<void> {
  const made = moves.filter((move) => move.quantityMilli > 0)
  const used = moves.filter((move) => move.quantityMilli < 0)
  const ids = [...new Set(moves.map((move) => move.productId))]
  const levels = new Map((await lockLevels(tx, ids)).map((each) => [each.productId, each]))
  refuseGone(made, levels)
  const line = (move: ActMove, index: number) => ({
    productId: move.productId,
    quantityMilli: Math.abs(move.quantityMilli),
    kind: 'production' as const,
    locationId: move.locationId ?? undefined,
    ofMoveId: move.id,
    ...sourceOf(back.id, back.happenedAt, index),
  })
  const issued = await issueStock(tx, made.map(line))
  const valueMinor = issued.reduce((sum, each) => sum + each.costMinor, 0)
  const values = spreadEvenly(
    valueMinor,
    used.map((move) => 0 - move.valueMinor),
  )
  const received = await receiveStock(
    tx,
    used.map((move, index) => ({
      ...line(move, made.length + index),
      valueMinor: values[index] ?? 0,
    })),
  )
  const settledMinor = received.reduce((sum, each) => sum + each.settledMinor, 0)
  await postUndo(tx, back, [
    { account: 'costOfSales', amountMinor: settledMinor },
    { account: 'inventory', amountMinor: 0 - settledMinor },
  ])
}

function refuseGone(made: readonly ActMove[], levels: ReadonlyMap<string, Level>): void {
  for (const { productId, productName } of made) {
    const own = made.filter((move) => move.productId === productId)
    const madeMilli = own.reduce((sum, move) => sum + move.quantityMilli, 0)
    const leftMilli = levels.get(productId)?.quantityMilli ?? 0
    if (leftMilli < madeMilli) throw madeGoodsGone(productName, Math.max(leftMilli, 0))
  }
}

async function postUndo(
  tx: Tx,
  back: ActRow,
  postings: Parameters<typeof postAct>[3],
): Promise<void> {
  const [entry] = await listEntriesOf(tx, 'stock_act', back.undoesId ?? '')
  await postAct(tx, back, back.happenedAt, postings, entry?.id)
}
