import type { PaperReportedBody } from '#modules/pos/shared.ts'
import type { OwnPrinter } from './own-printer.ts'
import { needsPerson, newJob, type PaperJob, type PaperToPrint, settled } from './paper-job.ts'
import type { PaperStore } from './paper-store.ts'
import type { Delivery } from './transport.ts'

export interface PaperQueueParts {
  store: PaperStore
  printer(): OwnPrinter | undefined
  /** @param isPressed a person has just pressed something, so the browser may ask them. */
  send(
    paper: { document: PaperJob['document'] | null; opensDrawer: boolean },
    printer: OwnPrinter,
    isPressed: boolean,
  ): Promise<Delivery>
  /** Writes it in the journal; twice is once. False when the device could not keep it now. */
  report(body: PaperReportedBody): Promise<boolean>
  now(): Date
  /** Something is known of a paper. */
  onChange(jobs: readonly PaperJob[]): void
}

/** The papers of a till, one after the other. Nothing here can undo what was sold. */
export interface PaperQueue {
  /** After the page has opened: what was being printed when it closed is not known. */
  start(): Promise<void>
  /**
   * Prints a paper once. Asked for again, one that failed is tried again; any other is not.
   *
   * @returns where it stands now.
   */
  ask(paper: PaperToPrint, isPressed?: boolean): Promise<PaperJob['state'] | undefined>
  /** Prints one that a person says did not come out. */
  again(jobId: string): Promise<void>
  /** A person saw the paper. */
  cameOut(jobId: string): Promise<void>
  /** Nobody wants it any more. */
  letGo(jobId: string): Promise<void>
  /** The browser's own dialogue has printed it, as far as anybody can know. */
  note(paper: PaperToPrint): Promise<void>
  /** Opens the drawer, with no paper. */
  openDrawer(): Promise<Delivery | undefined>
}

const FAILED: Delivery = { status: 'failed', error: 'printing.till_unreachable' }
/** What has been told and needs nobody stays for a week, so that it is not printed twice. */
const KEPT_MS = 7 * 86_400_000

export function paperQueue(parts: PaperQueueParts): PaperQueue {
  const { store } = parts
  let last: Promise<unknown> = Promise.resolve()
  /** A printer prints one paper at a time. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  const put = async (job: PaperJob) => {
    await store.put(job)
    parts.onChange(await store.readAll())
  }
  const tell = async (job: PaperJob) => {
    if (!job.report || !(await parts.report(job.report))) return
    const now = await store.find(job.key)
    if (now?.report?.reportId === job.report.reportId) {
      await store.put({ ...now, report: undefined })
    }
  }
  const settle = async (
    job: PaperJob,
    outcome: Delivery | { status: 'printed' },
    printer: OwnPrinter,
  ) => {
    const done = settled(job, outcome, printer, parts.now())
    await put(done)
    await tell(done)
  }
  const print = async (job: PaperJob, isPressed: boolean) => {
    const printer = parts.printer()
    // The till was told to print no more, after this was asked for.
    if (!printer) return put({ ...job, state: 'let_go' })
    await put({ ...job, state: 'sending', error: undefined })
    await settle(job, await parts.send(job, printer, isPressed), printer)
  }
  const tryAgain = (job: PaperJob) =>
    print({ ...job, state: 'queued', attempt: job.attempt + 1 }, true)
  /** Does something with a job that waits for a person; with any other, nothing. */
  const decide = (jobId: string, act: (job: PaperJob) => Promise<void>) =>
    inTurn(async () => {
      const job = (await store.readAll()).find((each) => each.jobId === jobId)
      if (job && needsPerson(job)) await act(job)
    })
  return {
    start: () =>
      inTurn(async () => {
        const printer = parts.printer()
        const before = await store.readAll()
        for (const job of before) {
          if (job.state === 'sending' || job.state === 'queued') {
            const unknown: Delivery = { status: 'unknown', error: 'printing.interrupted' }
            if (printer) await settle(job, job.state === 'sending' ? unknown : FAILED, printer)
            else await put({ ...job, state: 'let_go' })
          } else await tell(job)
        }
        const oldest = new Date(parts.now().getTime() - KEPT_MS).toISOString()
        const gone = before.filter(
          (job) => job.askedAt < oldest && !needsPerson(job) && !job.report,
        )
        await store.remove(gone.map((job) => job.key))
        parts.onChange(await store.readAll())
      }),
    ask: (paper, isPressed = false) =>
      inTurn(async () => {
        const job = newJob(paper, parts.now())
        const known = (await store.add(job)) ? undefined : await store.find(job.key)
        if (!known) await print(job, isPressed)
        else if (known.state === 'failed' || known.state === 'let_go') await tryAgain(known)
        return (await store.find(job.key))?.state
      }),
    again: (jobId) => decide(jobId, tryAgain),
    cameOut: (jobId) =>
      decide(jobId, async (job) => {
        const printer = parts.printer()
        if (printer) await settle(job, { status: 'printed' }, printer)
        else await put({ ...job, state: 'printed' })
      }),
    letGo: (jobId) => decide(jobId, (job) => put({ ...job, state: 'let_go' })),
    note: (paper) =>
      inTurn(async () => {
        const printer = parts.printer()
        const job = newJob(paper, parts.now())
        if (printer && (await store.add(job))) await settle(job, { status: 'sent' }, printer)
      }),
    openDrawer: () =>
      inTurn(async () => {
        const printer = parts.printer()
        if (!printer?.hasDrawer) return undefined
        return parts.send({ document: null, opensDrawer: true }, printer, false)
      }),
  }
}
