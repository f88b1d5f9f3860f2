import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { PaperReportedBody } from '#modules/pos/shared.ts'
import { RESET_PRINTER } from '#modules/printing/shared.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'
import type { OwnPrinter } from './own-printer.ts'
import type { PaperJob, PaperToPrint } from './paper-job.ts'
import { paperQueue } from './paper-queue.ts'
import { memoryPaperStore } from './paper-store.ts'
import { sendBytes, type Transport } from './transport.ts'

const PRINTER: OwnPrinter = {
  id: newId(),
  name: '出單機',
  widthDots: 384,
  density: 'normal',
  hasCutter: true,
  hasDrawer: true,
  reach: { way: 'serial', baudRate: 9600, vendorId: null, productId: null },
}
const PAPER_BYTES = 1000

/** A cable: how many bytes go over it before it breaks, and what came out. */
function cable() {
  const state = { breaksAfter: Number.POSITIVE_INFINITY, came: 0, papers: 0, isOpen: false }
  const transport: Transport = {
    pieceBytes: 100,
    open: async () => {
      if (state.breaksAfter === 0) throw new Error('nothing there')
      state.isOpen = true
      state.came = 0
    },
    write: async (piece) => {
      if (state.came + piece.length > state.breaksAfter) throw new Error('cut')
      state.came += piece.length
      if (state.came % PAPER_BYTES === 0) state.papers += 1
    },
    close: async () => {
      state.isOpen = false
    },
  }
  return { state, transport }
}

function makeTill(store = memoryPaperStore()) {
  const { state, transport } = cable()
  const reports: PaperReportedBody[] = []
  const shop: { printer: OwnPrinter | undefined; keepsReports: boolean } = {
    printer: PRINTER,
    keepsReports: true,
  }
  let jobs: readonly PaperJob[] = []
  const queue = paperQueue({
    store,
    printer: () => shop.printer,
    send: (_paper, _printer, isPressed) => {
      const bytes = new Uint8Array(PAPER_BYTES)
      bytes.set(RESET_PRINTER)
      return sendBytes(transport, bytes, { isPressed, stuckMs: 50 })
    },
    report: async (body) => {
      if (!shop.keepsReports) return false
      // Whatever a till writes, the server has to be able to read.
      reports.push(PaperReportedBody.parse(body))
      return true
    },
    now: () => new Date(),
    onChange: (now) => {
      jobs = now
    },
  })
  return { state, reports, shop, queue, store, jobs: () => jobs }
}

const receipt = (): PaperToPrint => ({
  document: sampleReceipt(),
  sourceType: 'sale',
  sourceId: newId(),
  opensDrawer: true,
})

test('a paper that is asked for three times comes out once, and is told once', async () => {
  const till = makeTill()
  const paper = receipt()
  await Promise.all([till.queue.ask(paper), till.queue.ask(paper), till.queue.ask(paper)])
  expect(till.state.papers).toBe(1)
  expect(till.reports).toMatchObject([{ status: 'sent', attempt: 1, sourceId: paper.sourceId }])
})

test('with the cable out nothing is printed; pressed again, it comes out once', async () => {
  const till = makeTill()
  till.state.breaksAfter = 0
  const paper = receipt()
  await till.queue.ask(paper)
  expect(till.jobs()).toMatchObject([{ state: 'failed', error: 'printing.till_unreachable' }])
  till.state.breaksAfter = Number.POSITIVE_INFINITY
  const [job] = till.jobs()
  const jobId = job?.jobId ?? ''
  await Promise.all([till.queue.again(jobId), till.queue.again(jobId)])
  expect(till.state.papers).toBe(1)
  expect(till.reports).toMatchObject([
    { jobId, status: 'failed', attempt: 1 },
    { jobId, status: 'sent', attempt: 2 },
  ])
})

test('cut off in the middle nobody knows, and it is not printed again until somebody says', async () => {
  const till = makeTill()
  till.state.breaksAfter = 500
  const paper = receipt()
  await till.queue.ask(paper)
  till.state.breaksAfter = Number.POSITIVE_INFINITY
  await till.queue.ask(paper)
  expect(till.state.papers).toBe(0)
  expect(till.jobs()).toMatchObject([{ state: 'unknown', error: 'printing.interrupted' }])
  await till.queue.cameOut(till.jobs()[0]?.jobId ?? '')
  expect(till.state.papers).toBe(0)
  expect(till.reports.map(({ status }) => status)).toEqual(['unknown', 'printed'])
})

test('a till that stops while it prints asks, when it opens again, whether the paper came out', async () => {
  const store = memoryPaperStore()
  const before = makeTill(store)
  await before.queue.ask(receipt())
  const [job] = before.jobs()
  if (!job) throw new Error('There is no paper')
  await store.put({ ...job, state: 'sending', report: undefined })
  const after = makeTill(store)
  await after.queue.start()
  expect(after.jobs()).toMatchObject([{ state: 'unknown' }])
  expect(after.state.papers).toBe(0)
})

test('a report that could not be written is written when the till opens again', async () => {
  const till = makeTill()
  till.shop.keepsReports = false
  await till.queue.ask(receipt())
  till.shop.keepsReports = true
  await till.queue.start()
  await till.queue.start()
  expect(till.reports).toMatchObject([{ status: 'sent' }])
})

test('a printer that takes nothing more is not waited for', async () => {
  const transport: Transport = {
    pieceBytes: 100,
    open: async () => undefined,
    write: async (piece) => {
      if (piece.length > RESET_PRINTER.length) await new Promise(() => undefined)
    },
    close: async () => undefined,
  }
  const bytes = new Uint8Array(300)
  expect(await sendBytes(transport, bytes, { isPressed: false, stuckMs: 20 })).toEqual({
    status: 'unknown',
    error: 'printing.interrupted',
  })
})

test('papers wait for each other, and the last week is remembered', async () => {
  const till = makeTill()
  await Promise.all([till.queue.ask(receipt()), till.queue.ask(receipt())])
  expect(till.state.papers).toBe(2)
  const [job] = till.jobs()
  if (!job) throw new Error('There is no paper')
  await till.store.put({ ...job, askedAt: '2026-01-01T00:00:00.000Z', report: undefined })
  await till.queue.start()
  expect(till.jobs()).toHaveLength(1)
})

test('a printer that does not take the reset has printed nothing, and is opened anew once', async () => {
  const bytes = new Uint8Array(300)
  const taken: number[] = []
  let opened = 0
  const staleUntil = (opening: number): Transport => ({
    pieceBytes: 100,
    open: async () => {
      opened += 1
    },
    write: async (piece) => {
      if (opened < opening) throw new Error('gone')
      taken.push(piece.length)
    },
    close: async () => undefined,
  })
  expect(await sendBytes(staleUntil(2), bytes, { isPressed: false })).toEqual({ status: 'sent' })
  expect(taken).toEqual([2, 100, 100, 98])
  opened = 0
  expect(await sendBytes(staleUntil(9), bytes, { isPressed: false })).toEqual({
    status: 'failed',
    error: 'printing.till_unreachable',
  })
  expect(opened).toBe(2)
})
