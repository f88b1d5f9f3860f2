import type { Tx } from '#modules/kernel/db.ts'
import type { PrintRouteInput } from './shared.ts'

/** More rules than a shop has printers, tills and categories to make them of. */
const MAX_ROUTES = 200

export async function insertRoute(tx: Tx, route: PrintRouteInput): Promise<void> {
  await tx
    .insertInto('printRoute')
    .values({ ...route, tillId: route.tillId ?? null, categoryId: route.categoryId ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteRoute(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('printRoute').where('id', '=', id).execute()
}

/** Rules whose printer is in use. */
export async function selectRoutes(tx: Tx) {
  return tx
    .selectFrom('printRoute')
    .innerJoin('printer', (join) =>
      join
        .onRef('printer.tenantId', '=', 'printRoute.tenantId')
        .onRef('printer.id', '=', 'printRoute.printerId'),
    )
    .select(['printRoute.id', 'printRoute.kind', 'printRoute.tillId', 'printRoute.categoryId'])
    .select(['printRoute.printerId', 'printRoute.copies', 'printer.name as printerName'])
    .where('printer.archivedAt', 'is', null)
    .orderBy('printRoute.kind')
    .orderBy('printRoute.createdAt')
    .orderBy('printRoute.id')
    .limit(MAX_ROUTES)
    .execute()
}

/** Papers that nobody printed and somebody should look at: waiting for minutes, failed, or unknown. */
export async function countStuckJobs(tx: Tx, waitedMs: number): Promise<number> {
  const since = new Date(Date.now() - waitedMs)
  const { stuck } = await tx
    .selectFrom('printJob')
    .select(({ fn }) => fn.countAll<number>().as('stuck'))
    .where((where) =>
      where.or([
        where('status', 'in', ['failed', 'unknown']),
        where.and([where('status', 'in', ['queued', 'offered']), where('createdAt', '<', since)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(stuck)
}
