import { newId } from '#modules/kernel/shared.ts'
import type { PaperReportedBody } from '#modules/pos/shared.ts'
import type { ReceiptDocument } from '#modules/printing/shared.ts'
import type { OwnPrinter } from './own-printer.ts'
import type { Delivery } from './transport.ts'

/** What is to be printed. The same copy of the same paper is one paper, however often it is asked. */
export interface PaperToPrint {
  document: ReceiptDocument
  /** What the paper is about, e.g. `sale` and its id. */
  sourceType: string
  sourceId: string
  /** 1 is the original. */
  copyNo?: number
  opensDrawer?: boolean
}

/**
 * One paper as it lies on the device. `sending` is written before the first byte goes out, so that a
 * till that stops in the middle knows that nobody knows. `let_go`: a person wants it no more.
 */
export interface PaperJob {
  /** Its document's kind, and what it is about: the same one is never kept twice. */
  key: string
  jobId: string
  document: ReceiptDocument
  sourceType: string
  sourceId: string
  copyNo: number
  opensDrawer: boolean
  state: 'queued' | 'sending' | 'sent' | 'printed' | 'failed' | 'unknown' | 'let_go'
  /** Counts from 1; a person who has it printed again raises it. */
  attempt: number
  error?: string | undefined
  /** ISO 8601. */
  askedAt: string
  /** What the server is not told yet. */
  report?: PaperReportedBody | undefined
}

export const keyOf = (paper: PaperToPrint): string =>
  [paper.document.kind, paper.sourceType, paper.sourceId, paper.copyNo ?? 1].join('/')

export const newJob = (paper: PaperToPrint, at: Date): PaperJob => ({
  key: keyOf(paper),
  jobId: newId(),
  document: paper.document,
  sourceType: paper.sourceType,
  sourceId: paper.sourceId,
  copyNo: paper.copyNo ?? 1,
  opensDrawer: paper.opensDrawer ?? false,
  state: 'queued',
  attempt: 1,
  askedAt: at.toISOString(),
})

/** The job after something is known of it, with what the server has to be told. */
export function settled(
  job: PaperJob,
  outcome: Delivery | { status: 'printed' },
  printer: OwnPrinter,
  at: Date,
): PaperJob {
  const error = 'error' in outcome ? outcome.error : undefined
  const { id, name, widthDots, hasCutter, hasDrawer } = printer
  const report: PaperReportedBody = {
    reportId: newId(),
    jobId: job.jobId,
    printer: { id, name, widthDots, hasCutter, hasDrawer },
    kind: job.document.kind,
    sourceType: job.sourceType,
    sourceId: job.sourceId,
    copyNo: job.copyNo,
    attempt: job.attempt,
    status: outcome.status,
    ...(error && { error }),
    at: at.toISOString(),
  }
  return { ...job, state: outcome.status, error, report }
}

/** It did not come out, or nobody knows whether it did: a person decides. */
export const needsPerson = ({ state }: PaperJob): boolean =>
  state === 'failed' || state === 'unknown'
