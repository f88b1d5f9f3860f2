import { EVENT_SCHEMA_VERSION } from '#modules/pos/shared.ts'
import type { WorkingTill } from '../working-till.ts'
import { closeConnection, sendPaper, watchConnection } from './connection.ts'
import { ownPrinter } from './own-printer.ts'
import { changeBoard } from './paper-board.ts'
import { needsPerson, type PaperJob } from './paper-job.ts'
import { type PaperQueue, paperQueue } from './paper-queue.ts'
import { memoryPaperStore, openPaperStore } from './paper-store.ts'

/** What a test page is about. */
export const TEST_PAGE = 'test_page'

const queues = new Map<string, Promise<PaperQueue>>()

/** The papers of a till; made at the first asking, and then its printer is looked for. */
export function queueOf(till: WorkingTill): Promise<PaperQueue> {
  const { tillId } = till.registered
  const known = queues.get(tillId)
  if (known) return known
  const made = open(till)
  queues.set(tillId, made)
  made.catch(() => queues.delete(tillId))
  return made
}

async function open(till: WorkingTill): Promise<PaperQueue> {
  const { tillId } = till.registered
  const printer = () => ownPrinter(tillId)
  const queue = paperQueue({
    // A browser that keeps nothing prints all the same.
    store: await openPaperStore(tillId).catch(memoryPaperStore),
    printer,
    send: sendPaper,
    now: () => new Date(),
    onChange: (jobs) => changeBoard({ troubles: troublesOf(jobs) }),
    report: async (body) => {
      const event = {
        eventId: body.reportId,
        type: 'paper.reported',
        schemaVersion: EVENT_SCHEMA_VERSION,
        body,
      }
      const { kind } = await till.commit((facts) => ({ events: [event], facts }))
      return kind === 'saved' || kind === 'known'
    },
  })
  watchConnection(printer)
  // Another tab sells now: it needs the printer.
  const stop = till.subscribe(() => {
    if (!till.state().isTaken) return
    stop()
    queues.delete(tillId)
    void closeConnection()
  })
  await queue.start()
  return queue
}

const troublesOf = (jobs: readonly PaperJob[]) =>
  jobs
    // Whoever tries a printer stands before it.
    .filter((job) => needsPerson(job) && job.sourceType !== TEST_PAGE)
    .sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1))
    .map(({ jobId, state, sourceType, sourceId, document }) => ({
      jobId,
      sourceType,
      sourceId,
      state: state === 'unknown' ? ('unknown' as const) : ('failed' as const),
      title: document.title,
      no: document.meta.receiptNo,
    }))
