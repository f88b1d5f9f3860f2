import { readdirSync } from 'node:fs'
import { type APIRequestContext, expect, request, test } from '@playwright/test'
import { DEMO_PASSWORD } from '#app/cli/demo-data.ts'
import { may, type Permission } from '#modules/identity/shared.ts'
import { inParts } from './parts.ts'
import { CASHIER, OWNER, url } from './people.ts'

/** What reading and changing need, for every route of a tenant. A route that is missing here fails. */
const NEEDS: Record<string, { get?: Permission; post?: Permission }> = {
  '$tenant._index': { get: 'tenant.read' },
  '$tenant.books._index': { get: 'books.read' },
  '$tenant.books.accounts.$code': { get: 'books.read' },
  '$tenant.books.bank._index': { get: 'books.read' },
  '$tenant.books.bank.new': { get: 'books.write', post: 'books.write' },
  '$tenant.books.bank.rules': { get: 'books.read', post: 'books.write' },
  '$tenant.books.bank.$bankAccountId._index': { get: 'books.read', post: 'books.write' },
  '$tenant.books.bank.$bankAccountId.check': { get: 'books.read', post: 'books.write' },
  '$tenant.books.bank.$bankAccountId.edit': { get: 'books.write', post: 'books.write' },
  '$tenant.books.bank.$bankAccountId.import': { get: 'books.write', post: 'books.write' },
  '$tenant.books.bank.$bankAccountId.lines.$lineId': { get: 'books.read', post: 'books.write' },
  '$tenant.books.entries.$entryId': { get: 'books.read', post: 'books.write' },
  '$tenant.books.ageing': { get: 'books.read' },
  '$tenant.books_.ageing[.]pdf': { get: 'books.read' },
  '$tenant.books_.ageing[.]xlsx': { get: 'books.read' },
  '$tenant.books_.accounts._index': { get: 'books.read' },
  '$tenant.books_.accounts.$code.ledger[.]xlsx': { get: 'books.read' },
  '$tenant.books.entries.new': { get: 'books.write', post: 'books.write' },
  '$tenant.books.money._index': { get: 'books.read', post: 'books.write' },
  '$tenant.books.money.$slipId': { get: 'books.read', post: 'books.write' },
  '$tenant.books.money.cash.$code': { get: 'books.read' },
  '$tenant.books.money.new': { get: 'books.write', post: 'books.write' },
  '$tenant.books.money.recurring': { get: 'books.read', post: 'books.write' },
  '$tenant.books.settings._index': { get: 'books.read', post: 'books.write' },
  '$tenant.books.settings.accounts._index': { get: 'books.read' },
  '$tenant.books.settings.accounts.$code': { get: 'books.read', post: 'books.write' },
  '$tenant.books.settings.cost-centres': { get: 'books.read', post: 'books.write' },
  '$tenant.books.settings.locks': { get: 'books.read', post: 'books.write' },
  '$tenant.books.settings.opening': { get: 'books.read', post: 'books.write' },
  '$tenant.books.settings.year-end': { get: 'books.read', post: 'books.write' },
  '$tenant.books_.photos.$photoId': { get: 'books.read' },
  '$tenant.books.journal': { get: 'books.read' },
  '$tenant.books.statements': { get: 'books.read' },
  '$tenant.books.tax._index': { get: 'books.read' },
  '$tenant.books.tax.$period': { get: 'books.read', post: 'books.write' },
  '$tenant.books.tax.$period_.$rows': { get: 'books.read' },
  '$tenant.books_.tax_.$period_.worksheet[.]xlsx': { get: 'books.read' },
  '$tenant.books_.statements[.]pdf': { get: 'books.read' },
  '$tenant.books_.statements[.]xlsx': { get: 'books.read' },
  '$tenant.books_.ledger': { get: 'books.read' },
  '$tenant.books': { get: 'books.read' },
  '$tenant.more': { get: 'tenant.read' },
  '$tenant.stock': { get: 'goods.read' },
  '$tenant.stock._index': { get: 'goods.read' },
  '$tenant.products_.find[.]json': { get: 'goods.read' },
  '$tenant.stock.counts._index': { get: 'goods.read' },
  '$tenant.stock.counts.$stocktakeId': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.stock.counts.new': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.changes._index': { get: 'goods.read' },
  '$tenant.stock.changes.$actId': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.stock.changes.carry': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.changes.make': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.changes.own-use': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.changes.waste': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.expiry._index': { get: 'goods.read' },
  '$tenant.stock.expiry.$lotId': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.stock.expiry.$lotId_.label': { post: 'goods.read' },
  '$tenant.stock.expiry.$lotId_.label[.]pdf': { get: 'goods.read' },
  '$tenant.stock.expiry.new': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.method': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.places': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.products.$productId': { get: 'goods.read' },
  '$tenant.stock.recipes._index': { get: 'goods.manage' },
  '$tenant.stock.recipes.$recipeId': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.recipes.$recipeId_.archive': { post: 'goods.manage' },
  '$tenant.stock.reports._index': { get: 'sales.read' },
  '$tenant.stock.reports.$report': { get: 'sales.read' },
  '$tenant.stock_.reports.$report[.]csv': { get: 'sales.read' },
  '$tenant.stock_.reports.$report[.]xlsx': { get: 'sales.read' },
  '$tenant.stock.buying._index': { get: 'goods.read' },
  '$tenant.stock.buying.new': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.buying.orders._index': { get: 'goods.read' },
  '$tenant.stock.buying.orders.new': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.buying.orders.$orderId._index': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.stock.buying.orders.$orderId.edit': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.buying.orders.$orderId.receive': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock_.buying.orders.$orderId.print': { post: 'goods.manage' },
  '$tenant.stock_.buying.orders.$orderId.sheet[.]pdf': { get: 'goods.read' },
  '$tenant.stock.buying.receipts._index': { get: 'goods.read' },
  '$tenant.stock.buying.receipts.$receiptId._index': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.stock.buying.receipts.$receiptId.return': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock_.buying.receipts.$receiptId.photos': { post: 'goods.manage' },
  '$tenant.stock_.buying.receipts.$receiptId.photos_.$photoId': { get: 'goods.read' },
  '$tenant.stock.buying.bills.$billId': { get: 'goods.read', post: 'books.write' },
  '$tenant.stock.buying.payments.$paymentId': { get: 'goods.read', post: 'books.write' },
  '$tenant.stock.buying.owed': { get: 'goods.read' },
  '$tenant.stock.buying.suggested': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.stock.buying.suppliers.$supplierId.bill': { get: 'books.write', post: 'books.write' },
  '$tenant.stock.buying.suppliers.$supplierId.pay': { get: 'books.write', post: 'books.write' },
  '$tenant.stock.consignment._index': { get: 'goods.read' },
  '$tenant.stock.consignment.new': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.consignment.$consignorId._index': { get: 'goods.read', post: 'books.write' },
  '$tenant.stock.consignment.$consignorId.edit': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.consignment.$consignorId.visit': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock_.consignment.$consignorId.slip[.]pdf': { get: 'goods.read' },
  '$tenant.stock_.consignment.$consignorId.print': { post: 'goods.read' },
  '$tenant.stock_.buying.find': { get: 'goods.read' },
  '$tenant.stock.buying.suppliers._index': { get: 'goods.read' },
  '$tenant.stock.buying.suppliers.new': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.stock.buying.suppliers.$supplierId._index': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.stock.buying.suppliers.$supplierId.edit': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.cases': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.courses_.$courseId.voices': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.courses_.$courseId.voices_.$voiceId': { get: 'courses.teach' },
  '$tenant.courses_.$courseId.voices_.upload': { post: 'courses.teach' },
  '$tenant.certificates._index': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.certificates.$certificateId': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.certificates_.$certificateId.sheet[.]pdf': { get: 'courses.teach' },
  '$tenant.certificates_.$certificateId.slip': { post: 'courses.teach' },
  '$tenant.classes_.$classId.xapi[.]json': { get: 'courses.teach' },
  '$tenant.learners_.$learnerId.xapi[.]json': { get: 'courses.teach' },
  '$tenant.results': { get: 'courses.teach' },
  '$tenant.results_.export[.]csv': { get: 'courses.teach' },
  '$tenant.classes.$classId': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.classes.$classId_.attendance': { get: 'courses.teach' },
  '$tenant.classes.$classId_.attendance[.]csv': { get: 'courses.teach' },
  '$tenant.classes.$classId_.help': { post: 'courses.teach' },
  '$tenant.classes.$classId_.live': { get: 'courses.teach' },
  '$tenant.classes.$classId_.notes': { post: 'courses.teach' },
  '$tenant.classes.$classId_.people': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.classes.$classId_.results[.]csv': { get: 'courses.teach' },
  '$tenant.classes._index': { get: 'courses.teach' },
  '$tenant.classes.new': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.courses': { get: 'courses.teach' },
  '$tenant.courses_.$courseId._index': { get: 'courses.teach' },
  '$tenant.courses_.$courseId_.summary': { get: 'courses.teach' },
  '$tenant.devices': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.due': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.due_.print': { post: 'courses.teach' },
  '$tenant.due_.slips[.]pdf': { get: 'courses.teach' },
  '$tenant.learners': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.learners_.$learnerId': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.learners_.$learnerId_.export[.]json': { get: 'courses.teach' },
  '$tenant.learners_.$learnerId_.photo': { get: 'courses.teach' },
  '$tenant.learners_.invitations': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.learners_.cards': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant_.classes.$classId_.wall': { get: 'courses.teach' },
  '$tenant_.courses.$courseId.$lessonId.project': { get: 'courses.teach' },
  '$tenant.courses_.$courseId.export[.]gift': { get: 'courses.teach' },
  '$tenant.courses_.$courseId.export[.]qti': { get: 'courses.teach' },
  '$tenant.courses_.import': { get: 'courses.teach', post: 'courses.teach' },
  '$tenant.needs-help_.import': { get: 'till.manage', post: 'till.manage' },
  '$tenant.needs-help': { get: 'sales.read' },
  '$tenant.needs-help_.$subjectId': { get: 'sales.read', post: 'till.manage' },
  '$tenant.products.$productId': { get: 'goods.read', post: 'goods.manage' },
  '$tenant.products.new': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.products': { get: 'goods.read' },
  '$tenant.products_.$productId.archive': { post: 'goods.manage' },
  '$tenant.products_.categories': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.products_.export[.]csv': { get: 'goods.manage' },
  '$tenant.products_.labels': { get: 'goods.read', post: 'goods.read' },
  '$tenant.products_.labels[.]pdf': { get: 'goods.read' },
  '$tenant.products_.import': { get: 'goods.manage', post: 'goods.manage' },
  '$tenant.products_.import_.run': { post: 'goods.manage' },
  '$tenant.reported': { get: 'courses.teach' },
  '$tenant.sales.$saleId': { get: 'sales.read', post: 'till.sell' },
  '$tenant.sales._index': { get: 'sales.read' },
  '$tenant.sales_.$saleId.gift': { post: 'till.sell' },
  '$tenant.sales_.$saleId.mail': { post: 'till.sell' },
  '$tenant.sales_.$saleId.receipt[.]pdf': { get: 'sales.read' },
  '$tenant.scam-pauses': { get: 'sales.read', post: 'till.manage' },
  '$tenant.settings._index': { get: 'tenant.read' },
  '$tenant.settings.api': { get: 'api.manage', post: 'api.manage' },
  '$tenant.settings.leave': { post: 'tenant.read' },
  '$tenant.settings.mail.$mailId': { get: 'till.manage', post: 'till.manage' },
  '$tenant.settings.mail._index': { get: 'till.manage' },
  '$tenant.settings.mail_.$mailId.attachment': { get: 'till.manage' },
  '$tenant.settings.people': { get: 'people.manage', post: 'people.manage' },
  '$tenant.settings.printers.$printerId': { get: 'till.manage', post: 'till.manage' },
  '$tenant.settings.printers.$printerId_.try': { get: 'till.manage', post: 'till.manage' },
  '$tenant.settings.printers._index': { get: 'till.manage', post: 'till.manage' },
  '$tenant.settings.printers.add': { get: 'till.manage' },
  '$tenant.settings.printers.agents': { post: 'till.manage' },
  '$tenant.settings.printers.routes': { post: 'till.manage' },
  '$tenant.settings.receipt': { get: 'tenant.manage', post: 'tenant.manage' },
  '$tenant.settings_.receipt[.]png': { get: 'tenant.manage' },
  '$tenant.settings_.receipt_.logo': { post: 'tenant.manage' },
  '$tenant.settings.shop': { get: 'tenant.manage', post: 'tenant.manage' },
  '$tenant.settings.pin': { get: 'till.sell', post: 'till.sell' },
  '$tenant.settings.tills': { get: 'till.manage', post: 'till.manage' },
  '$tenant.settings.till-rules': { get: 'till.manage', post: 'till.manage' },
  '$tenant.settings.tills_.here': { get: 'till.manage', post: 'till.manage' },
  '$tenant.shifts.$shiftId': { get: 'sales.read' },
  '$tenant.shifts._index': { get: 'sales.read' },
  '$tenant.shifts_.$shiftId.export[.]csv': { get: 'sales.read' },
  '$tenant.shifts_.$shiftId.print': { post: 'sales.read' },
  '$tenant.shifts_.$shiftId.report[.]pdf': { get: 'sales.read' },
  '$tenant.tabs_.$customerId.print': { post: 'customers.read' },
  '$tenant.tabs_.$customerId.statement[.]pdf': { get: 'customers.read' },
  '$tenant.tabs.$customerId': { get: 'customers.read', post: 'customers.manage' },
  '$tenant.tabs._index': { get: 'customers.read' },
  '$tenant.today': { get: 'sales.read' },
  $tenant: { get: 'tenant.read' },
  '$tenant.usage': { get: 'usage.read' },
  'api.pictures.$tenant.$pictureId': { get: 'goods.read' },
}

