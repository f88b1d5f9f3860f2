import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { loader as csv } from '#app/routes/$tenant.stock_.reports.$report[.]csv.ts'
import { loader as xlsx } from '#app/routes/$tenant.stock_.reports.$report[.]xlsx.ts'
import { REPORTS } from '#app/stock/reports/report-query.ts'
import { asPerson } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makePerson, makeTenant } from '#test/make.ts'
import { makeSale, makeStockedProduct } from '#test/make-sale.ts'

connectDatabase()

async function signInAs(userId: string): Promise<string> {
  const token = newSecret()
  const session = {
    id: newId(),
    userId,
    tokenHash: hashSecret(token),
    expiresAt: new Date(Date.now() + 60_000),
  }
  await asPerson(userId, 'read write', (tx) =>
    tx.insertInto('userSession').values(session).execute(),
  )
  return token
}

const call = (shop: MadeTenant, token: string, report: string, query = '') => ({
  request: new Request(`http://localhost/${shop.slug}/stock/reports/${report}${query}`, {
    headers: { cookie: `session=${token}` },
  }),
  params: { tenant: shop.slug, report },
  context: { isSecure: false, nonce: '' },
})

test('every report comes as CSV and as a sheet, with the same rows', async () => {
  const shop = await makeTenant()
  const product = await shop.run(async (tx) => {
    const made = await makeStockedProduct(tx, { name: '鮪魚罐頭', priceMinor: 42, costMinor: 30 })
    const lines = [{ product: made, quantityMilli: 2500 }]
    await makeSale(tx, { soldAt: new Date().toISOString(), lines })
    return made
  })
  const token = await signInAs(shop.userId)
  for (const report of REPORTS) {
    const query = `?product=${product.id}&days=30`
    const table = await (await csv(call(shop, token, report, query))).text()
    const sheet = await xlsx(call(shop, token, report, query))
    expect(sheet.headers.get('content-disposition')).toContain(`${shop.slug}-${report}-`)
    const rows = await readSheet(Buffer.from(await sheet.arrayBuffer()), 1)
    const lines = table.trim().split('\r\n')
    expect(rows.length, report).toBe(lines.length)
  }
  const margin = await (await csv(call(shop, token, 'margin'))).text()
  expect(margin).toContain('"鮪魚罐頭"')
  expect(margin).toContain('2.5')
})

test('what goods earn is not for a cashier, nor for another shop', async () => {
  const shop = await makeTenant()
  const other = await makeTenant()
  const cashier = await makePerson()
  await shop.run((tx) =>
    tx.insertInto('membership').values({ userId: cashier, role: 'cashier' }).execute(),
  )
  for (const userId of [cashier, other.userId]) {
    const token = await signInAs(userId)
    await expect(Promise.resolve(csv(call(shop, token, 'margin')))).rejects.toBeDefined()
  }
})
