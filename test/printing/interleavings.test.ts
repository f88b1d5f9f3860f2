import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { runInterleaving } from './interleavings.ts'
import { type PrintServer, startPrintServer } from './print-server.ts'

connectDatabase()

let server: PrintServer
let owner: pg.Pool
beforeAll(async () => {
  server = await startPrintServer()
  owner = new pg.Pool({ connectionString: inject('ownerUrl') })
})
afterAll(async () => {
  await owner.end()
  await server.stop()
})

/** `npm run test:printers -- --runs 1000` runs more of them. */
const RUNS = 25

test('whatever is lost on the way, no paper is lost and none comes out twice unasked', async () => {
  const world = { shop: await makeTenant(), serverUrl: server.url, owner }
  const results = []
  for (let seed = 1; seed <= RUNS; seed++) results.push(await runInterleaving(world, seed))
  expect(new Set(results.map(({ printer }) => printer)).size).toBe(5)
}, 240_000)
