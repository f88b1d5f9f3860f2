import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { PrinterInput, PrintJobStatus, ReceiptDocument } from './shared.ts'

const PRINTER_COLUMNS = [
  'id',
  'name',
  'kind',
  'host',
  'port',
  'widthDots',
  'hasDrawer',
  'hasCutter',
  'isDefault',
  'archivedAt',
] as const

/** Printers in use, the default first, then by name. */
export async function selectPrinters(tx: Tx, limit: number) {
  return tx
    .selectFrom('printer')
    .select(PRINTER_COLUMNS)
    .where('archivedAt', 'is', null)
    .orderBy('isDefault', 'desc')
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function selectPrinter(tx: Tx, id: string) {
  return tx
    .selectFrom('printer')
    .select(PRINTER_COLUMNS)
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
}

export async function selectDefaultPrinter(tx: Tx) {
  return tx
    .selectFrom('printer')
    .select(PRINTER_COLUMNS)
    .where('isDefault', '=', true)
    .executeTakeFirst()
}

/** Two people who choose a default at once wait for each other here. */
export async function clearDefaultPrinter(tx: Tx, exceptId: string) {
  await tx
    .updateTable('printer')
    .set({ isDefault: false })
    .where('isDefault', '=', true)
    .where('id', '<>', exceptId)
    .execute()
}

export async function upsertPrinter(tx: Tx, { id, ...values }: PrinterInput) {
  await tx
    .insertInto('printer')
    .values({ id, ...values })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'id']).doUpdateSet({ ...values, archivedAt: null }),
    )
    .execute()
}

/** False when there is no such printer in use. */
export async function setPrinterArchived(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('printer')
    .set({ archivedAt: sql<Date>`now()`, isDefault: false })
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type NewPrintJob = {
  id: string
  printerId: string
  document: ReceiptDocument
  sourceType: string
  sourceId: string
  copyNo: number
  openDrawer: boolean
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

/** The job and its printer, locked until the transaction ends. */
export async function lockJob(tx: Tx, jobId: string) {
  return tx
    .selectFrom('printJob')
    .innerJoin('printer', (join) =>
      join
        .onRef('printer.tenantId', '=', 'printJob.tenantId')
        .onRef('printer.id', '=', 'printJob.printerId'),
    )
    .select([
      'printJob.id',
      'printJob.status',
      'printJob.attempts',
      'printJob.document',
      'printJob.openDrawer',
      'printJob.offeredAt',
      'printer.host',
      'printer.port',
      'printer.widthDots',
      'printer.hasCutter',
      'printer.hasDrawer',
    ])
    .where('printJob.id', '=', jobId)
    .forUpdate('printJob')
    .executeTakeFirst()
}

type JobState = {
  status: PrintJobStatus
  lastError: string | null
  attempts?: number
}

export async function updateJob(tx: Tx, jobId: string, state: JobState) {
  await tx
    .updateTable('printJob')
    .set({
      ...state,
      ...(state.status === 'offered' && { offeredAt: sql<Date>`now()` }),
      ...(state.status === 'sent' && { sentAt: sql<Date>`now()` }),
    })
    .where('id', '=', jobId)
    .execute()
}

/** The newest jobs, without their documents. */
export async function selectJobs(tx: Tx, limit: number) {
  return tx
    .selectFrom('printJob')
    .innerJoin('printer', (join) =>
      join
        .onRef('printer.tenantId', '=', 'printJob.tenantId')
        .onRef('printer.id', '=', 'printJob.printerId'),
    )
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
