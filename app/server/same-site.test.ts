import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseCrossSite } from './same-site.ts'

const app = express()
app.use((request, _response, next) => {
  request.log = pino({ level: 'silent' })
  next()
})
app.use(refuseCrossSite(['https://shop.example']))
app.all('*', (_request, response) => void response.send('reached'))
const server = createServer(app)
let address = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

const send = async (path: string, headers: Record<string, string>, method = 'POST') =>
  (await fetch(address + path, { method, headers })).status

test.each([
  ['its own page', { 'sec-fetch-site': 'same-origin' }, 200],
  ['its own page in an older browser', { origin: 'OWN' }, 200],
  ['an address that was named as its own', { origin: 'https://shop.example' }, 200],
  ["another site's page", { 'sec-fetch-site': 'cross-site' }, 403],
  ['a neighbour on the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['a typed address or a bookmark', { 'sec-fetch-site': 'none' }, 403],
  ["another site's page in an older browser", { origin: 'https://evil.example' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['a request that says nothing', {}, 403],
])('a change asked for by %s', async (_who, headers, status) => {
  const own = Object.fromEntries(
    Object.entries(headers).map(([key, value]) => [key, value === 'OWN' ? address : value]),
  )
  expect(await send('/shop/products', own)).toBe(status)
})

test('reading is open, and the public API brings a token instead of a cookie', async () => {
  expect(await send('/shop/products', { 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(200)
  expect(await send('/api/v1/sales', { 'sec-fetch-site': 'cross-site' })).toBe(200)
  // A mailbox that ends letters with a button of its own.
  expect(await send('/u/a-code', {})).toBe(200)
  expect(await send('/up/a-code', {})).toBe(403)
})
