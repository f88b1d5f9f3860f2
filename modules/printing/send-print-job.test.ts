import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { urlForRole, WORKER_ROLE } from '#modules/kernel/roles.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'
import { listPrintJobs } from './queries.ts'
import { queuePrintJob } from './queue-print-job.ts'
import { retryPrintJob } from './retry-print-job.ts'
import { savePrinter } from './save-printer.ts'
import { claimJob, sendPrintJob } from './send-print-job.ts'
import { startVirtualPrinter, type VirtualPrinter } from './virtual-printer.ts'

connectDatabase()

const LOCAL = { allowHosts: ['127.0.0.1'] }
const printers: VirtualPrinter[] = []
afterEach(async () => {
  for (const printer of printers.splice(0)) await printer.close()
})

async function virtualPrinter() {
  const printer = await startVirtualPrinter({ port: 0 })
  printers.push(printer)
  return printer
}

/** A shop with one printer at a port of this machine, and a sale's receipt that waits for it. */
async function shopWithJob(port: number) {
  const shop = await makeTenant()
  const request = {
    document: sampleReceipt(),
    sourceType: 'sale',
    sourceId: newId(),
    openDrawer: true,
  }
  const { jobId } = await shop.run(async (tx) => {
    await savePrinter(tx, printerAt(port))
    return queuePrintJob(tx, request)
  })
  return { shop, request, jobId }
}

const printerAt = (port: number) => ({
  id: newId(),
  name: '櫃台',
  kind: 'tcp' as const,
  host: '127.0.0.1',
  port,
  widthDots: 384 as const,
  hasDrawer: true,
  hasCutter: true,
  isDefault: false,
})

const statusOf = async (shop: MadeTenant) => (await shop.read((tx) => listPrintJobs(tx)))[0]

/** Jobs that wait in the outbox and name this one; only the worker's role may look. */
async function announcements(jobId: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: urlForRole(inject('ownerUrl'), WORKER_ROLE) })
  await client.connect()
  const text = 'select from graphile_worker._private_jobs where payload::text like $1'
  const { rowCount } = await client.query(text, [`%${jobId}%`])
  await client.end()
  return rowCount
}

test('a job is printed once, however often it is sent', async () => {
  const printer = await virtualPrinter()
  const { shop, jobId } = await shopWithJob(printer.port)

  const outcomes = await Promise.all([1, 2, 3].map(() => sendPrintJob(shop, jobId, LOCAL)))
  expect(outcomes.filter((outcome) => outcome !== undefined)).toEqual(['sent'])
  expect(await sendPrintJob(shop, jobId, LOCAL)).toBeUndefined()

  const job = await printer.nextJob()
  expect(job).toMatchObject({ drawerPulses: 1, unknownBytes: 0, papers: [{ isCut: true }] })
  expect(job.papers[0]?.raster.widthDots).toBe(384)
  expect(await statusOf(shop)).toMatchObject({ status: 'sent', attempts: 1, lastError: null })
  // A paper of its own is the next one to arrive, so nothing came in between.
  const next = await shop.run((tx) =>
    queuePrintJob(tx, { document: sampleReceipt(), sourceType: 'sale', sourceId: newId() }),
  )
  await sendPrintJob(shop, next.jobId, LOCAL)
  expect((await printer.nextJob()).drawerPulses).toBe(0)
})

test('the same receipt is queued and announced once; a reprint has the next number', async () => {
  const { shop, request, jobId } = await shopWithJob(1)

  const again = await shop.run((tx) => queuePrintJob(tx, request))
  expect(again).toEqual({ jobId, isNew: false, status: 'queued' })
  const copy = await shop.run((tx) => queuePrintJob(tx, { ...request, copyNo: 2 }))
  expect(copy).toMatchObject({ isNew: true })
  expect(copy.jobId).not.toBe(jobId)
  expect(await shop.read((tx) => listPrintJobs(tx))).toHaveLength(2)
  expect(await announcements(jobId)).toBe(1)
})

test('a printer that is off keeps the job waiting, and gives up in the end', async () => {
  const printer = await virtualPrinter()
  await printer.close()
  const { shop, jobId } = await shopWithJob(printer.port)

  for (let attempt = 1; attempt < 5; attempt++) {
    await expect(sendPrintJob(shop, jobId, LOCAL)).rejects.toMatchObject({
      code: 'printing.unreachable',
    })
    expect(await statusOf(shop)).toMatchObject({ status: 'queued', attempts: attempt })
  }
  expect(await sendPrintJob(shop, jobId, LOCAL)).toBe('failed')
  expect(await statusOf(shop)).toMatchObject({ lastError: 'printing.unreachable' })

  await shop.run((tx) => retryPrintJob(tx, { jobId }))
  await shop.run((tx) => retryPrintJob(tx, { jobId }))
  expect(await statusOf(shop)).toMatchObject({ status: 'queued', attempts: 0 })
})

test('a server that may call nobody fails the job at once', async () => {
  const { shop, jobId } = await shopWithJob(9100)
  expect(await sendPrintJob(shop, jobId, { allowHosts: [] })).toBe('failed')
  expect(await statusOf(shop)).toMatchObject({ lastError: 'printing.lan_printing_off' })
})

test('a sender that was killed leaves the job unknown, and nothing prints by itself', async () => {
  const printer = await virtualPrinter()
  const { shop, jobId } = await shopWithJob(printer.port)
  await shop.run((tx) => claimJob(tx, jobId))

  expect(await sendPrintJob(shop, jobId, LOCAL)).toBeUndefined()
  expect(await statusOf(shop)).toMatchObject({ status: 'offered' })

  await shop.run((tx) =>
    tx
      .updateTable('printJob')
      .set({ offeredAt: sql<Date>`now() - interval '2 minutes'` })
      .execute(),
  )
  expect(await sendPrintJob(shop, jobId, LOCAL)).toBeUndefined()
  expect(await statusOf(shop)).toMatchObject({
    status: 'unknown',
    lastError: 'printing.interrupted',
  })

  await shop.run((tx) => retryPrintJob(tx, { jobId }))
  expect(await sendPrintJob(shop, jobId, LOCAL)).toBe('sent')
  expect((await printer.nextJob()).papers).toHaveLength(1)
})

test('another shop’s job and printer do not exist', async () => {
  const printer = await virtualPrinter()
  const { shop, jobId } = await shopWithJob(printer.port)
  const other = await makeTenant()

  expect(await sendPrintJob(other, jobId, LOCAL)).toBeUndefined()
  await expect(other.run((tx) => retryPrintJob(tx, { jobId }))).rejects.toMatchObject({
    code: 'printing.unknown_job',
  })
  expect(await statusOf(shop)).toMatchObject({ status: 'queued', attempts: 0 })
})
