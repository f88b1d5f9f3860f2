import { expect, test } from 'vitest'
import { createCustomer } from '#modules/crm/index.ts'
import { RECEIPT_DESIGN, saveReceiptDesign } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { getTillSnapshot } from '#modules/pos/index.ts'
import { addPrintRoute, listPrintJobs, readLogo, savePrinter } from '#modules/printing/index.ts'
import { ReceiptDocument } from '#modules/printing/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeProduct } from '#test/make-goods.ts'
import { makeTill } from '#test/make-sale.ts'
import { sampleLogo } from '#test/printing/sample-logo.ts'
import { answerPdf, labelsDocument, queuePaper, statementDocument } from './papers.server.ts'

connectDatabase()

const AT = new Date('2026-11-23T02:26:00Z')

test('labels tell name, price, what 100 grams cost, and a code that can be scanned', async () => {
  const shop = await makeTenant()
  const [cabbage, tuna, unpriced] = [
    await shop.run((tx) => makeProduct(tx, { name: '高麗菜', priceMinor: 36, unit: 'catty' })),
    await shop.run((tx) =>
      makeProduct(tx, { name: '鮪魚罐頭', priceMinor: 42, unit: 'can', barcode: '4710012345674' }),
    ),
    await shop.run((tx) => makeProduct(tx, { name: '沒定價', priceMinor: null })),
  ]
  const ids = [cabbage, tuna, unpriced, newId()]
  const document = await shop.read((tx) => labelsDocument(tx, ids, 2, AT))

  expect(ReceiptDocument.parse(document).labels).toMatchObject([
    { name: '高麗菜', price: 'NT$36', per: '每斤', unitPrice: '每 100 公克 NT$6' },
    { name: '高麗菜' },
    { name: '鮪魚罐頭', price: 'NT$42', bars: { text: '4710012345674' } },
    { name: '鮪魚罐頭' },
  ])
  const other = await makeTenant()
  expect((await other.read((tx) => labelsDocument(tx, ids, 1, AT))).labels).toEqual([])
})

test('a paper that is asked for twice is one paper', async () => {
  const shop = await makeTenant()
  const customerId = newId()
  await shop.run((tx) => createCustomer(tx, { customerId, name: '林秋月' }))
  const document = await shop.read((tx) => statementDocument(tx, customerId, AT))
  const paper = { document, sourceType: 'tab_statement' as const, requestId: newId() }

  await expect(shop.run((tx) => queuePaper(tx, paper))).rejects.toMatchObject({
    code: 'printing.no_printer',
  })
  await shop.run((tx) => savePrinter(tx, { ...PRINTER, id: newId() }))
  await shop.run((tx) => queuePaper(tx, paper))
  await shop.run((tx) => queuePaper(tx, paper))
  expect(await shop.read((tx) => listPrintJobs(tx))).toHaveLength(1)

  const office = newId()
  await shop.run((tx) => savePrinter(tx, { ...PRINTER, id: office, isDefault: false }))
  await shop.run((tx) =>
    addPrintRoute(tx, { id: newId(), kind: 'report', printerId: office, copies: 2 }),
  )
  await shop.run((tx) => queuePaper(tx, { ...paper, requestId: newId() }))
  const jobs = await shop.read((tx) => listPrintJobs(tx))
  expect(jobs.filter((job) => job.printerId === office)).toHaveLength(2)
  const pdf = await shop.read((tx) => answerPdf(tx, document, 'statement'))
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
})

const PRINTER = {
  kind: 'star',
  name: '櫃台',
  widthDots: 576,
  hasDrawer: false,
  hasCutter: true,
  isDefault: true,
} as const

test('the look of the receipts reaches every paper and every till, and can be taken back', async () => {
  const shop = await makeTenant()
  const till = await shop.run((tx) => makeTill(tx))
  const logo = sampleLogo()
  const settings = { footer: '農曆初一休息', showsScamTip: false }
  const design = { ...RECEIPT_DESIGN.initial, heading: '自己種\n自己賣', showsCashier: false, logo }
  await shop.run((tx) => saveReceiptDesign(tx, { settings, design }))

  const document = await shop.read((tx) => labelsDocument(tx, [], 1, AT))
  expect(document.heading.lines).toEqual(['自己種', '自己賣'])
  const { tenant } = await shop.read((tx) => getTillSnapshot(tx, till, false))
  expect(tenant).toMatchObject({ receiptFooter: '農曆初一休息', receiptDesign: design })

  await shop.run((tx) => saveReceiptDesign(tx, { settings, design: RECEIPT_DESIGN.initial }))
  const again = await shop.read((tx) => getTillSnapshot(tx, till, false))
  expect(again.tenant.receiptDesign).toEqual(RECEIPT_DESIGN.initial)
})

test('what is no picture is no logo, and a picture that would unfold to gigabytes is not opened', async () => {
  const refused = { code: 'printing.unreadable_logo' }
  await expect(readLogo(Buffer.from('<svg onload="x"/>'.repeat(9)))).rejects.toMatchObject(refused)
  const bomb = Buffer.alloc(64)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bomb)
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  await expect(readLogo(bomb)).rejects.toMatchObject(refused)
})
