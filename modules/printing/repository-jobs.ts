import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { PrintJobStatus, ReceiptDocument } from './shared.ts'

export type NewPrintJob = {
  id: string
  printerId: string
  document: ReceiptDocument
  sourceType: string
  sourceId: string
  copyNo: number
  openDrawer: boolean
  expiresAt?: Date | undefined
}

/** False when this copy of this paper is on the list already. */
export async function insertJob(tx: Tx, { document, ...job }: NewPrintJob): Promise<boolean> {
  const inserted = await tx
    .insertInto('printJob')
    .values({ ...job, kind: document.kind, document: JSON.stringify(document) })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'kind', 'sourceType', 'sourceId', 'copyNo']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export type NewTillJob = Omit<NewPrintJob, 'id' | 'openDrawer' | 'expiresAt'> & {
  jobId: string
  kind: string
  status: 'sent' | 'printed' | 'failed' | 'unknown'
  attempts: number
  lastError: string | null
  at: string
}

/** A paper that a till has printed already. False when this copy of this paper is on the list. */
export async function insertTillJob(tx: Tx, job: NewTillJob): Promise<boolean> {
  const { jobId, document, at, ...values } = job
  const inserted = await tx
    .insertInto('printJob')
    .values({
      ...values,
      id: jobId,
      document: JSON.stringify(document),
      createdAt: at,
      ...(job.status === 'sent' && { sentAt: at }),
      ...(job.status === 'printed' && { printedAt: at }),
    })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'kind', 'sourceType', 'sourceId', 'copyNo']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function selectJobBySource(tx: Tx, job: NewPrintJob) {
  return tx
    .selectFrom('printJob')
    .select(['id', 'status'])
    .where('kind', '=', job.document.kind)
    .where('sourceType', '=', job.sourceType)
    .where('sourceId', '=', job.sourceId)
    .where('copyNo', '=', job.copyNo)
    .executeTakeFirstOrThrow()
}

/** Each job beside its printer. */
export const jobsWithPrinter = (tx: Tx) =>
  tx
    .selectFrom('printJob')
    .innerJoin('printer', (join) =>
      join
        .onRef('printer.tenantId', '=', 'printJob.tenantId')
        .onRef('printer.id', '=', 'printJob.printerId'),
    )

/** The job and its printer, locked until the transaction ends. */
export async function lockJob(tx: Tx, jobId: string) {
  return jobsWithPrinter(tx)
    .select([
      'printJob.id',
      'printJob.status',
      'printJob.attempts',
      'printJob.document',
      'printJob.openDrawer',
      'printJob.offeredAt',
      'printJob.offerNo',
      'printJob.expiresAt',
      'printJob.printerId',
      'printer.kind as printerKind',
      'printer.agentId',
      'printer.host',
      'printer.port',
      'printer.devicePath',
      'printer.widthDots',
      'printer.hasCutter',
      'printer.hasDrawer',
      'printer.encoding',
      'printer.density',
      'printer.fallbackId',
    ])
    .where('printJob.id', '=', jobId)
    .forUpdate('printJob')
    .executeTakeFirst()
}

type JobState = {
  status: PrintJobStatus
  lastError: string | null
  attempts?: number
  resultCode?: string | null
  printerId?: string
}

export async function updateJob(tx: Tx, jobId: string, state: JobState) {
  await tx
    .updateTable('printJob')
    .set({
      ...state,
      ...(state.status === 'offered' && {
        offeredAt: sql<Date>`now()`,
        offerNo: sql<number>`offer_no + 1`,
        startedAt: null,
        startedBy: null,
      }),
      ...(state.status === 'sent' && { sentAt: sql<Date>`now()` }),
      ...(state.status === 'printed' && { printedAt: sql<Date>`now()` }),
    })
    .where('id', '=', jobId)
    .execute()
}

/** The oldest paper that waits for a printer and that nobody else takes just now. */
export async function selectNextJobId(tx: Tx, printerId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('printJob')
    .select('id')
    .where('printerId', '=', printerId)
    .where('status', '=', 'queued')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row?.id
}

/** A paper that was handed to a printer, and how long ago. */
export type HandedJob = {
  id: string
  status: string
  offerNo: number
  handedSecondsAgo: number
}

/** Papers that were handed to a printer and not spoken of since, the last one first; locked. */
export async function lockHandedJobs(tx: Tx, printerId: string): Promise<HandedJob[]> {
  const { rows } = await sql<HandedJob>`
    select id, status, offer_no,
      extract(epoch from clock_timestamp() - offered_at)::real as handed_seconds_ago
    from print_job
    where printer_id = ${printerId}
      and (status = 'offered' or (status = 'sent' and result_code = 'spooled'))
    order by offered_at desc, id
    for update`.execute(tx)
  return rows
}

/** The paper that was handed to a printer last, whatever became of it. */
export async function selectLastHandedJobId(tx: Tx, printerId: string) {
  const row = await tx
    .selectFrom('printJob')
    .select('id')
    .where('printerId', '=', printerId)
    .where('offeredAt', 'is not', null)
    .orderBy('offeredAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Papers that came too late to be of use. */
export async function expireJobs(tx: Tx, printerId: string): Promise<void> {
  await tx
    .updateTable('printJob')
    .set({ status: 'expired' })
    .where('printerId', '=', printerId)
    .where('status', '=', 'queued')
    .where('expiresAt', '<', sql<Date>`now()`)
    .execute()
}

/** The newest jobs, without their documents. */
export async function selectJobs(tx: Tx, limit: number) {
  return jobsWithPrinter(tx)
    .select([
      'printJob.id',
      'printJob.printerId',
      'printJob.kind',
      'printJob.sourceType',
      'printJob.sourceId',
      'printJob.copyNo',
      'printJob.status',
      'printJob.attempts',
      'printJob.lastError',
      'printJob.createdAt',
      'printJob.sentAt',
      'printer.name as printerName',
    ])
    .orderBy('printJob.createdAt', 'desc')
    .orderBy('printJob.id', 'desc')
    .limit(limit)
    .execute()
}

/** Now, as the database sees it: the clock that `offeredAt` was written by. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx)
  return rows[0]?.now ?? new Date()
}