/** Who asks for this leaves the shop: only those are sent there who can't. */
const LEAVE = '$tenant.settings.leave'
const NOBODY = '00000000-0000-7000-8000-000000000000'
const STRANGER = 'owner@xikou.example'

/** The address of a route file, with ids that no row has. */
const addressOf = (route: string): string =>
  `/${route
    .replaceAll('[.]', '\u0000')
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => part.replace(/_$/, ''))
    .map((part) => (part === '$tenant' ? 'shanxia' : part.replace(/^\$\w+/, NOBODY)))
    .join('/')
    .replaceAll('\u0000', '.')}`

const routes = readdirSync('app/routes')
  .map((file) => file.replace(/\.tsx?$/, ''))
  .filter((route) => route.includes('$tenant'))
  .sort()

async function visitor(email?: string): Promise<APIRequestContext> {
  const context = await request.newContext({
    maxRedirects: 0,
    extraHTTPHeaders: { 'sec-fetch-site': 'same-origin' },
  })
  if (email) {
    const form = { identifier: email, password: DEMO_PASSWORD, next: '' }
    const answer = await context.post(url('/signin'), { form })
    expect(answer.status(), `${email} signs in`).toBe(302)
  }
  return context
}

test.describe.configure({ mode: 'parallel' })

test('every route of a tenant says here what it needs', () => {
  expect(routes).toEqual(Object.keys(NEEDS).sort())
})

