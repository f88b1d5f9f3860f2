import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant, trialBalance } from '#test/make.ts'
import { compareLevels } from './compare-levels.ts'
import { exportProducts } from './export-products.ts'
import { type ImportPreview, previewImport, runImport, stageImport } from './import-products.ts'
import { listCategories, listProducts } from './queries.ts'
import { saveProduct } from './save-product.ts'
import { gs1CheckDigit, ProductInput } from './shared.ts'
import { snapshotProducts } from './snapshot-products.ts'

connectDatabase()

const stage = (tenant: MadeTenant, content: Buffer | string) =>
  tenant.run((tx) =>
    stageImport(tx, { id: newId(), fileName: '貨品.csv', content: Buffer.from(content) }),
  )
async function preview(tenant: MadeTenant, content: Buffer | string): Promise<ImportPreview> {
  const { id } = await stage(tenant, content)
  return tenant.read((tx) => previewImport(tx, id))
}
async function importAll(tenant: MadeTenant, content: Buffer | string, onlyGood = false) {
  const { id } = await stage(tenant, content)
  return tenant.run((tx) => runImport(tx, { id, onlyGood }))
}
const ean = (index: number) => {
  const digits = `4712${String(index).padStart(8, '0')}`
  return `${digits}${gs1CheckDigit(digits)}`
}
const names = async (tx: Tx) => (await snapshotProducts(tx)).map((each) => each.name)

const SHOP = `品名,條碼,貨號,分類,單位,賣價 (NT$),進價,稅別,庫存,常買
鮪魚罐頭,4710000100421,T-1,米油調味,罐,42,30,應稅,38,是
白米 2 公斤,4710000100230,,米油調味,包,"1,165",120,免稅,3,
高麗菜,,,青菜,台斤,35,20,免稅,12.5,否
🍚 碗裝飯,,,,,,,,,
`

