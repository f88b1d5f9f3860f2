import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as entriesRoute from '#app/routes/api.v1.ledger.entries.ts'
import * as ledgerRoute from '#app/routes/api.v1.ledger.ts'
import * as productsRoute from '#app/routes/api.v1.products.ts'
import * as quoteRoute from '#app/routes/api.v1.quote.ts'
import * as salesRoute from '#app/routes/api.v1.sales.ts'
import type { LoadContext } from '#app/server/http.ts'
import { apiTokens } from '#modules/identity/index.ts'
import { API_SCOPES, type ApiScope } from '#modules/identity/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant, trialBalance } from '#test/make.ts'
import { makeProduct } from '#test/make-goods.ts'
import { nothingHere, openApi, openApiDocument, RESOURCES } from './openapi.ts'
import { Problem } from './problem.ts'

connectDatabase()

const context = (): LoadContext => ({
  nonce: '',
  requestId: newId(),
  clientAddress: '127.0.0.1',
  log: pino({ level: 'silent' }),
  isSecure: false,
  printerHosts: [],
  publicOrigins: [],
})

const ROUTES = {
  '/api/v1/ledger': ledgerRoute,
  '/api/v1/ledger/entries': entriesRoute,
  '/api/v1/products': productsRoute,
  '/api/v1/quote': quoteRoute,
  '/api/v1/sales': salesRoute,
}
type Address = keyof typeof ROUTES

/** What Remix would do with a request: a loader for what reads, an action for the rest. */
async function ask(address: Address, request: Request): Promise<Response> {
  const args = { request, params: {}, context: context() }
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  return isRead ? ROUTES[address].loader(args) : ROUTES[address].action(args)
}

const get = (address: Address, token: string, query = '', headers: Record<string, string> = {}) =>
  ask(
    address,
    new Request(`http://shop.test${address}${query}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    }),
  )

const post = (
  address: Address,
  token: string,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  ask(
    address,
    new Request(`http://shop.test${address}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
    }),
  )

async function makeToken(shop: MadeTenant, scopes: readonly ApiScope[] = API_SCOPES) {
  const { token } = await shop.run((tx) =>
    apiTokens.createApiToken(tx, { name: '測試', scopes: [...scopes] }),
  )
  return token
}

async function makeShop() {
  const shop = await makeTenant()
  const productId = await shop.run((tx) => makeProduct(tx, { priceMinor: 35, stockMilli: 9000 }))
  return { ...shop, token: await makeToken(shop), productId }
}

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = Problem.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.detail).not.toBe('')
  return problem
}

const Json = z.record(z.string(), z.unknown())
const jsonOf = async (response: Response) => Json.parse(await response.json())

const saleOf = (productId: string) => ({
  id: newId(),
  lines: [{ productId, quantityMilli: 1000 }],
  payments: [{ tender: 'cash', amountMinor: 35 }],
})

describe('who may ask', () => {
  test('without a token, with a wrong one and with a revoked one', async () => {
    const shop = await makeShop()
    const bare = await ask('/api/v1/products', new Request('http://shop.test/api/v1/products'))
    expect(bare.status).toBe(401)
    expect(bare.headers.get('www-authenticate')).toBe('Bearer realm="tillage"')
    expect((await problemOf(bare)).code).toBe('api.token_needed')

    for (const token of ['tlg_no', 'x'.repeat(5000)]) {
      const wrong = await get('/api/v1/products', token)
      expect(wrong.status).toBe(401)
      expect(wrong.headers.get('www-authenticate')).toContain('invalid_token')
    }

    const { id, token } = await shop.run((tx) =>
      apiTokens.createApiToken(tx, { name: '收銀整合', scopes: ['products:read'] }),
    )
    expect((await get('/api/v1/products', token)).status).toBe(200)
    await shop.run((tx) => apiTokens.revokeApiToken(tx, { id }))
    expect((await get('/api/v1/products', token)).status).toBe(401)
  })

  test('a scope opens its own door and no other', async () => {
    const shop = await makeShop()
    const calls: Record<ApiScope, (token: string) => Promise<Response>> = {
      'products:read': (token) => get('/api/v1/products', token),
      'products:write': (token) => post('/api/v1/products', token, {}),
      'sales:read': (token) => get('/api/v1/sales', token),
      'sales:write': (token) => post('/api/v1/sales', token, {}),
      'books:read': (token) => get('/api/v1/ledger', token, '?format=csv'),
      quote: (token) => post('/api/v1/quote', token, {}),
      'books:write': (token) => post('/api/v1/ledger/entries', token, {}),
    }
    for (const own of API_SCOPES) {
      const token = await makeToken(shop, [own])
      for (const scope of API_SCOPES) {
        const response = await calls[scope](token)
        expect(response.status === 403, `${own} at ${scope}`).toBe(own !== scope)
      }
      const refused = await calls[own === 'quote' ? 'sales:read' : 'quote'](token)
      expect(refused.headers.get('www-authenticate')).toContain('insufficient_scope')
    }
  })

  test('the last use of a token is written down', async () => {
    const { read, token } = await makeShop()
    await get('/api/v1/products', token)
    const [listed] = await read((tx) => apiTokens.listApiTokens(tx))
    expect(listed?.lastUsedAt).toBeInstanceOf(Date)
  })

  test('the 601st request of a minute waits, and other tokens do not', async () => {
    const shop = await makeShop()
    const busy = await makeToken(shop, ['quote'])
    for (let batch = 0; batch < 60; batch++) {
      await Promise.all(Array.from({ length: 10 }, () => get('/api/v1/sales', busy)))
    }
    const response = await get('/api/v1/sales', busy)
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await problemOf(response)).code).toBe('api.too_many_requests')
    expect((await get('/api/v1/sales', shop.token)).status).toBe(200)
  })
})

