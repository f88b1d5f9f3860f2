import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'
import { jobsWithPrinter } from './repository-jobs.ts'

export async function insertAgent(tx: Tx, agent: { id: string; name: string; tokenHash: Buffer }) {
  await tx.insertInto('printAgent').values(agent).execute()
}

/** False when there is no such agent in use. */
export async function setAgentRevoked(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('printAgent')
    .set({ revokedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Agents in use, by name. */
export async function selectAgents(tx: Tx, limit: number) {
  return tx
    .selectFrom('printAgent')
    .select(['id', 'name', 'version', 'seenAt', 'createdAt'])
    .where('revokedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** The agent that holds this token, of whatever tenant. */
export async function findAgentByToken(db: Db, tokenHash: Buffer) {
  const { rows } = await sql<{ tenantId: string; agentId: string }>`
    select * from find_print_agent(${tokenHash})`.execute(db)
  return rows[0]
}

/** Notes that an agent was heard; written every few seconds only. */
export async function touchAgent(tx: Tx, id: string, version?: string): Promise<void> {
  await sql`update print_agent set seen_at = now(), version = coalesce(${version ?? null}, version)
    where id = ${id} and (seen_at is null or seen_at < now() - interval '5 seconds'
      or version is distinct from coalesce(${version ?? null}, version))`.execute(tx)
}

/** The printers that an agent reaches, the one whose paper has waited longest first. */
export async function selectAgentPrinters(tx: Tx, agentId: string) {
  return tx
    .selectFrom('printer')
    .select(['id', 'host', 'port', 'devicePath'])
    .select((select) =>
      select
        .selectFrom('printJob')
        .select(({ fn }) => fn.min('printJob.createdAt').as('since'))
        .whereRef('printJob.printerId', '=', 'printer.id')
        .where('printJob.status', '=', 'queued')
        .as('waitingSince'),
    )
    .where('agentId', '=', agentId)
    .where('archivedAt', 'is', null)
    .orderBy('waitingSince', (order) => order.asc().nullsLast())
    .execute()
}

/** Papers that were handed out for a printer and not begun. */
export async function selectUnbegunJobIds(tx: Tx, printerId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('printJob')
    .select('id')
    .where('printerId', '=', printerId)
    .where('status', '=', 'offered')
    .where('startedAt', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Papers that an agent was given and has not spoken of. */
export async function selectOffersOfAgent(tx: Tx, agentId: string) {
  return jobsWithPrinter(tx)
    .select(['printJob.id', 'printJob.startedBy'])
    .where('printer.agentId', '=', agentId)
    .where('printJob.status', '=', 'offered')
    .execute()
}

/** False when another run began it. */
export async function setJobStarted(tx: Tx, jobId: string, bootId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('printJob')
    .set({ startedAt: sql<Date>`now()`, startedBy: bootId })
    .where('id', '=', jobId)
    .where((where) => where.or([where('startedBy', 'is', null), where('startedBy', '=', bootId)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