/** Each gets what they may of some routes, by page and by form. */
async function askAll(some: readonly string[]): Promise<void> {
  const nobody = await visitor()
  const stranger = await visitor(STRANGER)
  const cashier = await visitor(CASHIER)
  const owner = await visitor(OWNER)
  for (const route of some) {
    const address = url(addressOf(route))
    for (const method of ['get', 'post'] as const) {
      const needs = NEEDS[route]?.[method]
      const ask = async (who: APIRequestContext) =>
        (await (method === 'get' ? who.get(address) : who.post(address, { form: {} }))).status()
      const what = `${method} ${route}`
      const [asNobody, asStranger, asCashier, asOwner] = await Promise.all([
        ask(nobody),
        ask(stranger),
        route === LEAVE ? 302 : ask(cashier),
        route === LEAVE ? 302 : ask(owner),
      ])
      for (const status of [asNobody, asStranger, asCashier, asOwner])
        expect(status, what).toBeLessThan(500)
      if (!needs) {
        // Nothing listens: whoever asks is told so, and nothing is shown.
        for (const status of [asNobody, asStranger, asCashier]) expect(status, what).not.toBe(200)
        continue
      }
      expect([302, 401], `${what} as nobody`).toContain(asNobody)
      expect(asStranger, `${what} as the owner of another shop`).toBe(404)
      if (may('cashier', needs)) expect(asCashier, `${what} as cashier`).not.toBe(403)
      else expect(asCashier, `${what} as cashier`).toBe(403)
      expect(asOwner, `${what} as owner`).not.toBe(403)
    }
  }
}

const ROUTES_A_TEST = 30
for (const { part, items } of inParts(routes, ROUTES_A_TEST)) {
  test(`nobody, a stranger, a cashier and the owner get each what they may, by page and by form, ${part}`, () =>
    askAll(items))
}

test('a printer is known by its address alone: whoever is signed in gets nothing there', async () => {
  for (const who of [await visitor(), await visitor(OWNER)]) {
    for (const kind of ['star', 'epson']) {
      for (const secret of ['x', NOBODY, 'A'.repeat(43)]) {
        const address = url(`/print/${kind}/${secret}`)
        expect((await who.get(address)).status(), `get ${address}`).toBe(404)
        expect((await who.post(address, { data: {} })).status(), `post ${address}`).toBe(404)
      }
    }
  }
})