describe('how one asks', () => {
  test('other methods answer 405 and say which are possible', async () => {
    const { token } = await makeShop()
    const call = (address: Address, method: string) =>
      ask(
        address,
        new Request(`http://shop.test${address}`, {
          method,
          headers: { authorization: `Bearer ${token}` },
        }),
      )
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const response = await call('/api/v1/products', method)
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, POST')
    }
    const quote = await call('/api/v1/quote', 'GET')
    expect(quote.status).toBe(405)
    expect(quote.headers.get('allow')).toBe('POST')
    const request = new Request('http://shop.test/api/v1/openapi.json', { method: 'POST' })
    expect((await openApi.action({ request, params: {}, context: context() })).status).toBe(405)
    const nowhere = new Request('http://shop.test/api/v1/orders')
    const missing = await nothingHere({ request: nowhere, params: {}, context: context() })
    expect((await problemOf(missing)).code).toBe('api.no_such_resource')
  })

  test('no JSON, half a JSON, another type, no UTF-8, too much', async () => {
    const { token } = await makeShop()
    for (const body of [
      '',
      '{',
      '{"id":',
      'NaN',
      '{"a":NaN}',
      new Blob([new Uint8Array([0x22, 0xff, 0x22])]),
    ]) {
      const response = await post('/api/v1/quote', token, body)
      expect(response.status).toBe(400)
      expect((await problemOf(response)).code).toBe('api.malformed')
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await post('/api/v1/quote', token, 'a=1', form)).status).toBe(415)
    const large = JSON.stringify({ name: 'x'.repeat(1_000_001) })
    expect((await post('/api/v1/products', token, large)).status).toBe(413)
    const promised = { 'content-length': '5000000' }
    expect((await post('/api/v1/products', token, '{}', promised)).status).toBe(413)
    const charset = { 'content-type': 'Application/JSON; charset=utf-8' }
    expect((await post('/api/v1/quote', token, {}, charset)).status).toBe(422)
  })

  test('a problem speaks the language of the reader and carries the number of the request', async () => {
    const { token } = await makeShop()
    const speak = async (language: string) =>
      problemOf(await post('/api/v1/quote', token, {}, { 'accept-language': language }))
    const english = await speak('en-GB,en;q=0.9')
    const chinese = await speak('zh-TW')
    expect(english.detail).toMatch(/Nothing was saved/)
    expect(chinese.detail).toMatch(/什麼都沒有存/)
    expect(english.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
  })
})

