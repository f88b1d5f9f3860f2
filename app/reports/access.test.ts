import type { LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { loader as books } from '#app/routes/$tenant.books._index.tsx'
import { loader as account } from '#app/routes/$tenant.books.accounts.$code.tsx'
import { loader as entry } from '#app/routes/$tenant.books.entries.$entryId.tsx'
import { loader as journal } from '#app/routes/$tenant.books.journal.tsx'
import { loader as needsHelp } from '#app/routes/$tenant.needs-help.tsx'
import { loader as sales } from '#app/routes/$tenant.sales._index.tsx'
import { action as reprint, loader as sale } from '#app/routes/$tenant.sales.$saleId.tsx'
import { loader as today } from '#app/routes/$tenant.today.tsx'
import { loader as usage } from '#app/routes/$tenant.usage.tsx'
import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import type { Role } from '#modules/identity/index.ts'
import { asPerson } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makePerson, makeTenant } from '#test/make.ts'
import { makeSale, makeStockedProduct } from '#test/make-sale.ts'

connectDatabase()

/** A session of somebody with a role in the shop. */
async function signInAs(shop: MadeTenant, role: Role): Promise<string> {
  const userId = role === 'owner' ? shop.userId : await makePerson()
  if (role !== 'owner') {
    await shop.run((tx) => tx.insertInto('membership').values({ userId, role }).execute())
  }
  const token = newSecret()
  await asPerson(userId, 'read write', (tx) =>
    tx
      .insertInto('userSession')
      .values({
        id: newId(),
        userId,
        tokenHash: hashSecret(token),
        expiresAt: new Date(Date.now() + 60_000),
      })
      .execute(),
  )
  return token
}

interface Call {
  shop: MadeTenant
  token?: string
  query?: string
  params?: Record<string, string>
  form?: Record<string, string>
}

/** What Remix would pass for a request with this session. */
function args({ shop, token, query = '', params = {}, form }: Call): LoaderFunctionArgs {
  return {
    request: new Request(`http://localhost/${shop.slug}${query}`, {
      headers: token ? { cookie: `session=${token}` } : {},
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    }),
    params: { tenant: shop.slug, ...params },
    context: { isSecure: false, nonce: '' },
  }
}

/** The status of what a loader throws: a Response, or Remix's data with its init. */
async function statusOf(answer: Promise<unknown>): Promise<number> {
  try {
    await answer
    return 200
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status
    if (typeof thrown === 'object' && thrown !== null && 'init' in thrown) {
      const { init } = thrown
      if (typeof init === 'object' && init !== null && 'status' in init) return Number(init.status)
    }
    throw thrown
  }
}

async function makeShopWithSale() {
  const shop = await makeTenant()
  const { id } = await shop.run(async (tx) => {
    const product = await makeStockedProduct(tx)
    return makeSale(tx, { soldAt: '2026-11-23T02:00:00Z', lines: [{ product }] })
  })
  const [link] = await shop.read((tx) => listEntriesOf(tx, 'sale', id))
  return { shop, saleId: id, entryId: link?.id ?? '' }
}

function pagesOf(call: Call, ids: { saleId: string; entryId: string }) {
  const to = (params: Record<string, string>) => args({ ...call, params })
  return {
    today: today(args(call)),
    sales: sales(args(call)),
    sale: sale(to({ saleId: ids.saleId })),
    needsHelp: needsHelp(args(call)),
    books: books(args(call)),
    journal: journal(args(call)),
    entry: entry(to({ entryId: ids.entryId })),
    account: account(to({ code: '1101' })),
    usage: usage(args(call)),
  }
}

async function statusesOf(pages: Record<string, Promise<unknown>>) {
  const statuses = Object.entries(pages).map(
    async ([name, answer]) => [name, await statusOf(answer)] as const,
  )
  return Object.fromEntries(await Promise.all(statuses))
}

const all = (status: number) =>
  Object.fromEntries(
    ['today', 'sales', 'sale', 'needsHelp', 'books', 'journal', 'entry', 'account', 'usage'].map(
      (name) => [name, status],
    ),
  )

test('owner and bookkeeper see every report, a cashier none, a stranger the way in', async () => {
  const { shop, ...ids } = await makeShopWithSale()
  for (const role of ['owner', 'bookkeeper'] as const) {
    const token = await signInAs(shop, role)
    expect(await statusesOf(pagesOf({ shop, token }, ids))).toEqual(all(200))
  }
  const cashier = await signInAs(shop, 'cashier')
  expect(await statusesOf(pagesOf({ shop, token: cashier }, ids))).toEqual(all(403))
  expect(await statusesOf(pagesOf({ shop }, ids))).toEqual(all(302))
})

test('ids of another shop are not there, neither to read nor to reprint', async () => {
  const { saleId, entryId, shop } = await makeShopWithSale()
  const other = await makeTenant()
  const token = await signInAs(other, 'owner')
  expect(await statusOf(sale(args({ shop: other, token, params: { saleId } })))).toBe(404)
  expect(await statusOf(entry(args({ shop: other, token, params: { entryId } })))).toBe(404)
  expect(await statusOf(today(args({ shop, token })))).toBe(404)
  const form = { reprintId: newId() }
  const asked = reprint(args({ shop: other, token, params: { saleId }, form }))
  expect(await statusOf(asked)).toBe(404)
})

test('an address that says nonsense is not found, and never a fault', async () => {
  const { shop, saleId } = await makeShopWithSale()
  const token = await signInAs(shop, 'owner')
  const status = (page: typeof today | typeof sales | typeof books, query: string) =>
    statusOf(page(args({ shop, token, query })))
  for (const query of ['?day=2026-02-30', '?day=x', "?day=2026-11-23';--"]) {
    expect(await status(today, query)).toBe(404)
  }
  for (const query of ['?hour=24', '?tender=gold', '?product=1', '?month=2026-13']) {
    expect(await status(sales, query)).toBe(404)
  }
  expect(await status(sales, `?day=&hour=&tender=&after=${newId()}`)).toBe(200)
  const pageAfter = (before: string) =>
    statusOf(needsHelp(args({ shop, token, query: `?before=${before}` })))
  expect(await pageAfter(saleId)).toBe(200)
  expect(await pageAfter('2026-99-99')).toBe(404)
  expect(await statusOf(account(args({ shop, token, params: { code: '9999' } })))).toBe(404)
})

test('another copy of a receipt is asked for once, however often the button is pressed', async () => {
  const { shop, saleId } = await makeShopWithSale()
  const token = await signInAs(shop, 'owner')
  const form = { reprintId: newId() }
  for (let press = 0; press < 2; press += 1) {
    expect(await statusOf(reprint(args({ shop, token, params: { saleId }, form })))).toBe(200)
  }
  const copies = await shop.read((tx) => tx.selectFrom('receiptReprint').select('saleId').execute())
  expect(copies).toEqual([{ saleId }])
})
