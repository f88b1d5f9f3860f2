import { expect, test } from 'vitest'
import { readReply } from '#app/offline/answers.ts'
import { INITIAL_RULES, TillSnapshot } from '#modules/pos/shared.ts'
import { readPairedTill, readSnapshot } from './replies.ts'
import { sampleProduct, sampleSnapshot } from './sample-snapshot.ts'

const snapshot = sampleSnapshot([sampleProduct('鮪魚罐頭')])

test('what the server sends is taken, and what passes is what the server means', () => {
  expect(readSnapshot(snapshot)).toEqual(snapshot)
  expect(TillSnapshot.safeParse(snapshot).success).toBe(true)
})

test('a snapshot of a former version of the app opens the till', () => {
  const { rules, customers, tabsUpTo, ...former } = snapshot
  expect(readSnapshot(former)).toEqual({
    ...snapshot,
    rules: INITIAL_RULES,
    customers: [],
    tabsUpTo: [],
  })
})

test.each([
  ['nothing', undefined],
  ['a page of somebody else', '<html>'],
  ['a list', []],
  ['an object of another kind', { status: 'ok' }],
  ['a product without a name', { ...snapshot, products: [{ id: 'x' }] }],
  ['a shop without a time zone', { ...snapshot, tenant: { id: 'x', slug: 'x', name: 'x' } }],
])('%s is no snapshot', (_, value) => {
  expect(readSnapshot(value)).toBeUndefined()
})

test('an answer about events needs every part', () => {
  const reply = {
    serverTime: '2026-11-27T02:00:00Z',
    ackedSeq: 3,
    results: [{ eventId: 'a', disposition: 'posted', reasons: [] }],
  }
  expect(readReply(reply)).toEqual(reply)
  expect(readReply({ ...reply, ackedSeq: '3' })).toBeUndefined()
  const unknown = [{ eventId: 'a', disposition: 'lost', reasons: [] }]
  expect(readReply({ ...reply, results: unknown })).toBeUndefined()
  expect(readPairedTill(reply)).toBeUndefined()
})
