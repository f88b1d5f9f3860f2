import { describe, expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant, trialBalance } from '#test/make.ts'
import { archiveProduct, restoreProduct } from './archive-product.ts'
import { compareLevels } from './compare-levels.ts'
import { issueStock } from './issue-stock.ts'
import { findByBarcode, getProduct, listCategories, listProducts } from './queries.ts'
import { saveCategory } from './save-category.ts'
import { savePicture } from './save-picture.ts'
import { saveProduct } from './save-product.ts'
import { setOpeningStock } from './set-stock.ts'
import { ProductForm, ProductInput } from './shared.ts'
import { productsVersion, snapshotProducts } from './snapshot-products.ts'
import { tinyPng } from './tiny-png.fixture.ts'

connectDatabase()

const input = (over: Partial<ProductInput> = {}) =>
  ProductInput.parse({ id: newId(), name: '鮪魚罐頭', unit: 'can', priceMinor: 42, ...over })

const balances = async (tx: Tx) => {
  const rows = await tx
    .selectFrom('posting')
    .select(({ fn }) => ['accountCode', fn.sum<string>('amountMinor').as('sum')])
    .groupBy('accountCode')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.accountCode, Number(row.sum)]))
}

describe('saving', () => {
  test('a product keeps everything, and saving it again changes it', async () => {
    const { run, read } = await makeTenant()
    const product = input({
      names: { en: 'Canned tuna' },
      barcodes: ['4710000100421', '036000291452'],
      sku: 'T-1',
      newCategoryName: '米油調味',
      costMinor: 30,
      reorderLevelMilli: 10_000,
      isFavourite: true,
    })
    expect(await run((tx) => saveProduct(tx, product))).toMatchObject({ isNew: true })
    const again = { ...product, priceMinor: 45, barcodes: ['4710000100421'] }
    expect(await run((tx) => saveProduct(tx, again))).toMatchObject({ isNew: false })
    const saved = await read((tx) => getProduct(tx, product.id))
    const [category] = await read(listCategories)
    expect(saved).toMatchObject({
      name: '鮪魚罐頭',
      names: { en: 'Canned tuna' },
      priceMinor: 45,
      barcodes: ['4710000100421'],
      categoryId: category?.id,
      soldBy: 'piece',
      stockMilli: 0,
      isCounted: false,
    })
    expect(category?.name).toBe('米油調味')
  })

  test('the unit says whether it is weighed', async () => {
    const { run } = await makeTenant()
    const product = input({ name: '高麗菜', unit: 'catty' })
    await run((tx) => saveProduct(tx, product))
    expect(await run((tx) => getProduct(tx, product.id))).toMatchObject({ soldBy: 'weight' })
  })

  test('a barcode or number that another product has is refused by the name of that product', async () => {
    const { run } = await makeTenant()
    await run((tx) => saveProduct(tx, input({ barcodes: ['036000291452'], sku: 'A1' })))
    const second = input({ name: '醬油', barcodes: ['0036000291452'] })
    await expect(run((tx) => saveProduct(tx, second))).rejects.toMatchObject({
      code: 'inventory.barcode_taken',
      status: 409,
      data: { name: '鮪魚罐頭', barcode: '0036000291452' },
    })
    const third = input({ name: '醬油', sku: 'A1' })
    await expect(run((tx) => saveProduct(tx, third))).rejects.toMatchObject({
      code: 'inventory.sku_taken',
      data: { name: '鮪魚罐頭', sku: 'A1' },
    })
  })

  test('another tenant may have the same barcode, and its ids are not known here', async () => {
    const mine = await makeTenant()
    const theirs = await makeTenant()
    const foreign = input({ barcodes: ['4710000100421'] })
    const category = { id: newId(), name: '米', names: {}, pictogram: null, position: 0 }
    const pictureId = newId()
    await theirs.run(async (tx) => {
      await saveProduct(tx, foreign)
      await saveCategory(tx, category)
      await savePicture(tx, { id: pictureId, bytes: tinyPng() })
    })
    await mine.run((tx) => saveProduct(tx, input({ barcodes: ['4710000100421'] })))
    const refused = (over: Partial<ProductInput>) => mine.run((tx) => saveProduct(tx, input(over)))
    await expect(refused({ categoryId: category.id })).rejects.toMatchObject({
      code: 'inventory.unknown_category',
      status: 422,
    })
    await expect(refused({ pictureId })).rejects.toMatchObject({
      code: 'inventory.unknown_picture',
      status: 422,
    })
    const works: ((tx: Tx) => Promise<unknown>)[] = [
      (tx: Tx) => getProduct(tx, foreign.id),
      (tx: Tx) => archiveProduct(tx, { productId: foreign.id }),
      (tx: Tx) => setOpeningStock(tx, foreign.id, 1000),
    ]
    for (const work of works) {
      await expect(mine.run(work)).rejects.toMatchObject({ status: 404 })
    }
    // The same id in two tenants is two products: one's save never touches the other's.
    await mine.run((tx) => saveProduct(tx, { ...foreign, name: '我的', barcodes: [] }))
    const theirName = await theirs.read((tx) => getProduct(tx, foreign.id))
    expect(theirName.name).toBe('鮪魚罐頭')
  })

  test('somebody who saves what was changed meanwhile is told', async () => {
    const { run } = await makeTenant()
    const product = input()
    await run((tx) => saveProduct(tx, product))
    const shown = await run((tx) => getProduct(tx, product.id))
    const save = (priceMinor: number) =>
      run((tx) => saveProduct(tx, { ...product, priceMinor, shownChangedAt: shown.changedAt }))
    await save(50)
    await expect(save(60)).rejects.toMatchObject({
      code: 'inventory.changed_meanwhile',
      status: 409,
    })
  })

  test('two people who give one barcode to two products at once: one is told, never both', async () => {
    const { run } = await makeTenant()
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map(() => run((tx) => saveProduct(tx, input({ barcodes: ['96385074'] })))),
    )
    const refused = results.filter((each) => each.status === 'rejected')
    expect(refused).toHaveLength(3)
    for (const each of refused) expect(each.reason).toMatchObject({ status: 409 })
  })

  test.each([
    ['471000010042', 'inventory.barcode_one_short'],
    ['4710000100422', 'inventory.barcode_check_digit'],
    ['47100001004', 'inventory.barcode_some_short'],
    ['12', 'inventory.barcode_too_short'],
    ['47100001004210', 'inventory.barcode_too_long'],
    ['條碼', 'inventory.barcode_characters'],
  ])('the barcode %s is refused as %s', async (barcode, code) => {
    const { run } = await makeTenant()
    const work = run((tx) => saveProduct(tx, input({ barcodes: [barcode] })))
    await expect(work).rejects.toMatchObject({ code, status: 422 })
  })

  test('the version changes with a product, a barcode and a category, not with stock', async () => {
    const { run } = await makeTenant()
    const versions: string[] = []
    const note = async (tx: Tx) => void versions.push(await productsVersion(tx))
    const product = input()
    await run((tx) => saveProduct(tx, product))
    await run(note)
    await run((tx) => saveProduct(tx, { ...product, barcodes: ['96385074'] }))
    await run(note)
    await run((tx) =>
      saveCategory(tx, { id: newId(), name: '米', names: {}, pictogram: null, position: 0 }),
    )
    await run(note)
    await run((tx) => archiveProduct(tx, { productId: product.id }))
    await run(note)
    expect(new Set(versions).size).toBe(4)
    await run((tx) => setOpeningStock(tx, product.id, 5000))
    await run(note)
    expect(versions[4]).toBe(versions[3])
  })
})

