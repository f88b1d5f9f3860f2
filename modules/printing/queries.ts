import type { Tx } from '#modules/kernel/db.ts'
import { selectJobs } from './repository-jobs.ts'
import { selectDefaultPrinter, selectPrinters } from './repository-printers.ts'
import { countStuckJobs } from './repository-routes.ts'

/** No shop has more printers than this in use. */
const MAX_PRINTERS = 100

/** The shop's printers in use, the default one first. */
export const listPrinters = (tx: Tx) => selectPrinters(tx, MAX_PRINTERS)

/** The printer that receipts go to when nobody chose one; undefined when the shop has none. */
export const findDefaultPrinter = (tx: Tx) => selectDefaultPrinter(tx)

/** The newest papers and where each is on its way, without what they say. */
export const listPrintJobs = (tx: Tx, limit = 50) => selectJobs(tx, Math.min(limit, 200))

/** A paper that waits longer than this waits for a person. */
const STUCK_AFTER_MS = 3 * 60_000

/** Papers that somebody should look at. */
export const countStuckPapers = (tx: Tx) => countStuckJobs(tx, STUCK_AFTER_MS)
