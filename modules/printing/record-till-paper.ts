import type { Tx } from '#modules/kernel/db.ts'
import { withoutPaper } from './queue-drawer-pulse.ts'
import { insertTillJob, lockJob, updateJob } from './repository-jobs.ts'
import { noteHealth, noteTillPrinter } from './repository-printers.ts'
import { settlePrintJob } from './settle-print-job.ts'

/** A paper that a till printed on its own printer, as the till tells of it. */
export type TillPaper = {
  jobId: string
  printer: {
    id: string
    name: string
    widthDots: 384 | 576
    hasCutter: boolean
    hasDrawer: boolean
  }
  kind: string
  sourceType: string
  sourceId: string
  copyNo: number
  /** Counts from 1; a paper that a person had printed again has the next one. */
  attempt: number
  status: 'sent' | 'printed' | 'failed' | 'unknown'
  error?: string | undefined
  /** ISO 8601, by the till's clock. */
  at: string
}

/** A report that is older says nothing of how the printer is now. */
const FRESH_MS = 5 * 60_000

/**
 * Books a paper that a till printed itself: its printer stands on the shop's list from the first
 * report on. Reports may come hours later, twice, and the later attempt before the earlier one.
 * What the paper said is not told: it is printed again at its till only.
 */
export async function recordTillPaper(tx: Tx, paper: TillPaper): Promise<void> {
  await noteTillPrinter(tx, paper.printer)
  if (Date.now() - Date.parse(paper.at) < FRESH_MS) await noteHealth(tx, paper.printer.id, {})
  const job = await lockJob(tx, paper.jobId)
  const { status, attempt, error } = paper
  if (!job) return insertPaper(tx, paper)
  if (attempt < job.attempts) return
  if (attempt > job.attempts) {
    // Somebody had it printed again: that it failed before is past.
    await updateJob(tx, job.id, { status: 'offered', lastError: null, attempts: attempt })
  }
  await settlePrintJob(tx, job.id, { status, error })
}

async function insertPaper(tx: Tx, paper: TillPaper): Promise<void> {
  const { jobId, kind, sourceType, sourceId, copyNo, status, at } = paper
  const job = {
    jobId,
    printerId: paper.printer.id,
    kind,
    document: withoutPaper(at),
    sourceType,
    sourceId,
    copyNo,
    status,
    attempts: paper.attempt,
    lastError: paper.error ?? null,
    at,
  }
  if (await insertTillJob(tx, job)) return
  // Another printer was asked for the same copy: this is a paper all the same.
  await insertTillJob(tx, { ...job, sourceType: 'till_paper', sourceId: jobId })
}