describe('what a form may say', () => {
  const form = (over: Record<string, unknown>) =>
    ProductForm.safeParse({ id: newId(), name: '米', unit: 'bag', ...over })
  const keyOf = (result: ReturnType<typeof form>) => result.error?.issues[0]?.path[0]

  test('amounts and quantities as people type them', () => {
    const result = form({ price: 'NT$1,234', cost: '３０', reorderLevel: '2.5', stock: '12.345' })
    expect(result.data).toMatchObject({
      priceMinor: 1234,
      costMinor: 30,
      reorderLevelMilli: 2500,
      stockMilli: 12_345,
    })
  })
  test.each([
    ['price', '-1'],
    ['price', '1000000000000000'],
    ['price', '12.5'],
    ['price', 'abc'],
    ['stock', '-3'],
    ['stock', '1e3'],
    ['stock', '0.0001'],
    ['name', ''],
    ['name', '   '],
    ['name', 'x'.repeat(5_000_000)],
    ['unit', 'toString'],
    ['id', 'x'],
    ['nameTags', ['not a language']],
    ['categoryId', 'x'],
    ['pictogram', '../../x'],
  ])('%s is refused (%#)', (field, value) => {
    const result = form({ [field]: value })
    expect(result.success).toBe(false)
    expect(keyOf(result)).toBe(field)
  })
  test('a name may hold emoji and any letter, but nothing that a database can’t keep', () => {
    expect(form({ name: '🍚 Pʉjʉ 米' }).data).toMatchObject({ name: '🍚 Pʉjʉ 米' })
    expect(form({ name: '米\u0000\ud800糕' }).data).toMatchObject({ name: '米 糕' })
  })
  test('a stock that nobody touched is no count, even below zero', () => {
    expect(form({ stock: '-3', shownStock: '-3' }).data).not.toHaveProperty('stockMilli')
    expect(form({ stock: '4', shownStock: '-3' }).data).toMatchObject({ stockMilli: 4000 })
  })
})