describe('products', () => {
  test('are created once and changed in place; what a change leaves out stays', async () => {
    const { token, read } = await makeShop()
    const id = newId()
    const created = await post('/api/v1/products', token, {
      id,
      name: '高山茶',
      unit: 'bag',
      priceMinor: 300,
      barcodes: ['4710018000010'],
      stockMilli: 5000,
    })
    expect(created.status).toBe(201)
    expect(await jsonOf(created)).toMatchObject({ id, stockMilli: 5000, taxClass: 'taxable' })

    const changed = await post('/api/v1/products', token, {
      id,
      name: '高山茶',
      unit: 'bag',
      priceMinor: 320,
    })
    expect(changed.status).toBe(200)
    expect(await jsonOf(changed)).toMatchObject({
      priceMinor: 320,
      barcodes: ['4710018000010'],
      stockMilli: 5000,
    })
    expect(await read(trialBalance)).toBe(0)
  })

  test('are listed page by page, each once, and none of another shop', async () => {
    const shop = await makeShop()
    const stranger = await makeShop()
    const ids = [shop.productId]
    for (let made = 0; made < 4; made++) ids.push(await shop.run((tx) => makeProduct(tx)))
    const Page = z.object({
      products: z.array(z.object({ id: z.string() })),
      nextAfter: z.string().nullable(),
    })
    const seen: string[] = []
    let query = '?limit=2'
    for (let pages = 0; pages < 5; pages++) {
      const page = Page.parse(await jsonOf(await get('/api/v1/products', shop.token, query)))
      seen.push(...page.products.map((each) => each.id))
      if (page.nextAfter === null) break
      query = `?limit=2&after=${page.nextAfter}`
    }
    expect(seen).toEqual([...ids].sort())
    expect(seen).not.toContain(stranger.productId)
  })

  test('are listed when they changed since', async () => {
    const { token, run } = await makeShop()
    await run((tx) =>
      tx.updateTable('product').set({ updatedAt: '2020-01-01T00:00:00Z' }).execute(),
    )
    const fresh = await run((tx) => makeProduct(tx))
    const response = await get('/api/v1/products', token, '?updatedSince=2020-01-02T00:00:00Z')
    expect(await jsonOf(response)).toMatchObject({ products: [{ id: fresh }], nextAfter: null })
  })

  test('with a barcode that another has are refused by name', async () => {
    const { token, run } = await makeShop()
    await run((tx) => makeProduct(tx, { name: '醬油', barcode: '4710018000010' }))
    const response = await post('/api/v1/products', token, {
      id: newId(),
      name: '油',
      unit: 'bottle',
      barcodes: ['4710018000010'],
    })
    expect(response.status).toBe(409)
    expect((await problemOf(response)).data).toMatchObject({ name: '醬油' })
  })

  test('of another shop are not changed by using their id', async () => {
    const shop = await makeShop()
    const stranger = await makeShop()
    const body = { id: stranger.productId, name: '我的', unit: 'can', priceMinor: 1 }
    expect((await post('/api/v1/products', shop.token, body)).status).toBe(201)
    const [theirs] = await stranger.read((tx) =>
      tx.selectFrom('product').select(['name', 'priceMinor']).execute(),
    )
    expect(theirs).toEqual({ name: '瓦斯罐', priceMinor: 35 })
  })
})

describe('the ledger', () => {
  const entryOf = (amountMinor = 500) => ({
    id: newId(),
    postedOn: '2026-11-02',
    memo: '修冰箱',
    postings: [
      { code: '6107', amountMinor },
      { code: '1101', amountMinor: -500 },
    ],
  })
  test('201 the first time, 200 the second, 409 with another body', async () => {
    const { token, read } = await makeShop()
    const entry = entryOf()
    const first = await post('/api/v1/ledger/entries', token, entry)
    const again = await post('/api/v1/ledger/entries', token, {
      ...entry,
      id: entry.id.toUpperCase(),
    })
    const other = await post('/api/v1/ledger/entries', token, { ...entry, memo: '別的' })
    expect([first.status, again.status, other.status]).toEqual([201, 200, 409])
    expect(await again.json()).toEqual(await first.json())
    expect((await problemOf(other)).code).toBe('bookkeeping.id_taken')
    expect(await read(trialBalance)).toBe(0)
  })

  test('what does not balance, or no account has, is refused whole', async () => {
    const { token, read } = await makeShop()
    const unbalanced = await problemOf(await post('/api/v1/ledger/entries', token, entryOf(505)))
    expect(unbalanced).toMatchObject({ status: 422, code: 'bookkeeping.unbalanced' })
    expect(unbalanced.data).toMatchObject({ differenceMinor: 5 })
    expect(unbalanced.detail).toMatch(/5/)
    const nowhere = entryOf()
    nowhere.postings[0] = { code: '6999', amountMinor: 500 }
    const problem = await problemOf(await post('/api/v1/ledger/entries', token, nowhere))
    expect(problem).toMatchObject({ status: 422, code: 'bookkeeping.no_such_account' })
    const count = await read((tx) =>
      tx.selectFrom('journalEntry').select('id').where('kind', '=', 'manual').execute(),
    )
    expect(count).toEqual([])
  })
})

