import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import {
  getScamPauses,
  getSharedScamPauses,
  ingestEvents,
  shareScamCounts,
  shareScamPause,
} from './index.ts'

connectDatabase()

const NOW = new Date('2026-11-27T02:00:00Z')

async function makeShop() {
  const shop = await makeTenant()
  const till = new MadeTill()
  await shop.run((tx) => till.register(tx))
  const pause = (body: Record<string, unknown> = {}) =>
    till.write('scam.paused', {
      pauseId: newId(),
      pausedAt: '2026-11-26T08:00:00Z',
      amountMinor: 6000,
      outcome: 'stopped',
      answers: { wasAsked: true, isHurried: true },
      ...body,
    })
  const send = (...events: ReturnType<typeof pause>[]) =>
    shop.run((tx) => ingestEvents(tx, till.batch(...events)))
  return { shop, pause, send }
}

const pausesOf = (tenant: MadeTenant) =>
  tenant.read((tx) => tx.selectFrom('scamPause').selectAll().execute())

test('a pause is kept once, whatever is sent again, and the owner sees it by month and outcome', async () => {
  const { shop, pause, send } = await makeShop()
  // 17:00 UTC on 31 October is November in Taipei.
  const events = [
    pause(),
    pause({ outcome: 'went_on', pausedAt: '2026-10-31T17:00:00Z' }),
    pause({ outcome: 'called_165', pausedAt: '2026-10-31T15:00:00Z' }),
  ]
  const reply = await send(...events)
  expect(reply.results.map((each) => each.disposition)).toEqual(['posted', 'posted', 'posted'])
  await send(...events)
  expect(await pausesOf(shop)).toHaveLength(3)
  const { months, sharesWith } = await shop.read((tx) => getScamPauses(tx, 'Asia/Taipei', NOW))
  expect(months).toHaveLength(12)
  expect(months.at(-1)).toEqual({ month: '2026-11', wentOn: 1, stopped: 1, called165: 0 })
  expect(months.at(-2)).toEqual({ month: '2026-10', wentOn: 0, stopped: 0, called165: 1 })
  expect(months[0]).toEqual({ month: '2025-12', wentOn: 0, stopped: 0, called165: 0 })
  expect(sharesWith).toBeNull()
})

test('a pause that says more than it may is set aside whole', async () => {
  const { send, pause, shop } = await makeShop()
  const reply = await send(pause({ customerName: '林阿姨' }))
  expect(reply.results).toMatchObject([{ disposition: 'quarantined', reasons: ['schema_error'] }])
  expect(await pausesOf(shop)).toEqual([])
})

test('a shop that shares tells its centre the month and the outcome, once, and nobody else', async () => {
  const { shop } = await makeShop()
  const centre = await makeTenant({ kind: 'centre' })
  const other = await makeTenant({ kind: 'centre' })
  await shop.run((tx) => shareScamCounts(tx, { centre: centre.slug }))
  const told = {
    pauseId: newId(),
    month: '2026-11-01',
    outcome: 'stopped' as const,
    centre: centre.slug,
  }
  await shareScamPause(shop, told)
  await shareScamPause(shop, told)
  const rows = await centre.read((tx) => tx.selectFrom('sharedScamPause').selectAll().execute())
  expect(rows).toEqual([
    {
      tenantId: centre.tenantId,
      sourceId: told.pauseId,
      shopTenantId: shop.tenantId,
      month: '2026-11-01',
      outcome: 'stopped',
    },
  ])
  for (const nobody of [shop, other]) {
    const seen = await nobody.read((tx) => tx.selectFrom('sharedScamPause').selectAll().execute())
    expect(seen).toEqual([])
  }
})

test('a centre sees no number below five', async () => {
  const { shop } = await makeShop()
  const centre = await makeTenant({ kind: 'centre' })
  const tell = (outcome: 'stopped' | 'went_on', month: string) =>
    shareScamPause(shop, { pauseId: newId(), month, outcome, centre: centre.slug })
  for (let at = 0; at < 4; at += 1) await tell('stopped', '2026-11-01')
  for (let at = 0; at < 6; at += 1) await tell('went_on', '2026-10-01')
  const months = await centre.read((tx) => getSharedScamPauses(tx, 'Asia/Taipei', NOW))
  expect(months.at(-1)).toMatchObject({ month: '2026-11', total: 'few', stopped: 'withheld' })
  expect(months.at(-2)).toMatchObject({ month: '2026-10', total: 6, wentOn: 6, stopped: 0 })
})

test('only a centre that exists is told, and nobody by default', async () => {
  const { shop } = await makeShop()
  const anotherShop = await makeTenant()
  const share = (slug: string) => shop.run((tx) => shareScamCounts(tx, { centre: slug }))
  await expect(share('nowhere')).rejects.toMatchObject({ code: 'pos.unknown_centre' })
  await expect(share(anotherShop.slug)).rejects.toMatchObject({ code: 'pos.unknown_centre' })
  const centre = await makeTenant({ kind: 'centre', name: '溪口數位據點' })
  await share(centre.slug)
  const read = () => shop.read((tx) => getScamPauses(tx, 'Asia/Taipei', NOW))
  expect((await read()).sharesWith).toEqual({ slug: centre.slug, name: '溪口數位據點' })
  await share('')
  expect((await read()).sharesWith).toBeNull()
})
