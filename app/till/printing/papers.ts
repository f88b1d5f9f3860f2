import type { WorkingTill } from '../working-till.ts'
import { ownPrinter } from './own-printer.ts'
import { changeBoard } from './paper-board.ts'
import type { PaperToPrint } from './paper-job.ts'

/** The till's light end of printing: the rest comes when something is printed. */

const queueFor = async (till: WorkingTill) => (await import('./open-papers.ts')).queueOf(till)

/** This till prints by itself, so no other printer may be asked for the same paper. */
export const printsItself = (till: WorkingTill): boolean =>
  ownPrinter(till.registered.tillId) !== undefined

/** The shop's printers print for this till, once what the paper is about has arrived there. */
export const asksShopPrinter = (till: WorkingTill): boolean =>
  till.state().snapshot.hasPrinter && !printsItself(till)

/** The till's printer takes bytes: nothing has to be on the screen to be printed. */
export function printsBytes(till: WorkingTill): boolean {
  const printer = ownPrinter(till.registered.tillId)
  return printer !== undefined && printer.reach.way !== 'browser'
}

/** Whether the till's own printer opens the drawer. */
export const opensDrawerItself = (till: WorkingTill): boolean =>
  printsBytes(till) && ownPrinter(till.registered.tillId)?.hasDrawer === true

/**
 * Prints on the till's own printer. Ask only when what the paper is about stands on the disk. Never
 * fails: a paper that does not come out stands on the board.
 *
 * @param isPressed a person has just pressed for it, so that the browser may ask them something.
 */
export function printPaper(till: WorkingTill, paper: PaperToPrint, isPressed = false): void {
  queueFor(till)
    .then((queue) => queue.ask(paper, isPressed))
    .catch(console.error)
}

/** Notes a paper that the browser's own dialogue prints. */
export function notePaper(till: WorkingTill, paper: PaperToPrint): void {
  queueFor(till)
    .then((queue) => queue.note(paper))
    .catch(console.error)
}

/** Opens the drawer at the till's own printer, if it has one. */
export function openOwnDrawer(till: WorkingTill): void {
  if (!opensDrawerItself(till)) return
  queueFor(till)
    .then((queue) => queue.openDrawer())
    .then((delivery) => changeBoard({ isDrawerShut: delivery?.status === 'failed' }))
    .catch(console.error)
}

/** At a quiet moment after the till has opened: the printer is opened too, and old papers settled. */
export function startPapers(till: WorkingTill): void {
  if (!printsItself(till)) return
  queueFor(till).catch(console.error)
}

/** What a person says of a paper on the board. */
export function decidePaper(
  till: WorkingTill,
  jobId: string,
  decision: 'again' | 'cameOut' | 'letGo',
): Promise<void> {
  return queueFor(till)
    .then((queue) => queue[decision](jobId))
    .catch(console.error)
}