describe('sales', () => {
  test('201 the first time, 200 the second, 409 with another body', async () => {
    const { token, productId, read } = await makeShop()
    const sale = saleOf(productId)
    const first = await post('/api/v1/sales', token, sale)
    const again = await post('/api/v1/sales', token, sale)
    const other = await post('/api/v1/sales', token, { ...sale, receiptNo: 'A-2' })
    expect([first.status, again.status, other.status]).toEqual([201, 200, 409])
    expect(await again.json()).toEqual(await first.json())
    expect((await problemOf(other)).code).toBe('pos.sale_id_taken')
    const rows = await read((tx) =>
      tx.selectFrom('sale').select(['channel', 'totalMinor']).execute(),
    )
    expect(rows).toEqual([{ channel: 'api', totalMinor: 35 }])
    expect(await read(trialBalance)).toBe(0)
  })

  test('are the same sale and the same goods however their ids are written', async () => {
    const { token, productId } = await makeShop()
    const sale = saleOf(productId)
    const loud = {
      ...sale,
      id: sale.id.toUpperCase(),
      lines: [...saleOf(productId.toUpperCase()).lines],
    }
    expect((await post('/api/v1/sales', token, sale)).status).toBe(201)
    expect((await post('/api/v1/sales', token, loud)).status).toBe(200)
    const product = { id: newId(), name: '茶', unit: 'bag', barcodes: ['4710018000010'] }
    expect((await post('/api/v1/products', token, product)).status).toBe(201)
    const again = { ...product, id: product.id.toUpperCase() }
    expect((await post('/api/v1/products', token, again)).status).toBe(200)
  })

  test('of goods of another shop are refused', async () => {
    const shop = await makeShop()
    const stranger = await makeShop()
    const response = await post('/api/v1/sales', shop.token, saleOf(stranger.productId))
    expect(response.status).toBe(422)
    expect((await problemOf(response)).code).toBe('pos.unknown_product')
  })

  test('are listed by day and page', async () => {
    const { token, productId } = await makeShop()
    const days = ['2026-01-05', '2026-01-06', '2026-01-06', '2026-01-07']
    const ids: string[] = []
    for (const day of days) {
      const sale = { ...saleOf(productId), soldAt: `${day}T12:00:00+08:00` }
      ids.push(sale.id)
      expect((await post('/api/v1/sales', token, sale)).status).toBe(201)
    }
    const Page = z.object({
      sales: z.array(z.object({ id: z.string(), businessDate: z.string() })),
      nextAfter: z.string().nullable(),
    })
    const list = async (query: string) =>
      Page.parse(await jsonOf(await get('/api/v1/sales', token, query)))
    const all = await list('?limit=3')
    expect(all.sales.map((each) => each.id)).toEqual(ids.slice(0, 3))
    const rest = await list(`?limit=3&after=${all.nextAfter}`)
    expect(rest.sales.map((each) => each.id)).toEqual(ids.slice(3))
    expect(rest.nextAfter).toBeNull()
    expect((await list('?from=2026-01-06&to=2026-01-06')).sales).toHaveLength(2)
    const lost = await get('/api/v1/sales', token, `?after=${newId()}`)
    expect((await problemOf(lost)).code).toBe('pos.unknown_place')
  })
})