describe('stock', () => {
  test('the first count opens, later ones correct, and the books agree', async () => {
    const { run } = await makeTenant()
    const product = input({ costMinor: 30, stockMilli: 38_000 })
    await run((tx) => saveProduct(tx, product))
    expect(await run(balances)).toEqual({ '1201': 1140, '3101': -1140 })
    await run((tx) => saveProduct(tx, { ...product, stockMilli: 36_500 }))
    expect(await run(balances)).toEqual({ '1201': 1095, '3101': -1140, '5102': 45 })
    await run((tx) => saveProduct(tx, { ...product, stockMilli: 40_000 }))
    expect(await run(trialBalance)).toBe(0)
    const level = await run((tx) => tx.selectFrom('stockLevel').selectAll().executeTakeFirst())
    expect(level).toMatchObject({ quantityMilli: 40_000, valueMinor: 1200, isCounted: true })
    expect(await run(compareLevels)).toEqual([])
    await expect(run((tx) => setOpeningStock(tx, product.id, 1000))).rejects.toMatchObject({
      code: 'inventory.opening_exists',
    })
  })

  test('a count after sales below zero brings the value back to what lies there', async () => {
    const { run } = await makeTenant()
    const product = input({ costMinor: 30 })
    await run((tx) => saveProduct(tx, product))
    await run((tx) =>
      issueStock(tx, [
        {
          productId: product.id,
          quantityMilli: 3000,
          kind: 'sale',
          sourceType: 'sale',
          sourceId: newId(),
          occurredAt: new Date(),
        },
      ]),
    )
    await run((tx) => saveProduct(tx, { ...product, stockMilli: 2000 }))
    const level = await run((tx) => tx.selectFrom('stockLevel').selectAll().executeTakeFirst())
    expect(level).toMatchObject({ quantityMilli: 2000, valueMinor: 60 })
    expect(await run(trialBalance)).toBe(0)
  })

  test('a count worth more than any shop is a slip, and nothing is written', async () => {
    const { run } = await makeTenant()
    const product = input({ costMinor: 100_000_000, stockMilli: 1_000_000_000 })
    await expect(run((tx) => saveProduct(tx, product))).rejects.toMatchObject({
      code: 'inventory.value_too_large',
    })
    expect(await run(snapshotProducts)).toEqual([])
  })
})

