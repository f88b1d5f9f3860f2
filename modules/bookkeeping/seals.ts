import { type Tx, tenantOf } from '#modules/kernel/db.ts'
import {
  countWaiting,
  findHead,
  findLostHead,
  findNewestCheck,
  findUnsealed,
  insertSealCheck,
  insertSeals,
  type SealRow,
  selectSeals,
  selectToSeal,
  tryLockSeals,
} from './repository-seals.ts'
import { genesisOf, SEAL_VERSION, sealOf } from './seal.ts'

export { listTenantsToSeal } from './repository-seals.ts'

/** Entries that are sealed in one transaction. */
export const SEALED_AT_ONCE = 1000
const CHECKED_AT_ONCE = 2000

/**
 * Seals entries that wait, in the order of their ids, at most `SEALED_AT_ONCE`. Any number of workers
 * may call it: one seals, the others find nothing to do.
 *
 * @returns how many were sealed; as many as fit means that more may wait.
 */
export async function sealEntries(tx: Tx): Promise<number> {
  if (!(await tryLockSeals(tx))) return 0
  const waiting = await selectToSeal(tx, SEALED_AT_ONCE)
  if (waiting.length === 0) return 0
  const head = await findHead(tx)
  let hash = head?.hash ?? genesisOf(await tenantOf(tx))
  const first = (head?.seq ?? 0) + 1
  const seals = waiting.map((entry, index) => {
    hash = sealOf(hash, entry, SEAL_VERSION)
    return { seq: first + index, entryId: entry.id, version: SEAL_VERSION, hash }
  })
  await insertSeals(tx, seals)
  return seals.length
}

/** What a walk over all seals found. */
export interface SealReport {
  sealedCount: number
  /** Entries of the last minute or so that have no seal yet. */
  waitingCount: number
  /** The last good seal; whoever wrote it down can tell later whether these are still the same books. */
  headSeq: number | null
  headHash: string | null
  /** The first thing that is wrong, in the order of the seals; null when nothing is. */
  bad: {
    problem: 'changed' | 'missing' | 'gap' | 'unsealed' | 'cut'
    /** The entry, where one is known. */
    entryId: string | null
    seq: number | null
  } | null
}

type Bad = NonNullable<SealReport['bad']>

/**
 * Walks over every seal of the tenant and compares it with what its entry says now. Reads all of the
 * books: a second or two for a hundred thousand entries.
 */
export async function verifySeals(tx: Tx): Promise<SealReport> {
  let hash = genesisOf(await tenantOf(tx))
  let seq = 0
  let bad: Bad | null = null
  for (;;) {
    const rows = await selectSeals(tx, seq, CHECKED_AT_ONCE)
    for (const row of rows) {
      const problem = problemOf(row, seq, hash)
      if (problem !== undefined) {
        bad = { problem, entryId: problem === 'gap' ? null : row.entryId, seq: seq + 1 }
        break
      }
      seq = row.seq
      hash = row.hash
    }
    if (bad || rows.length < CHECKED_AT_ONCE) break
  }
  bad ??= await findOutside(tx)
  return {
    sealedCount: seq,
    waitingCount: await countWaiting(tx),
    headSeq: seq === 0 ? null : seq,
    headHash: seq === 0 ? null : hash.toString('hex'),
    bad,
  }
}

function problemOf(row: SealRow, seq: number, hash: Buffer): Bad['problem'] | undefined {
  if (row.seq !== seq + 1) return 'gap'
  if (row.id === null) return 'missing'
  return sealOf(hash, row, row.version).equals(row.hash) ? undefined : 'changed'
}

/** What the chain itself can't tell: entries beside it, and an end that is not there any more. */
async function findOutside(tx: Tx): Promise<Bad | null> {
  const lostSeq = await findLostHead(tx)
  if (lostSeq !== undefined) return { problem: 'cut', entryId: null, seq: lostSeq }
  const entryId = await findUnsealed(tx)
  return entryId === undefined ? null : { problem: 'unsealed', entryId, seq: null }
}

/** Checks all seals and keeps what was found, so that the next check can't be fooled about the end. */
export async function checkSeals(tx: Tx): Promise<SealReport> {
  const report = await verifySeals(tx)
  await insertSealCheck(tx, {
    sealedCount: report.sealedCount,
    headSeq: report.headSeq,
    headHash: report.headHash === null ? null : Buffer.from(report.headHash, 'hex'),
    problem: report.bad?.problem ?? null,
    badEntryId: report.bad?.entryId ?? null,
    badSeq: report.bad?.seq ?? null,
  })
  return report
}

/** How many entries wait for their seal, and what the last check found; for a page. */
export async function getSealState(tx: Tx) {
  const head = await findHead(tx)
  const check = await findNewestCheck(tx)
  return {
    waitingCount: await countWaiting(tx),
    sealedCount: head?.seq ?? 0,
    check: check && {
      at: check.createdAt,
      sealedCount: check.sealedCount,
      headHash: check.headHash?.toString('hex') ?? null,
      problem: check.problem,
      badEntryId: check.badEntryId,
      badSeq: check.badSeq,
    },
  }
}

export type SealState = Awaited<ReturnType<typeof getSealState>>