describe('bad numbers', () => {
  const BAD = [1e15, 1.5, -1, '35', null, true, {}, []]

  test('are refused by the name of their field, whatever they are', async () => {
    const { token, productId } = await makeShop()
    for (const bad of BAD) {
      const quote = { lines: [{ quantityMilli: 1000, unitPriceMinor: bad }] }
      const sale = { ...saleOf(productId), lines: [{ productId, quantityMilli: bad }] }
      const product = { id: newId(), name: '米', unit: 'kg', priceMinor: bad }
      const answers = [
        [await post('/api/v1/quote', token, quote), '/lines/0/unitPriceMinor'],
        [await post('/api/v1/sales', token, sale), '/lines/0/quantityMilli'],
        ...(bad === null
          ? []
          : [[await post('/api/v1/products', token, product), '/priceMinor'] as const]),
      ] as const
      for (const [response, pointer] of answers) {
        expect(response.status, `${JSON.stringify(bad)} at ${pointer}`).toBe(422)
        const { errors } = await problemOf(response)
        expect(errors?.map((each) => each.pointer)).toContain(pointer)
      }
    }
  })

  test('zero of something, and fields that nobody asked for', async () => {
    const { token } = await makeShop()
    const zero = { lines: [{ quantityMilli: 0, unitPriceMinor: 10 }] }
    expect((await post('/api/v1/quote', token, zero)).status).toBe(422)
    const extra = { lines: [{ quantityMilli: 1, unitPriceMinor: 10, 'a/b': 1 }] }
    const { errors } = await problemOf(await post('/api/v1/quote', token, extra))
    expect(errors).toMatchObject([{ pointer: '/lines/0/a~1b', code: 'field.unknown' }])
    const query = await problemOf(await get('/api/v1/sales', token, '?limit=201&fro=2026-01-01'))
    expect(query.errors?.map((each) => each.parameter).sort()).toEqual(['fro', 'limit'])
    for (const bad of [
      '?from=2026-02-30',
      '?from=0000-01-01',
      '?after=1',
      '?limit=1.5',
      '?limit=',
    ]) {
      expect((await get('/api/v1/sales', token, bad)).status, bad).toBe(422)
    }
  })
})

describe('whatever is sent', () => {
  const nasty = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      '\u0000',
      '\ud800',
      '👩‍🌾',
      'x'.repeat(300_000),
      1e15,
      -1,
      1.5,
      Number.MAX_SAFE_INTEGER,
      '__proto__',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      [],
      {},
    ),
  )

  /** A good body with one place, anywhere in it, replaced. */
  function spoil(body: unknown, steps: readonly number[], value: unknown): unknown {
    const [step, ...rest] = steps
    if (step === undefined || body === null || typeof body !== 'object') return value
    if (Array.isArray(body)) {
      return body.map((each, index) =>
        index === step % body.length ? spoil(each, rest, value) : each,
      )
    }
    const entries = Object.entries(body)
    return Object.fromEntries(
      entries.map(([key, each], index) => [
        key,
        index === step % entries.length ? spoil(each, rest, value) : each,
      ]),
    )
  }

  const goodBodies = (productId: string): [Address, unknown][] => [
    [
      '/api/v1/products',
      {
        id: newId(),
        name: '茶',
        names: { en: 'Tea' },
        sku: `S-${newId()}`,
        barcodes: [],
        categoryId: null,
        newCategoryName: '飲料',
        unit: 'bag',
        priceMinor: 10,
        costMinor: 5,
        taxClass: 'zero',
        pictogram: 'star',
        reorderLevelMilli: 1000,
        isFavourite: true,
        stockMilli: 1000,
      },
    ],
    [
      '/api/v1/sales',
      {
        ...saleOf(productId),
        receiptNo: 'A-1',
        soldAt: '2026-01-05T00:00:00Z',
        customerName: '阿美',
        wantsReceipt: true,
        discount: { kind: 'percent', ratePpm: 0 },
        payments: [{ tender: 'cash', amountMinor: 35, tenderedMinor: 40, reference: 'R' }],
      },
    ],
    [
      '/api/v1/quote',
      {
        lines: [
          {
            quantityMilli: 1000,
            unitPriceMinor: 10,
            taxClass: 'zero',
            discount: { kind: 'amount', amountMinor: 3 },
          },
        ],
        discount: { kind: 'percent', ratePpm: 100_000 },
        taxMethod: 'per_line',
        taxRates: { taxable: 50_000 },
      },
    ],
  ]

  test('random JSON at every POST is refused or taken, and never breaks anything', async () => {
    const { token, productId, read } = await makeShop()
    const addresses = goodBodies(productId).map(([address]) => address)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...addresses), nasty, async (address, body) => {
        const { status } = await post(address, token, JSON.stringify(body))
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 250 },
    )
    expect(await read(trialBalance)).toBe(0)
  }, 60_000)

  test('a good request with one thing spoiled is refused or taken, and never half', async () => {
    const { token, productId, read } = await makeShop()
    const steps = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.nat(2), steps, nasty, async (which, place, value) => {
        const [address, good] = goodBodies(productId)[which] ?? ['/api/v1/quote', {}]
        const response = await post(address, token, JSON.stringify(spoil(good, place, value)))
        expect(response.status, await response.clone().text()).toBeLessThan(500)
        if (response.status >= 400) await problemOf(response)
      }),
      { numRuns: 500 },
    )
    expect(await read(trialBalance)).toBe(0)
  }, 120_000)
})