describe('finding', () => {
  test('any part of any name, number or barcode finds it; all words must be there', async () => {
    const { run } = await makeTenant()
    await run((tx) =>
      saveProduct(
        tx,
        input({
          name: '白米 2 公斤',
          names: { en: 'White Rice' },
          barcodes: ['4710000100230'],
          sku: 'R-２',
        }),
      ),
    )
    await run((tx) => saveProduct(tx, input({ name: '糯米', barcodes: ['4710000100117'] })))
    const find = async (search: string) => {
      const page = await run((tx) => listProducts(tx, { search }))
      return page.products.map((each) => each.name)
    }
    expect(await find('米')).toHaveLength(2)
    for (const text of [
      '公斤',
      '白米2',
      '2公斤 白',
      'rice',
      'WHITE r',
      '0230',
      '4710000100230',
      'r-2',
    ]) {
      expect(await find(text)).toEqual(['白米 2 公斤'])
    }
    expect(await find('米 麵')).toEqual([])
    expect(await find('%')).toEqual([])
    expect(await find('\u0000麵')).toEqual([])
  })

  test('filters count, pages go on where the last one ended, what is low comes first', async () => {
    const { run } = await makeTenant()
    await run(async (tx) => {
      for (let index = 0; index < 5; index += 1) {
        await saveProduct(tx, input({ name: `貨品 ${index}` }))
      }
      await saveProduct(tx, input({ name: '快沒了', stockMilli: 2000, reorderLevelMilli: 3000 }))
      await saveProduct(tx, input({ name: '沒價錢', priceMinor: null }))
      const { id } = await saveProduct(tx, input({ name: '不賣了' }))
      await archiveProduct(tx, { productId: id })
    })
    const first = await run((tx) => listProducts(tx, { limit: 3 }))
    expect(first.counts).toEqual({ all: 7, low: 1, no_price: 1, archived: 1 })
    expect(first.products[0]?.name).toBe('快沒了')
    const second = await run((tx) => listProducts(tx, { limit: 3, after: first.next }))
    const third = await run((tx) => listProducts(tx, { limit: 3, after: second.next }))
    const names = [first, second, third].flatMap((page) => page.products.map((each) => each.name))
    expect(names).toHaveLength(7)
    expect(new Set(names).size).toBe(7)
    expect(third.next).toBeUndefined()
    for (const filter of ['low', 'no_price', 'archived'] as const) {
      expect((await run((tx) => listProducts(tx, { filter }))).products).toHaveLength(1)
    }
    expect((await run((tx) => listProducts(tx, { after: 'nonsense' }))).products).toHaveLength(7)
  })

  test('a scanned code finds its product; a weight code says how much, a price code what it costs', async () => {
    const { run } = await makeTenant()
    const tin = input({ barcodes: ['036000291452'] })
    const cabbage = input({ name: '高麗菜', unit: 'catty', barcodes: ['2012345'] })
    const pork = input({ name: '豬肉', unit: 'catty', barcodes: ['2154321'] })
    await run(async (tx) => {
      for (const each of [tin, cabbage, pork]) await saveProduct(tx, each)
    })
    const find = (code: string) => run((tx) => findByBarcode(tx, code))
    // UPC-A and its EAN-13 are one code.
    expect((await find('036000291452'))?.product.id).toBe(tin.id)
    expect((await find('0036000291452'))?.product.id).toBe(tin.id)
    // 900 g is one and a half 台斤.
    expect(await find('2012345009004')).toMatchObject({ quantityMilli: 1500 })
    expect(await find('2154321001203')).toMatchObject({ priceMinor: 120 })
    expect(await find('2012345009005')).toBeUndefined()
    expect(await find('4006381333931')).toBeUndefined()
    await run((tx) => archiveProduct(tx, { productId: tin.id }))
    expect(await find('036000291452')).toBeUndefined()
    await run((tx) => restoreProduct(tx, { productId: tin.id }))
    expect(await find('036000291452')).toBeDefined()
  })

  test('the till’s snapshot has barcodes and stock, and nothing archived', async () => {
    const { run } = await makeTenant()
    await run(async (tx) => {
      await saveProduct(
        tx,
        input({ name: 'B', barcodes: ['96385074', '4006381333931'], stockMilli: 2000 }),
      )
      await saveProduct(tx, input({ name: 'A' }))
      await saveProduct(tx, input({ name: 'Z', isFavourite: true }))
      const gone = await saveProduct(tx, input({ name: 'C' }))
      await archiveProduct(tx, { productId: gone.id })
    })
    const products = await run(snapshotProducts)
    expect(products.map((each) => each.name)).toEqual(['Z', 'B', 'A'])
    expect(products[1]).toMatchObject({
      barcodes: ['4006381333931', '96385074'],
      stockMilli: 2000,
      names: {},
    })
  })
})
