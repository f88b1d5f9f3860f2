import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'
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
  'agentId',
  'devicePath',
  'deviceName',
  'encoding',
  'density',
  'fallbackId',
  'seenAt',
  'paper',
  'isCoverOpen',
  'statusCode',
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

/** Whoever saves a printer waits for whoever does just now: two first ones can't both be the default. */
export async function lockPrinters(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('printer ' || current_tenant(), 0))`.execute(
    tx,
  )
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

/** The secrets of a printer that asks: only what can be compared is kept. */
export type PrinterSecrets = { tokenHash: Buffer; passwordHash: string }

export async function upsertPrinter(tx: Tx, input: PrinterInput, secrets?: PrinterSecrets) {
  const { id, ...printer } = input
  const values = {
    ...NOWHERE,
    ...printer,
    encoding: printer.encoding ?? 'raster',
    density: printer.density ?? 'normal',
    fallbackId: printer.fallbackId ?? null,
    ...secrets,
  }
  await tx
    .insertInto('printer')
    .values({ id, ...values })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'id']).doUpdateSet({ ...values, archivedAt: null }),
    )
    .execute()
}

/** A printer that is reached in another way from now on forgets the former one. */
const NOWHERE = { host: null, port: null, devicePath: null, agentId: null, deviceName: null }

/** Changes what a test page showed to be wrong. */
export async function updatePrinter(
  tx: Tx,
  id: string,
  change: { widthDots?: number; density?: string; encoding?: string; hasCutter?: boolean },
) {
  await tx.updateTable('printer').set(change).where('id', '=', id).execute()
}

export async function setPrinterSecrets(tx: Tx, id: string, secrets: PrinterSecrets) {
  // Whoever has the new ones may be another machine.
  await tx
    .updateTable('printer')
    .set({ ...secrets, deviceName: null })
    .where('id', '=', id)
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

/** The printer of a till, as the till says it is. What the office calls it stays. */
export async function noteTillPrinter(
  tx: Tx,
  printer: { id: string; name: string; widthDots: number; hasCutter: boolean; hasDrawer: boolean },
): Promise<void> {
  const { id, name, widthDots, hasCutter, hasDrawer } = printer
  await tx
    .insertInto('printer')
    .values({ id, name, kind: 'till', widthDots, hasCutter, hasDrawer, isDefault: false })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'id'])
        .doUpdateSet({ widthDots, hasCutter, hasDrawer })
        .where('printer.kind', '=', 'till'),
    )
    .execute()
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

export type PrinterHealth = {
  paper?: 'ok' | 'low' | 'out' | null
  isCoverOpen?: boolean | null
  statusCode?: string | null
}

/** Notes what was heard of a printer; that it was heard at all is written every few seconds only. */
export async function noteHealth(tx: Tx, printerId: string, health: PrinterHealth): Promise<void> {
  const { paper = null, isCoverOpen = null, statusCode = null } = health
  await sql`update printer set seen_at = now(), paper = ${paper}, is_cover_open = ${isCoverOpen},
      status_code = ${statusCode}
    where id = ${printerId}
      and (seen_at is null or seen_at < now() - interval '5 seconds'
           or (paper, is_cover_open, status_code)
              is distinct from (${paper}::text, ${isCoverOpen}::boolean, ${statusCode}::text))`.execute(
    tx,
  )
}

/** A printer that asks, before anybody is known to be who they say. */
export type AskingPrinter = {
  /** SHA-256 of the secret in its address. */
  tokenHash: Buffer
  tenantId: string
  printerId: string
  kind: string
  passwordHash: string
  /** The MAC of a Star, the ID of an Epson; null until one is heard. */
  deviceName: string | null
  paper: 'ok' | 'low' | 'out' | null
  isCoverOpen: boolean | null
  statusCode: string | null
  dialect: string
  seenSecondsAgo: number | null
  /** The paper that waits longest, and the number that handing it over would have. */
  waitingId: string | null
  waitingOfferNo: number | null
  /** So many papers were handed over and not spoken of since. */
  handed: number
}

/** The printers that know these secrets, of whatever tenant, and what there is for each. */
export async function findAskingPrinters(
  db: Db,
  secretHashes: readonly Buffer[],
): Promise<AskingPrinter[]> {
  const { rows } = await sql<AskingPrinter>`
    select * from find_asking_printers(${secretHashes}::bytea[])`.execute(db)
  return rows
}

/** The first name that a printer tells of itself stays; whoever tells another is another printer. */
export async function rememberDeviceName(tx: Tx, printerId: string, deviceName: string) {
  await tx
    .updateTable('printer')
    .set({ deviceName })
    .where('id', '=', printerId)
    .where('deviceName', 'is', null)
    .execute()
}

export async function setDialect(tx: Tx, printerId: string, dialect: '1.00' | '2.00' | 'spooler') {
  await tx.updateTable('printer').set({ dialect }).where('id', '=', printerId).execute()
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
