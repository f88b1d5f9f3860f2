import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'
import type { PrinterInput } from './shared.ts'

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