describe('what a file may look like', () => {
  test.each([
    ['UTF-8', Buffer.from(SHOP)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${SHOP}`)],
    ['tabs', Buffer.from(SHOP.replaceAll(',', '\t').replace('"1\t165"', '"1,165"'))],
    ['semicolons', Buffer.from(SHOP.replaceAll(',', ';').replace('"1;165"', '"1,165"'))],
    ['Windows line ends', Buffer.from(SHOP.replaceAll('\n', '\r\n'))],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SHOP, 'utf16le')])],
  ])('%s', async (_, content) => {
    const tenant = await makeTenant()
    expect(await importAll(tenant, content)).toEqual({
      created: 4,
      changed: 0,
      leftOut: 0,
      categories: 2,
    })
    const { products } = await tenant.run((tx) => listProducts(tx, {}))
    const tuna = products.find((each) => each.name === '鮪魚罐頭')
    expect(tuna).toMatchObject({
      barcodes: ['4710000100421'],
      sku: 'T-1',
      unit: 'can',
      priceMinor: 42,
      taxClass: 'taxable',
      stockMilli: 38_000,
    })
    expect(products.find((each) => each.name === '白米 2 公斤')?.priceMinor).toBe(1165)
    expect(products.find((each) => each.name === '高麗菜')).toMatchObject({
      unit: 'catty',
      soldBy: 'weight',
      stockMilli: 12_500,
    })
    expect(products.find((each) => each.name === '🍚 碗裝飯')).toMatchObject({
      unit: 'piece',
      priceMinor: null,
      isCounted: false,
    })
  })

  test('Big5, as Excel in Taiwan saves it', async () => {
    const tenant = await makeTenant()
    const content = iconv.encode('品名,賣價,單位\n鮪魚罐頭,42,罐\n許功蓋的碁,7,個\n', 'cp950')
    await importAll(tenant, content)
    expect(await tenant.run(names)).toEqual(['鮪魚罐頭', '許功蓋的碁'])
  })

  test('English heads and several barcodes', async () => {
    const tenant = await makeTenant()
    await importAll(
      tenant,
      'Name,Barcodes,Unit price,Tax class\nTuna,4710000100421; 96385074,42,exempt\n',
    )
    const [product] = await tenant.run(snapshotProducts)
    expect(product).toMatchObject({
      barcodes: ['4710000100421', '96385074'],
      priceMinor: 42,
      taxClass: 'exempt',
    })
  })
})

describe('a file that can’t be read says why', () => {
  test.each([
    ['nothing', '', 'import_empty', {}],
    ['blanks', ' \n \n', 'import_empty', {}],
    ['heads alone', '品名,賣價\n', 'import_nothing', {}],
    ['cut off in a quoted cell', '品名,賣價\n米,42\n"鮪魚罐', 'import_cut_off', { line: 3 }],
    ['no column of names', '條碼號,錢\n1,2\n', 'import_no_names', { columns: '條碼號、錢' }],
    ['a column twice', '品名,賣價,售價\n米,1,2\n', 'import_column_twice', { column: '售價' }],
    ['a workbook', Buffer.from('504b0304140006000800', 'hex'), 'import_is_workbook', {}],
    ['noise', Buffer.from([0xff, 0x00, 0x81, 0xfe, 0x80, 0xff]), 'import_unreadable', {}],
    ['20,001 rows', `品名\n${'米\n'.repeat(20_001)}`, 'import_too_many_rows', { maximum: 20_000 }],
    ['11 MB', Buffer.alloc(11_000_000, 'x'), 'import_too_large', { megabytes: 10 }],
  ])('%s', async (_, content, code, data) => {
    const tenant = await makeTenant()
    await expect(stage(tenant, content)).rejects.toMatchObject({ code: `inventory.${code}`, data })
  })
})

describe('a row that is wrong says why', () => {
  const heads = '品名,條碼,貨號,分類,單位,賣價,進價,稅別,庫存,常買'
  test.each([
    ['row_no_name', ',4710000100421,,,,,,,,'],
    ['row_name_too_long', `${'長'.repeat(201)},,,,,,,,,`],
    ['row_name_too_long', `${'x'.repeat(5_000_000)},,,,,,,,,`],
    ['row_formula', '"=HYPERLINK(""http://x"",""y"")",,,,,,,,,'],
    ['row_formula', '米,,,,,=1+1,,,,'],
    ['row_formula', '米,,,,,,,,=SUM(A1:A9),'],
    ['row_barcode_one_short', '米,471000010042,,,,,,,,'],
    ['row_barcode_check_digit', '米,4710000100422,,,,,,,,'],
    ['row_scientific', '米,4.71E+12,,,,,,,,'],
    ['row_unit', '米,,,,台尺,,,,,'],
    ['row_price_negative', '米,,,,,-1,,,,'],
    ['row_price_too_large', '米,,,,,1000000000000000,,,,'],
    ['row_price_not_whole', '米,,,,,42.5,,,,'],
    ['row_price_not_number', '米,,,,,四十,,,,'],
    ['row_cost_not_number', '米,,,,,,abc,,,'],
    ['row_tax_class', '米,,,,,,,半稅,,'],
    ['row_stock_negative', '米,,,,,,,,-3,'],
    ['row_stock_not_number', '米,,,,,,,,1.2345,'],
    ['row_stock_too_large', '米,,,,,,,,9999999,'],
    ['row_value_too_large', '米,,,,,,100000000,,1000000,'],
    ['row_favourite', '米,,,,,,,,,也許'],
    ['row_sku_too_long', `米,,${'9'.repeat(61)},,,,,,,`],
    ['row_category_too_long', `米,,,${'類'.repeat(61)},,,,,,`],
  ])('%s', async (code, line) => {
    const tenant = await makeTenant()
    const { problems, totals, rows } = await preview(tenant, `${heads}\n好,,,,,1,,,,\n${line}\n`)
    expect(problems).toMatchObject([{ row: 3, code: `inventory.${code}` }])
    expect(totals).toMatchObject({ new: 1, wrong: 1 })
    expect(rows).toHaveLength(1)
    for (const value of Object.values(problems[0]?.data ?? {})) {
      expect(String(value).length).toBeLessThan(210)
    }
  })

  test('two rows that want the same code name each other', async () => {
    const tenant = await makeTenant()
    const { problems } = await preview(tenant, '品名,條碼,貨號\nA,96385074,1\nB,96385074,2\nC,,1\n')
    expect(problems).toMatchObject([
      { row: 3, code: 'inventory.row_barcode_twice', data: { barcode: '96385074', other: 2 } },
      { row: 4, code: 'inventory.row_sku_twice', data: { sku: '1', other: 2 } },
    ])
  })

  test('all problems of all rows are counted, and 200 are shown', async () => {
    const tenant = await makeTenant()
    const lines = Array.from({ length: 300 }, () => '米,-1,-1')
    const { problems, totals } = await preview(tenant, `品名,賣價,庫存\n${lines.join('\n')}`)
    expect(problems).toHaveLength(200)
    expect(totals).toMatchObject({ wrong: 300, problems: 600 })
  })
})

describe('all or nothing', () => {
  test('a preview writes nothing; one wrong row refuses the file; the good rows go knowingly', async () => {
    const tenant = await makeTenant()
    const file = `${SHOP}壞的,,,,,-5,,,,\n`
    const { id, totals } = await preview(tenant, file)
    expect(totals).toEqual({ new: 4, changed: 0, same: 0, wrong: 1, problems: 1 })
    expect(await tenant.run(names)).toEqual([])
    const run = (onlyGood: boolean) => tenant.run((tx) => runImport(tx, { id, onlyGood }))
    await expect(run(false)).rejects.toMatchObject({ code: 'inventory.import_has_errors' })
    expect(await tenant.run(names)).toEqual([])
    expect(await tenant.run(listCategories)).toEqual([])
    expect(await run(true)).toMatchObject({ created: 4, leftOut: 1 })
    await expect(run(true)).rejects.toMatchObject({ code: 'inventory.import_gone', status: 409 })
    expect(await tenant.run(names)).toHaveLength(4)
  })

  test('two presses on the button import once', async () => {
    const tenant = await makeTenant()
    const { id } = await stage(tenant, SHOP)
    const press = () => tenant.run((tx) => runImport(tx, { id, onlyGood: false }))
    const results = await Promise.allSettled([press(), press(), press()])
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect(await tenant.run(names)).toHaveLength(4)
  })

  test('another tenant’s file is not there', async () => {
    const mine = await makeTenant()
    const theirs = await makeTenant()
    const { id } = await stage(theirs, SHOP)
    await expect(mine.read((tx) => previewImport(tx, id))).rejects.toMatchObject({
      code: 'inventory.import_gone',
    })
    await expect(mine.run((tx) => runImport(tx, { id, onlyGood: true }))).rejects.toMatchObject({
      code: 'inventory.import_gone',
    })
  })
})

describe('what is there already', () => {
  test('is found by barcode, number or name, and keeps what the file does not say', async () => {
    const tenant = await makeTenant()
    const old = ProductInput.parse({
      id: newId(),
      name: '鮪魚',
      names: { en: 'Tuna' },
      unit: 'can',
      barcodes: ['4710000100421'],
      priceMinor: 40,
      costMinor: 25,
      stockMilli: 10_000,
      reorderLevelMilli: 5000,
    })
    await tenant.run((tx) => saveProduct(tx, old))
    const { totals, rows, stockKept } = await preview(
      tenant,
      '品名,條碼,賣價,庫存\n鮪魚罐頭,4710000100421 96385074,45,99\n糖,,30,1\n',
    )
    expect(totals).toMatchObject({ new: 1, changed: 1 })
    expect(stockKept).toBe(1)
    expect(rows[0]?.product).toMatchObject({
      id: old.id,
      name: '鮪魚罐頭',
      names: { en: 'Tuna' },
      priceMinor: 45,
      costMinor: 25,
      reorderLevelMilli: 5000,
      barcodes: ['4710000100421', '96385074'],
    })
    await importAll(tenant, '品名,條碼,賣價,庫存\n鮪魚罐頭,4710000100421,45,99\n')
    const [product] = await tenant.run(snapshotProducts)
    expect(product).toMatchObject({ id: old.id, priceMinor: 45, stockMilli: 10_000 })
  })

  test('a row whose codes belong to two products is wrong', async () => {
    const tenant = await makeTenant()
    await importAll(tenant, '品名,條碼,貨號\nA,96385074,1\nB,4710000100421,2\n')
    const { problems } = await preview(tenant, '品名,條碼,貨號\nC,96385074,2\n')
    expect(problems).toMatchObject([
      { code: 'inventory.row_two_products', data: { name: 'A', other: 'B' } },
    ])
  })

  test('an export comes back as the same goods, formulas defused on the way', async () => {
    const tenant = await makeTenant()
    await importAll(tenant, SHOP)
    const odd = ProductInput.parse({ id: newId(), name: '=1+1;"x"', unit: 'piece', sku: '-7a' })
    await tenant.run((tx) => saveProduct(tx, odd))
    const text = await tenant.read(exportProducts)
    expect(text.startsWith('\ufeff品名,條碼,貨號')).toBe(true)
    expect(text).toContain(`"'=1+1;""x""",,'-7a,`)
    const { totals } = await preview(tenant, text.replace(/^.*=1.*\r\n/m, ''))
    expect(totals).toMatchObject({ new: 0, changed: 0, same: 4, wrong: 0 })
  })
})

test('10,000 rows come in, telling how far they are, and the books agree', async () => {
  const tenant = await makeTenant()
  const lines = Array.from(
    { length: 10_000 },
    (_, index) =>
      `測試貨品 ${index} 號,${ean(index)},S${index},分類 ${index % 40},罐,42,30,應稅,${index % 50},`,
  )
  const { id } = await stage(tenant, `${SHOP.split('\n')[0]}\n${lines.join('\n')}\n`)
  const progress: number[] = []
  const result = await tenant.run((tx) =>
    runImport(tx, { id, onlyGood: false }, (done) => progress.push(done)),
  )
  expect(result).toEqual({ created: 10_000, changed: 0, leftOut: 0, categories: 40 })
  expect(progress.length).toBeGreaterThan(10)
  expect(progress.at(-1)).toBe(10_000)
  expect(await tenant.run(trialBalance)).toBe(0)
  expect(await tenant.run(compareLevels)).toEqual([])
  expect(await tenant.read(snapshotProducts)).toHaveLength(10_000)
  const found = await tenant.read((tx) => listProducts(tx, { search: '貨品 777' }))
  expect(found.products.length).toBeGreaterThan(10)
}, 180_000)
