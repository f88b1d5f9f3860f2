import { createHash } from 'node:crypto'
import type { Tx } from '#modules/kernel/db.ts'
import { findChangedGoods, readDatabaseMs } from './repository-snapshot.ts'
import type { SnapshotChanges, SnapshotMarks } from './shared.ts'
import type { TillProduct } from './shared-till.ts'

/** What every snapshot has, whoever it is for. */
interface Snapshot {
  madeAt: string
  version: string
  products: TillProduct[]
}

/** A transaction that began earlier may commit later: so much is told twice rather than not at all. */
const OVERLAP_MS = 5 * 60_000
/** A till that was away for longer gets everything. */
const OLDEST_MS = 30 * 24 * 60 * 60_000

/** What a till keeps beside a whole snapshot, to ask for changes later. Read in the same transaction. */
export async function markSnapshot(tx: Tx, snapshot: Snapshot): Promise<SnapshotMarks> {
  return { cursor: String(await readDatabaseMs(tx)), hashes: hashesOf(partsOf(snapshot)) }
}

/**
 * What is in `snapshot` and not on the till yet.
 *
 * @param snapshot read in the same transaction, which sees one moment.
 * @returns undefined when the cursor is too old, or of another server's time: send everything.
 */
export async function findSnapshotChanges(
  tx: Tx,
  snapshot: Snapshot,
  known: SnapshotMarks,
): Promise<SnapshotChanges | undefined> {
  const nowMs = await readDatabaseMs(tx)
  const since = Number(known.cursor)
  if (!Number.isSafeInteger(since) || since > nowMs || since < nowMs - OLDEST_MS) return undefined
  const goods = await findChangedGoods(tx, new Date(since - OVERLAP_MS))
  const parts = partsOf(snapshot)
  const hashes = hashesOf(parts)
  const changed = new Set(goods.productIds)
  const moved = new Set(goods.stockIds)
  return {
    marks: { cursor: String(nowMs), hashes },
    parts: Object.fromEntries(
      Object.entries(parts).filter(([name]) => hashes[name] !== known.hashes[name]),
    ),
    products: snapshot.products.filter(({ id }) => changed.has(id)),
    removedIds: goods.removedIds,
    stock: snapshot.products
      .filter(({ id }) => moved.has(id) && !changed.has(id))
      .map(({ id, stockMilli }) => [id, stockMilli]),
    productCount: snapshot.products.length,
  }
}

function partsOf(snapshot: Snapshot): Record<string, unknown> {
  const { products, madeAt, version, ...parts } = snapshot
  return parts
}

const hashesOf = (parts: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      createHash('sha256')
        .update(JSON.stringify(part) ?? '')
        .digest('base64url')
        .slice(0, 8),
    ]),
  )
