import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'
import { listPrinters, listPrintJobs } from './queries.ts'
import { queuePrintJob } from './queue-print-job.ts'
import { addPrintRoute, destinationsOf, listTicketRoutes, planTickets } from './routes.ts'
import { savePrinter } from './save-printer.ts'
import { settlePrintJob } from './settle-print-job.ts'
import { tunePrinter } from './tune-printer.ts'

connectDatabase()

async function addPrinter(shop: MadeTenant, name: string, fallbackId?: string): Promise<string> {
  const printer = {
    id: newId(),
    name,
    kind: 'tcp' as const,
    host: '127.0.0.1',
    port: 9100,
    widthDots: 384 as const,
    hasDrawer: false,
    hasCutter: true,
    isDefault: false,
    fallbackId,
  }
  return (await shop.run((tx) => savePrinter(tx, printer))).id
}

const addCategory = (shop: MadeTenant, name: string) =>
  shop.run(async (tx) => {
    const id = newId()
    await tx.insertInto('category').values({ id, name }).execute()
    return id
  })

test('a receipt goes to the printer of its till, else to the rule for all, else to the usual one', async () => {
  const shop = await makeTenant()
  expect(await shop.read((tx) => destinationsOf(tx, 'receipt', null))).toEqual([])
  const counter = await addPrinter(shop, '櫃台')
  const kitchen = await addPrinter(shop, '廚房')
  expect(await shop.read((tx) => destinationsOf(tx, 'receipt', null))).toEqual([
    { printerId: counter, copies: 1 },
  ])
  const rule = { id: newId(), kind: 'receipt' as const, tillId: undefined, categoryId: undefined }
  await shop.run((tx) => addPrintRoute(tx, { ...rule, printerId: kitchen, copies: 2 }))
  // The same rule again is no second one.
  await shop.run((tx) => addPrintRoute(tx, { ...rule, id: newId(), printerId: kitchen, copies: 2 }))
  expect(await shop.read((tx) => destinationsOf(tx, 'receipt', null))).toEqual([
    { printerId: kitchen, copies: 2 },
  ])
})

test('each printer gets the lines that are made there, and nobody gets a line without a rule', async () => {
  const shop = await makeTenant()
  const [kitchen, bar] = [await addPrinter(shop, '廚房'), await addPrinter(shop, '飲料')]
  const [food, drinks] = [await addCategory(shop, '熱食'), await addCategory(shop, '飲料')]
  const rule = (categoryId: string, printerId: string) => ({
    id: newId(),
    kind: 'order_ticket' as const,
    tillId: undefined,
    categoryId,
    printerId,
    copies: 1,
  })
  await shop.run((tx) => addPrintRoute(tx, rule(food, kitchen)))
  await shop.run((tx) => addPrintRoute(tx, rule(drinks, bar)))
  const lines = [
    { name: '炒麵', categoryId: food },
    { name: '冬瓜茶', categoryId: drinks },
    { name: '電池', categoryId: null },
  ]
  const plans = planTickets(await shop.read(listTicketRoutes), lines, null)
  expect(
    plans.map(({ printerId, lines: own }) => [printerId, own.map(({ name }) => name)]),
  ).toEqual([
    [kitchen, ['炒麵']],
    [bar, ['冬瓜茶']],
  ])
})

test('what failed goes to the other printer once, and what may be on paper goes nowhere by itself', async () => {
  const shop = await makeTenant()
  const other = await addPrinter(shop, '廚房')
  const first = await addPrinter(shop, '櫃台', other)
  const queue = () =>
    shop.run((tx) =>
      queuePrintJob(tx, {
        printerId: first,
        document: sampleReceipt(),
        sourceType: 'sale',
        sourceId: newId(),
      }),
    )
  const [failed, unknown] = [await queue(), await queue()]
  const error = 'printing.unreachable'
  await shop.run((tx) => settlePrintJob(tx, failed.jobId, { status: 'failed', error }))
  await shop.run((tx) => settlePrintJob(tx, unknown.jobId, { status: 'unknown', error }))
  const jobs = await shop.read((tx) => listPrintJobs(tx))
  expect(jobs.find(({ id }) => id === failed.jobId)).toMatchObject({
    printerId: other,
    status: 'queued',
  })
  expect(jobs.find(({ id }) => id === unknown.jobId)).toMatchObject({
    printerId: first,
    status: 'unknown',
  })
  await shop.run((tx) => settlePrintJob(tx, failed.jobId, { status: 'failed', error }))
  expect((await shop.read((tx) => listPrintJobs(tx)))[0]).toBeDefined()
  const again = (await shop.read((tx) => listPrintJobs(tx))).find(({ id }) => id === failed.jobId)
  expect(again).toMatchObject({ printerId: other, status: 'failed' })
})

test.each([
  ['narrow', { widthDots: 576 }],
  ['pale', { density: 'dark' }],
  ['smeared', { density: 'light' }],
  ['own_big5', { encoding: 'big5' }],
  ['no_blade', { hasCutter: false }],
] as const)('who saw "%s" on the test page gets %o', async (saw, change) => {
  const shop = await makeTenant()
  const id = await addPrinter(shop, '櫃台')
  await shop.run((tx) => tunePrinter(tx, { printerId: id, saw }))
  expect((await shop.read((tx) => listPrinters(tx)))[0]).toMatchObject(change)
})
