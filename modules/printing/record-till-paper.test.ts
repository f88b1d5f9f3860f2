import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { findDefaultPrinter, listPrinters, listPrintJobs } from './queries.ts'
import { recordTillPaper, type TillPaper } from './record-till-paper.ts'
import { retryPrintJob } from './retry-print-job.ts'
import { savePrinter } from './save-printer.ts'

connectDatabase()

const PRINTER = { name: '櫃台出單機', widthDots: 384, hasCutter: true, hasDrawer: true } as const

const paperOf = (change: Partial<TillPaper> = {}): TillPaper => ({
  jobId: newId(),
  printer: { id: newId(), ...PRINTER },
  kind: 'receipt',
  sourceType: 'sale',
  sourceId: newId(),
  copyNo: 1,
  attempt: 1,
  status: 'sent',
  at: new Date().toISOString(),
  ...change,
})

const tell = (shop: MadeTenant, paper: TillPaper) => shop.run((tx) => recordTillPaper(tx, paper))
const jobs = (shop: MadeTenant) => shop.read((tx) => listPrintJobs(tx))

test('a paper of a till stands on the list with its printer, however often it is told', async () => {
  const shop = await makeTenant()
  const paper = paperOf({ at: '2026-11-20T03:04:05.000Z' })
  await tell(shop, paper)
  await tell(shop, paper)
  expect(await jobs(shop)).toMatchObject([
    {
      id: paper.jobId,
      status: 'sent',
      sourceType: 'sale',
      sourceId: paper.sourceId,
      printerName: '櫃台出單機',
      createdAt: new Date(paper.at),
    },
  ])
  const printers = await shop.read((tx) => listPrinters(tx))
  expect(printers).toMatchObject([{ id: paper.printer.id, kind: 'till', isDefault: false }])
  // The server has no way to it, so nothing may be sent there.
  expect(await shop.read((tx) => findDefaultPrinter(tx))).toBeUndefined()
})

test('a paper that failed and came out the second time is out, whichever report comes first', async () => {
  for (const isReversed of [false, true]) {
    const shop = await makeTenant()
    const failed = paperOf({ status: 'failed', error: 'printing.unreachable' })
    const again = { ...failed, attempt: 2, status: 'sent' as const, error: undefined }
    for (const paper of isReversed ? [again, failed] : [failed, again]) await tell(shop, paper)
    expect(await jobs(shop)).toMatchObject([{ status: 'sent', attempts: 2, lastError: null }])
  }
})

test('what nobody knew is settled by the person at the till', async () => {
  const shop = await makeTenant()
  const paper = paperOf({ status: 'unknown', error: 'printing.interrupted' })
  await tell(shop, paper)
  expect(await jobs(shop)).toMatchObject([{ status: 'unknown', lastError: 'printing.interrupted' }])
  await tell(shop, { ...paper, status: 'printed', error: undefined })
  expect(await jobs(shop)).toMatchObject([{ status: 'printed' }])
})

test('a failed paper of a till goes to no other printer, and the office sends it to the till', async () => {
  const shop = await makeTenant()
  const paper = paperOf({ status: 'failed', error: 'printing.unreachable' })
  const other = newId()
  await tell(shop, paper)
  await shop.run(async (tx) => {
    const place = { host: '127.0.0.1', port: 9100, isDefault: true, fallbackId: undefined }
    await savePrinter(tx, { ...PRINTER, ...place, id: other, kind: 'tcp' })
    const own = { ...PRINTER, id: paper.printer.id, isDefault: true }
    await savePrinter(tx, { ...own, kind: 'till', fallbackId: other })
  })
  expect(await shop.read((tx) => findDefaultPrinter(tx))).toMatchObject({ id: other })
  await tell(shop, { ...paper, attempt: 2 })
  expect(await jobs(shop)).toMatchObject([{ status: 'failed', printerId: paper.printer.id }])
  await expect(shop.run((tx) => retryPrintJob(tx, { jobId: paper.jobId }))).rejects.toMatchObject({
    code: 'printing.print_at_till',
  })
})

test('the same copy that another printer was asked for is a paper of its own', async () => {
  const shop = await makeTenant()
  const [first, second] = [paperOf(), paperOf()]
  await tell(shop, first)
  await tell(shop, { ...second, sourceId: first.sourceId })
  const found = await jobs(shop)
  expect(found.map((job) => job.id).sort()).toEqual([first.jobId, second.jobId].sort())
})
