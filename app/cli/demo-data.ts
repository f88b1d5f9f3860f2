import { people, type Role, signIn, signUp, updateTenant } from '#modules/identity/index.ts'
import { correctStock, saveCategory, saveProduct } from '#modules/inventory/index.ts'
import { gs1CheckDigit, ProductInput } from '#modules/inventory/shared.ts'
import { type Actor, inTenant } from '#modules/kernel/db.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { findTaxRates } from '#modules/pos/index.ts'
import { keepDemoBank } from './demo-bank.ts'
import { keepDemoBooks } from './demo-books.ts'
import { buyDemoGoods } from './demo-buying.ts'
import { openDemoClass } from './demo-class.ts'
import { leaveDemoGoods } from './demo-consignment.ts'
import { countDemoGoods } from './demo-count.ts'
import { DEMO_CATEGORIES, DEMO_PRODUCTS } from './demo-goods.ts'
import { sellForAWeek } from './demo-sales.ts'
import { moveDemoGoods } from './demo-stock.ts'
import { fileDemoReturns } from './demo-tax.ts'

/** The same for every demo person; `npm run start` has no demo people. */
export const DEMO_PASSWORD = 'rain-on-the-millet-2026'

interface DemoPerson {
  email: string
  name: string
  what: string
  role: Role
}

const SHOP: DemoPerson = {
  email: 'owner@shanxia.example',
  name: '陳美玉',
  what: 'owner of 山下雜貨店, a grocery that gives receipts',
  role: 'owner',
}
const CASHIER: DemoPerson = {
  email: 'cashier@shanxia.example',
  name: '林小英',
  what: 'cashier of 山下雜貨店: starts at the till',
  role: 'cashier',
}
const FARM: DemoPerson = {
  email: 'owner@xikou.example',
  name: '高志明',
  what: 'owner of 溪口農產店, which shows 5 % tax',
  role: 'owner',
}
const CENTRE: DemoPerson = {
  email: 'centre@xikou.example',
  name: '潘春梅',
  what: 'manages 溪口數位據點, a digital-care centre',
  role: 'owner',
}
const TRAINER: DemoPerson = {
  email: 'trainer@xikou.example',
  name: '羅文德',
  what: 'trainer at 溪口數位據點',
  role: 'trainer',
}

export const DEMO_PEOPLE = [SHOP, CASHIER, FARM, CENTRE, TRAINER]

/** What lies on three shelves at the end of the week, so that there is something to order. */
const COUNTED: Record<string, number> = { 瓦斯罐: 2, '白米 2 公斤': 3, 蚊香一盒: 0 }

const HERE = { address: '127.0.0.1', userAgent: 'demo' }

/**
 * Two shops with goods and a week of sales, and a centre with an open class: through the same commands that people's
 * own clicks run.
 * @returns false when the demo is there already.
 */
export async function fillDemo(): Promise<boolean> {
  if (await isFilled()) return false
  const shop = await open(SHOP, 'shop', '山下雜貨店', 'shanxia', {
    phone: '089-000-000',
    isInvoiceUser: false,
  })
  await addPerson(shop, CASHIER)
  await stockAndSell(shop, { isInvoiceUser: false })
  await keepDemoBooks(shop, { isInvoiceUser: false })
  await keepDemoBank(shop)
  const farm = await open(FARM, 'shop', '溪口農產店', 'xikou', {
    phone: '089-000-001',
    isInvoiceUser: true,
  })
  await stockAndSell(farm, { isInvoiceUser: true })
  await keepDemoBooks(farm, { isInvoiceUser: true })
  await fileDemoReturns(farm)
  const centre = await open(CENTRE, 'centre', '溪口數位據點', 'xikou-centre', {
    phone: '089-000-002',
    isInvoiceUser: false,
  })
  await addPerson(centre, TRAINER)
  await openDemoClass(centre)
  return true
}

async function isFilled(): Promise<boolean> {
  try {
    await signIn({ identifier: SHOP.email, password: DEMO_PASSWORD }, HERE)
    return true
  } catch (error) {
    if (isDomainError(error)) return false
    throw error
  }
}

type DemoActor = Actor & { userId: string }

async function open(
  person: DemoPerson,
  kind: 'shop' | 'centre',
  tenantName: string,
  slug: string,
  options: { phone: string; isInvoiceUser: boolean },
): Promise<DemoActor> {
  const account = { displayName: person.name, identifier: person.email, password: DEMO_PASSWORD }
  const { tenantId, userId } = await signUp({ kind, tenantName, ...account }, HERE)
  const actor = { tenantId, userId }
  await inTenant(actor, 'read write', async (tx) => {
    await tx.updateTable('tenant').set({ slug }).where('id', '=', tenantId).execute()
    await updateTenant(tx, {
      name: tenantName,
      phone: options.phone,
      address: null,
      calendar: 'roc',
      taxProfile: options.isInvoiceUser
        ? { kind: 'invoice_user', taxId: '12345675' }
        : { kind: 'assessed_small' },
      taxMethod: 'per_document',
      receipt: { footer: '', showsScamTip: true },
    })
  })
  return actor
}

async function addPerson(host: DemoActor, person: DemoPerson): Promise<void> {
  const { token } = await inTenant(host, 'read write', (tx) =>
    people.createInvitation(tx, { role: person.role, displayName: person.name }),
  )
  const account = { displayName: person.name, identifier: person.email, password: DEMO_PASSWORD }
  await people.acceptAsNewPerson(token, account, HERE)
}

async function stockAndSell(actor: DemoActor, tax: { isInvoiceUser: boolean }): Promise<void> {
  const goods = await inTenant(actor, 'read write', async (tx) => {
    const categories = new Map<string, string>()
    for (const [position, [key, category]] of Object.entries(DEMO_CATEGORIES).entries()) {
      const { id } = await saveCategory(tx, {
        id: newId(),
        name: category.name,
        names: { en: category.en },
        pictogram: category.pictogram,
        position,
      })
      categories.set(key, id)
    }
    const saved: { id: string; product: (typeof DEMO_PRODUCTS)[number] }[] = []
    for (const product of DEMO_PRODUCTS) {
      const id = newId()
      const input = ProductInput.parse({
        id,
        name: product.name,
        names: { en: product.en },
        categoryId: categories.get(product.category) ?? null,
        unit: product.unit,
        priceMinor: product.price,
        costMinor: product.cost,
        taxClass: product.exempt ? 'exempt' : 'taxable',
        pictogram: product.pictogram,
        barcodes: product.barcode ? [`${product.barcode}${gs1CheckDigit(product.barcode)}`] : [],
        reorderLevelMilli: product.reorder === undefined ? null : product.reorder * 1000,
        isFavourite: product.favourite ?? false,
        // A week of sales comes off this before anybody looks.
        stockMilli: (product.stock + 80) * 1000,
      })
      await saveProduct(tx, input)
      saved.push({ id, product })
    }
    return saved
  })
  const taxRates = await inTenant(actor, 'read only', (tx) => findTaxRates(tx, new Date()))
  await buyDemoGoods(actor, goods, tax)
  await sellForAWeek(actor, goods, taxRates)
  await inTenant(actor, 'read write', async (tx) => {
    for (const { id, product } of goods) {
      const counted = COUNTED[product.name]
      if (counted !== undefined) await correctStock(tx, id, counted * 1000)
    }
    await moveDemoGoods(tx, goods)
    await countDemoGoods(tx)
    await leaveDemoGoods(tx)
  })
}
