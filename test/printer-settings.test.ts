import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { action as listAction, loader } from '#app/routes/$tenant.settings.printers._index.tsx'
import { action as editAction } from '#app/routes/$tenant.settings.printers.$printerId.tsx'
import type { LoadContext } from '#app/server/http.ts'
import { asPerson } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { savePrinter, settlePrintJob } from '#modules/printing/index.ts'
import { connectDatabase } from './database.ts'
import { type MadeTenant, makeTenant } from './make.ts'

connectDatabase()

const context = (printerHosts: string[]): LoadContext => ({
  nonce: '',
  requestId: newId(),
  clientAddress: '127.0.0.1',
  log: pino({ level: 'silent' }),
  isSecure: false,
  printerHosts,
  publicOrigins: [],
})

/** What Remix would hand to a route when this person opens it or sends a form. */
async function visit(shop: MadeTenant, printerId?: string, hosts = ['127.0.0.0/8']) {
  const token = newSecret()
  const tokenHash = hashSecret(token)
  const expiresAt = new Date(Date.now() + 60_000)
  await asPerson(shop.userId, 'read write', (tx) =>
    tx
      .insertInto('userSession')
      .values({ id: newId(), userId: shop.userId, tokenHash, expiresAt })
      .execute(),
  )
  return (fields?: Record<string, string>) => ({
    request: new Request('http://shop.test/', {
      headers: { cookie: `session=${token}` },
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    }),
    params: { tenant: shop.slug, ...(printerId ? { printerId } : {}) },
    context: context(hosts),
  })
}

const FORM = { kind: 'tcp', name: '櫃台', host: '127.0.0.1', port: '9100', widthDots: '384' }
const COUNTER = {
  name: '櫃台',
  kind: 'tcp',
  host: '127.0.0.1',
  port: 9100,
  widthDots: 384,
  hasDrawer: false,
  hasCutter: false,
  isDefault: true,
} as const

async function makeShopWithPrinter() {
  const shop = await makeTenant()
  const id = newId()
  await shop.run((tx) => savePrinter(tx, { id, ...COUNTER }))
  return { shop, id }
}

describe('the printer settings', () => {
  test('add a printer from a plain form: boxes that are not ticked are not sent', async () => {
    const shop = await makeTenant()
    const id = newId()
    const ask = await visit(shop, 'new')
    const saved = editAction(ask({ ...FORM, id, hasCutter: 'on' }))
    await expect(saved).rejects.toMatchObject({ status: 302 })
    const { printers } = await loader((await visit(shop))())
    expect(printers).toMatchObject([
      { id, host: '127.0.0.1', hasCutter: true, hasDrawer: false, isDefault: true, failures: 0 },
    ])
    expect(printers[0]?.lastJob).toBeUndefined()
  })

  test('name the field that is wrong, and save nothing', async () => {
    const shop = await makeTenant()
    const ask = await visit(shop, 'new')
    for (const [field, wrong] of [
      ['host', 'http://x/'],
      ['port', '99999'],
      ['name', ' '],
    ] as const) {
      const answer = await editAction(ask({ ...FORM, id: newId(), [field]: wrong }))
      expect(answer.init?.status).toBe(422)
      expect(answer.data).toMatchObject({ ok: false, issues: { [field]: {} } })
    }
    const { printers } = await loader((await visit(shop))())
    expect(printers).toEqual([])
  })

  test('print a test page once, however often it is asked for, and again after it failed', async () => {
    const { shop, id } = await makeShopWithPrinter()
    const ask = await visit(shop)
    const form = { intent: 'test', printerId: id, requestId: newId() }
    await listAction(ask(form))
    await listAction(ask(form))
    const jobs = await shop.read((tx) => tx.selectFrom('printJob').select(['id', 'kind']).execute())
    expect(jobs).toMatchObject([{ kind: 'test_page' }])
    const jobId = jobs[0]?.id ?? ''

    await shop.run((tx) =>
      settlePrintJob(tx, jobId, { status: 'failed', error: 'printing.unreachable' }),
    )
    const failed = await loader(ask())
    expect(failed.printers).toMatchObject([{ failures: 1, lastJob: { status: 'failed' } }])
    expect(failed.failed).toMatchObject([
      { id: jobId, lastError: 'printing.unreachable', host: '127.0.0.1' },
    ])

    await listAction(ask({ intent: 'retry', jobId }))
    const retried = await loader(ask())
    expect(retried.printers).toMatchObject([{ failures: 0, lastJob: { status: 'queued' } }])
  })

  test("do nothing to another shop's printer", async () => {
    const { id } = await makeShopWithPrinter()
    const stranger = await makeTenant()
    const test_ = { intent: 'test', printerId: id, requestId: newId() }
    await expect(listAction((await visit(stranger))(test_))).rejects.toMatchObject({
      init: { status: 404 },
    })
    const archive = editAction((await visit(stranger, id))({ kind: 'archive' }))
    await expect(archive).rejects.toMatchObject({ init: { status: 404 } })
  })

  test('take a printer out of use', async () => {
    const { shop, id } = await makeShopWithPrinter()
    const archived = editAction((await visit(shop, id))({ kind: 'archive' }))
    await expect(archived).rejects.toMatchObject({ status: 302 })
    expect((await loader((await visit(shop))())).printers).toEqual([])
  })

  test('say when this server may not call printers', async () => {
    const { shop } = await makeShopWithPrinter()
    expect((await loader((await visit(shop, undefined, []))())).mayCallPrinters).toBe(false)
    expect((await loader((await visit(shop))())).mayCallPrinters).toBe(true)
  })
})
