import { expect, test } from 'vitest'
import { deliver } from '#app/events.ts'
import { newId } from '#modules/kernel/ids.ts'
import { listPrinters, listPrintJobs } from '#modules/printing/index.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'

connectDatabase()

test('what a till tells of a paper is heard, in nobody’s name', async () => {
  const { tenantId, read } = await makeTenant()
  const payload = {
    reportId: newId(),
    jobId: newId(),
    printer: { id: newId(), name: '出單機', widthDots: 384, hasCutter: true, hasDrawer: true },
    kind: 'receipt',
    sourceType: 'sale',
    sourceId: newId(),
    copyNo: 1,
    attempt: 1,
    status: 'failed',
    error: 'printing.till_unreachable',
    at: new Date().toISOString(),
  }
  const envelope = { id: newId(), event: 'pos.paper_reported', tenantId, userId: null, payload }
  await deliver(envelope, { printerHosts: [], mailer: undefined })
  await deliver(envelope, { printerHosts: [], mailer: undefined })
  expect(await read((tx) => listPrinters(tx))).toMatchObject([{ kind: 'till', name: '出單機' }])
  expect(await read((tx) => listPrintJobs(tx))).toMatchObject([
    { id: payload.jobId, status: 'failed', lastError: 'printing.till_unreachable' },
  ])
})