describe('the OpenAPI document', () => {
  const document = openApiDocument()
  const Operation = z.object({
    operationId: z.string(),
    parameters: z.array(z.object({ name: z.string(), in: z.literal('query') })).optional(),
    responses: z.record(
      z.string(),
      z.object({
        description: z.string(),
        content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })),
      }),
    ),
  })
  const Document = z.object({
    openapi: z.literal('3.1.0'),
    paths: z.record(z.string(), z.record(z.enum(['get', 'post']).or(z.string()), Operation)),
    components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  })

  test('is served without a token', async () => {
    const response = openApi.loader()
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)))
  })

  test('every operation names its answers, problems among them; every reference leads somewhere', () => {
    const { paths, components } = Document.parse(JSON.parse(JSON.stringify(document)))
    const ids = new Set<string>()
    for (const [path, methods] of Object.entries(paths)) {
      for (const operation of Object.values(methods)) {
        ids.add(operation.operationId)
        const statuses = Object.keys(operation.responses)
        expect(
          statuses.some((status) => status.startsWith('2')),
          path,
        ).toBe(true)
        const problems = Object.values(operation.responses).filter(
          (response) => 'application/problem+json' in response.content,
        )
        expect(problems.length, path).toBeGreaterThan(0)
      }
    }
    expect(ids.size).toBe(Object.values(paths).flatMap((each) => Object.keys(each)).length)
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(10)
    for (const [, reference] of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference ?? '')?.[1]
      expect(name !== undefined && name in components.schemas, reference).toBe(true)
    }
  })

  test('describes the routes that there are, and no others', async () => {
    const files = (await readdir('app/routes')).filter((name) => name.startsWith('api.v1.'))
    const addresses = files
      .filter((name) => name !== 'api.v1.$.ts')
      .map((name) => `/${name.replace(/\.ts$/, '').replace('[.]', '\u0000').replaceAll('.', '/')}`)
      .map((address) => address.replace('\u0000', '.'))
    expect(Object.keys(document.paths).sort()).toEqual(addresses.sort())
    for (const [address, { routes }] of Object.entries(RESOURCES)) {
      const described = Object.keys(document.paths[address] ?? {})
      expect(described).toEqual(Object.keys(routes).map((method) => method.toLowerCase()))
    }
  })

  test('a request schema refuses what the API refuses', () => {
    const { SaleRequest, QuoteRequest, ProductRequest } = document.components.schemas
    for (const schema of [SaleRequest, QuoteRequest, ProductRequest]) {
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    }
    expect(ProductRequest).toMatchObject({ required: ['id', 'name', 'unit'] })
    expect(SaleRequest).toMatchObject({ required: ['id', 'lines', 'payments'] })
  })
})

describe('the books as a file', () => {
  test('come as a journal, are refused with a sentence, and need their scope', async () => {
    const shop = await makeShop()
    await post('/api/v1/sales', shop.token, saleOf(shop.productId))
    const file = await get('/api/v1/ledger', shop.token, '?format=hledger')
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toContain('ledger.journal')
    expect(await file.text()).toMatch(/assets:1101 現金 {2}35 TWD/)

    const backwards = '?format=csv&from=2026-02-01&to=2026-01-01'
    for (const query of ['', '?format=xml', backwards, '?format=csv&from=2026-13-01']) {
      const refused = await get('/api/v1/ledger', shop.token, query)
      expect(refused.status).toBe(422)
      await problemOf(refused)
    }
    const other = await makeToken(shop, ['sales:read'])
    expect((await get('/api/v1/ledger', other, '?format=csv')).status).toBe(403)
  })

  test('a reader that goes away leaves no transaction behind', async () => {
    const shop = await makeShop()
    const file = await get('/api/v1/ledger', shop.token, '?format=csv')
    await file.body?.cancel()
    expect((await get('/api/v1/products', shop.token)).status).toBe(200)
  })
})
