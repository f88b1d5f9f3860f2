import { describe, expect, test } from 'vitest'
import * as events from '#app/routes/api.count.events.ts'
import * as snapshot from '#app/routes/api.count.snapshot.ts'
import { stocktakes } from '#modules/inventory/index.ts'
import type { CountSnapshot } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeProduct, makeTenant } from '#test/make.ts'
import { makePhone, openForm } from '#test/make-count.ts'

connectDatabase()

const ORIGIN = 'https://shop.example'

interface Answered {
  status: number
  json: Record<string, unknown>
}

async function send(token: string, body: unknown): Promise<Answered> {
  const request = new Request(`${ORIGIN}/api/count/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const answer = await events.action({ request, params: {}, context: {} } as never)
  return { status: answer.status, json: await answer.json() }
}

async function fetchGoods(token: string): Promise<Answered> {
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
  const request = new Request(`${ORIGIN}/api/count/snapshot`, { headers })
  const answer = await snapshot.loader({ request, params: {}, context: {} } as never)
  return { status: answer.status, json: await answer.json() }
}

const dispositions = ({ json }: Answered) =>
  (json.results as { disposition: string }[]).map(({ disposition }) => disposition)

/** A shop with one product, and an open stocktake that phones are let in to. */
async function makeStocktake(more: object = {}) {
  const shop = await makeTenant()
  const tea = await shop.run((tx) => makeProduct(tx, { stockMilli: 10_000, costMinor: 15 }))
  const { id } = await shop.run((tx) => stocktakes.openStocktake(tx, openForm(more)))
  const { token } = await shop.run((tx) => stocktakes.letPhonesIn(tx, shop.tenantId, id))
  const look = () => shop.read((tx) => stocktakes.getStocktake(tx, id))
  const post = async () => {
    const seen = (await look()).review?.entryCount ?? 0
    const form = { stocktakeId: id, id: newId(), uncounted: 'leave' as const, seen }
    return shop.run((tx) => stocktakes.postStocktake(tx, form))
  }
  return { shop, tea, id, token, look, post }
}

const levelOf = async (shop: MadeTenant, productId: string) =>
  shop.read(
    async (tx) =>
      (
        await tx
          .selectFrom('stockLevel')
          .select('quantityMilli')
          .where('productId', '=', productId)
          .executeTakeFirstOrThrow()
      ).quantityMilli,
  )

describe('the fence of a stocktake', () => {
  test('lets in by its token and by nothing else', async () => {
    const { token } = await makeStocktake()
    const [tenantId, keyId] = token.split('.')
    const { shop } = await makeStocktake()
    const wrong = [
      '',
      'x',
      `${tenantId}.${keyId}.${'a'.repeat(43)}`,
      `${tenantId}.${newId()}.${'a'.repeat(43)}`,
      token.replace(String(tenantId), shop.tenantId),
    ]
    for (const each of wrong) {
      expect(await fetchGoods(each)).toMatchObject({
        status: 401,
        json: { code: 'inventory.no_count_key' },
      })
      expect((await send(each, makePhone().batch([]))).status).toBe(401)
    }
    expect((await fetchGoods(token)).status).toBe(200)
  })

  test('tells what the books say where it is guided, and not where it is blind', async () => {
    const guided = await makeStocktake()
    const told = (await fetchGoods(guided.token)).json as unknown as CountSnapshot
    expect(told.goods).toMatchObject([{ id: guided.tea, expectedMilli: 10_000 }])
    const blind = await makeStocktake({ mode: 'blind' })
    await send(
      blind.token,
      makePhone().batch([makePhone().event({ productId: blind.tea, quantityMilli: 3000 })]),
    )
    const answer = await fetchGoods(blind.token)
    const hidden = answer.json as unknown as CountSnapshot
    expect(hidden.goods).toMatchObject([{ id: blind.tea, expectedMilli: null }])
    expect(hidden.counted).toMatchObject([{ productId: blind.tea, quantityMilli: null }])
    expect(JSON.stringify(answer.json)).not.toContain('10000')
  })

  test('answers a sentence to what is no batch, and never stumbles', async () => {
    const { token, tea } = await makeStocktake()
    const phone = makePhone()
    const good = phone.batch([phone.event({ productId: tea, quantityMilli: 1000 })])
    for (const body of [
      '{',
      '[]',
      {},
      { ...good, sentAt: 'yesterday' },
      { ...good, journalId: '1' },
      { ...good, events: Array.from({ length: 101 }, () => good.events[0]) },
    ]) {
      const { status, json } = await send(token, body)
      expect([400, 413, 422]).toContain(status)
      expect(json.code).toMatch(/^request\./)
    }
  })
})

describe('what phones send', () => {
  test('is there once, however often it comes', async () => {
    const { token, tea, look } = await makeStocktake()
    const phone = makePhone()
    const batch = phone.batch([
      phone.event({ productId: tea, quantityMilli: 3000 }),
      phone.event({ productId: tea, quantityMilli: 4000 }),
    ])
    expect(dispositions(await send(token, batch))).toEqual(['posted', 'posted'])
    const again = await send(token, batch)
    expect(dispositions(again)).toEqual(['duplicate', 'duplicate'])
    expect(again.json.ackedSeq).toBe(2)
    expect((await look()).review?.lines).toMatchObject([{ countedMilli: 7000 }])
    const at = await Promise.all([send(token, batch), send(token, batch)])
    expect(at.map(({ status }) => status)).toEqual([200, 200])
    expect((await look()).review?.entryCount).toBe(2)
  })

  test('of two phones adds up', async () => {
    const { token, tea, look } = await makeStocktake()
    const [first, second] = [makePhone('小英'), makePhone('阿明')]
    await Promise.all([
      send(token, first.batch([first.event({ productId: tea, quantityMilli: 3000 })])),
      send(token, second.batch([second.event({ productId: tea, quantityMilli: 5000 })])),
    ])
    const { review, counters } = await look()
    expect(review?.lines).toMatchObject([{ countedMilli: 8000, differenceMilli: -2000 }])
    expect(counters.map(({ who }) => who).sort()).toEqual(['小英', '阿明'])
  })

  test('after the end is kept and shown, and not booked', async () => {
    const { shop, token, tea, look, post } = await makeStocktake()
    const [online, offline] = [makePhone('小英'), makePhone('阿明')]
    const late = offline.batch([offline.event({ productId: tea, quantityMilli: 2000 })])
    await send(token, online.batch([online.event({ productId: tea, quantityMilli: 9000 })]))
    await post()
    const answer = await send(token, late)
    expect(answer.json.results).toMatchObject([
      { disposition: 'posted_flagged', reasons: ['late'] },
    ])
    expect(dispositions(await send(token, late))).toEqual(['duplicate'])
    expect((await look()).aside).toMatchObject([
      { problem: 'late', who: '阿明', productName: '冬瓜茶', quantityMilli: 2000 },
    ])
    expect(await levelOf(shop, tea)).toBe(9000)
    expect(await fetchGoods(token)).toMatchObject({
      status: 403,
      json: { code: 'inventory.count_is_over' },
    })
  })

  test('and can’t be read, or is of no goods here, is set aside whole and holds nothing up', async () => {
    const { token, tea, look } = await makeStocktake()
    const other = await makeStocktake()
    const phone = makePhone()
    const good = phone.event({ productId: tea, quantityMilli: 3000 })
    const bad = { ...phone.event({ productId: tea, quantityMilli: 1 }), type: 'stock.guessed' }
    const below = phone.event({ productId: tea, quantityMilli: -1 })
    const foreign = phone.event({ productId: other.tea, quantityMilli: 1000 })
    const answer = await send(token, phone.batch([bad, below, foreign, good]))
    expect(dispositions(answer)).toEqual(['quarantined', 'quarantined', 'quarantined', 'posted'])
    expect(answer.json.ackedSeq).toBe(4)
    const fork = { ...good, hash: 'f'.repeat(64) }
    expect(dispositions(await send(token, phone.batch([fork])))).toEqual(['fork'])
    const { aside, review } = await look()
    expect(aside.map(({ problem }) => problem).sort()).toEqual([
      'fork',
      'unknown_product',
      'unreadable',
      'unreadable',
    ])
    expect(review?.lines).toMatchObject([{ countedMilli: 3000 }])
  })
})
