import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownPrinter } from './errors.ts'
import { selectDefaultPrinter, selectPrinter } from './repository-printers.ts'
import { deleteRoute, insertRoute, selectRoutes } from './repository-routes.ts'
import type { PrintRouteInput, RoutedKind } from './shared.ts'

/** Where a paper goes, and how many of it. */
export type Destination = { printerId: string; copies: number }

/**
 * Says where papers of a kind go. The same rule said twice is one rule.
 * @throws printing.unknown_printer
 */
export async function addPrintRoute(tx: Tx, route: PrintRouteInput): Promise<void> {
  const printer = await selectPrinter(tx, route.printerId)
  // A till's own printer is the till's affair: the server can't reach it.
  if (!printer || printer.kind === 'till') throw unknownPrinter(route.printerId)
  await insertRoute(tx, route)
  await recordAudit(tx, {
    action: 'printing.route_added',
    targetType: 'print_route',
    targetId: route.id,
    detail: { kind: route.kind, printerId: route.printerId, copies: route.copies },
  })
}

export async function removePrintRoute(tx: Tx, routeId: string): Promise<void> {
  await deleteRoute(tx, routeId)
  await recordAudit(tx, {
    action: 'printing.route_removed',
    targetType: 'print_route',
    targetId: routeId,
  })
}

/** All rules of the shop, the most particular first. */
export const listPrintRoutes = (tx: Tx) => selectRoutes(tx)

/**
 * Where a receipt goes that a till asked for: to the printers of that till, else to those for all
 * tills, else to the shop's default. Empty when the shop has no printer.
 */
export async function destinationsOf(
  tx: Tx,
  kind: Exclude<RoutedKind, 'order_ticket'>,
  tillId: string | null,
): Promise<Destination[]> {
  const routes = (await selectRoutes(tx)).filter((route) => route.kind === kind)
  const own = tillId === null ? [] : routes.filter((route) => route.tillId === tillId)
  const chosen = own.length > 0 ? own : routes.filter((route) => route.tillId === null)
  if (chosen.length > 0) return chosen.map(({ printerId, copies }) => ({ printerId, copies }))
  const printer = await selectDefaultPrinter(tx)
  return printer ? [{ printerId: printer.id, copies: 1 }] : []
}

/** The printer of every single paper: copies one after the other, printer after printer. */
export const eachCopy = (destinations: readonly Destination[]): string[] =>
  destinations.flatMap(({ printerId, copies }) => Array.from({ length: copies }, () => printerId))

/** The shop's rules for what is made in the kitchen or at the counter; most shops have none. */
export const listTicketRoutes = async (tx: Tx) =>
  (await selectRoutes(tx)).filter(({ kind }) => kind === 'order_ticket')

type TicketRoutes = Awaited<ReturnType<typeof listTicketRoutes>>

/** What a ticket says at one printer: the lines whose category goes there. */
export type TicketPlan<Line> = Destination & { lines: Line[] }

/**
 * Divides the lines of a sale among the printers that make them. Pure. A category without a rule of its own
 * follows the rule for everything, if there is one; a line that nobody makes is on no ticket.
 */
export function planTickets<Line extends { categoryId: string | null }>(
  ticketRoutes: TicketRoutes,
  lines: readonly Line[],
  tillId: string | null,
): TicketPlan<Line>[] {
  const routes = ticketRoutes.filter((route) => route.tillId === null || route.tillId === tillId)
  const plans = new Map<string, TicketPlan<Line>>()
  for (const line of lines) {
    const own = routes.filter(
      (route) => route.categoryId !== null && route.categoryId === line.categoryId,
    )
    const chosen = own.length > 0 ? own : routes.filter((route) => route.categoryId === null)
    for (const { printerId, copies } of chosen) {
      const plan = plans.get(printerId) ?? { printerId, copies, lines: [] }
      if (!plan.lines.includes(line)) plan.lines.push(line)
      plans.set(printerId, plan)
    }
  }
  return [...plans.values()]
}
