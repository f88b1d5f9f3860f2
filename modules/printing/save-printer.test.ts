import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'
import { archivePrinter } from './archive-printer.ts'
import { printTestPage } from './print-test-page.ts'
import { findDefaultPrinter, listPrinters, listPrintJobs } from './queries.ts'
import { queuePrintJob } from './queue-print-job.ts'
import { savePrinter } from './save-printer.ts'
import { PrinterInput } from './shared.ts'

connectDatabase()

const printer = (name: string, isDefault = false) =>
  PrinterInput.parse({
    kind: 'tcp',
    id: newId(),
    name,
    host: '192.168.1.50',
    widthDots: '576',
    hasDrawer: true,
    hasCutter: true,
    isDefault,
  })

test('the first printer is the default, and another takes its place', async () => {
  const { run, read } = await makeTenant()
  const [first, second] = [printer('櫃台'), printer('廚房')]

  await run((tx) => savePrinter(tx, first))
  await run((tx) => savePrinter(tx, second))
  expect(await read((tx) => findDefaultPrinter(tx))).toMatchObject({ id: first.id, port: 9100 })

  await run((tx) => savePrinter(tx, { ...second, isDefault: true }))
  expect((await read((tx) => listPrinters(tx))).map((each) => [each.name, each.isDefault])).toEqual(
    [
      ['廚房', true],
      ['櫃台', false],
    ],
  )
})

test('saving the default again keeps it the default', async () => {
  const { run, read } = await makeTenant()
  const only = printer('櫃台')
  await run((tx) => savePrinter(tx, only))
  await run((tx) => savePrinter(tx, { ...only, name: '櫃台二' }))
  expect(await read((tx) => findDefaultPrinter(tx))).toMatchObject({ name: '櫃台二' })
})

test('an archived printer takes no more jobs, and comes back when it is saved', async () => {
  const { run, read } = await makeTenant()
  const only = printer('櫃台')
  await run((tx) => savePrinter(tx, only))
  await run((tx) => archivePrinter(tx, { printerId: only.id }))

  const request = { document: sampleReceipt(), sourceType: 'sale', sourceId: newId() }
  await expect(run((tx) => queuePrintJob(tx, request))).rejects.toMatchObject({
    code: 'printing.no_printer',
  })
  await expect(
    run((tx) => queuePrintJob(tx, { ...request, printerId: only.id })),
  ).rejects.toMatchObject({ code: 'printing.unknown_printer' })
  await expect(run((tx) => archivePrinter(tx, { printerId: only.id }))).rejects.toMatchObject({
    code: 'printing.unknown_printer',
  })

  await run((tx) => savePrinter(tx, only))
  expect(await read((tx) => listPrinters(tx))).toHaveLength(1)
})

test('two first printers that are saved at once: one is the default, and both are there', async () => {
  const { run, read } = await makeTenant()
  await Promise.all(
    [printer('櫃台'), printer('廚房')].map((each) => run((tx) => savePrinter(tx, each))),
  )
  const printers = await read((tx) => listPrinters(tx))
  expect(printers.map(({ isDefault }) => isDefault)).toEqual([true, false])
})

test('a test page is queued once for one request', async () => {
  const { run, read } = await makeTenant()
  const only = printer('櫃台')
  const input = {
    requestId: newId(),
    printerId: only.id,
    shop: { name: '山下雜貨店', calendar: 'roc' as const, timeZone: 'Asia/Taipei' },
    t: (key: string) => key,
    language: 'zh-TW',
    at: new Date('2026-11-23T02:26:00Z'),
  }
  await run((tx) => savePrinter(tx, only))
  const first = await run((tx) => printTestPage(tx, input))
  expect(await run((tx) => printTestPage(tx, input))).toMatchObject({ jobId: first.jobId })
  expect(await read((tx) => listPrintJobs(tx))).toMatchObject([{ kind: 'test_page' }])
})

test('boxes of a form that are not ticked are no', () => {
  const { id, name } = printer('x')
  const host = '127.0.0.1'
  const input = PrinterInput.parse({
    kind: 'tcp',
    id,
    name,
    host,
    hasDrawer: 'on',
    widthDots: '384',
    port: '9101',
  })
  expect(input).toMatchObject({ hasDrawer: true, hasCutter: false, widthDots: 384, port: 9101 })
})

test.each(['http://10.0.0.1', '10.0.0.1/24', 'a b', '-x', '[::1]', 'x'.repeat(254)])(
  'an address like %s is refused',
  (host) => {
    expect(PrinterInput.safeParse({ ...printer('x'), host }).success).toBe(false)
  },
)
