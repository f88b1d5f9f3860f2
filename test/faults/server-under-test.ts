import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { signUp } from '#modules/identity/index.ts'
import { closeDatabase, inTenant, openDatabase } from '#modules/kernel/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'
import { makeProduct } from '#test/make.ts'

export interface ShopUnderTest {
  slug: string
  tenantId: string
  userId: string
  cookie: string
  products: string[]
}

export interface ServerUnderTest {
  url: string
  ownerUrl: string
  shops: ShopUnderTest[]
  /** `kill -9` of the web server's process, and a new one in its place; ms until it answers again. */
  killWeb(): Promise<number>
  /** `kill -9` of PostgreSQL's postmaster, and a new one on the same files; ms until it answers. */
  killPostgres(): Promise<number>
  /** How often the web server ended although nobody had killed it. */
  countOwnEnds(): number
  stop(): Promise<void>
}

const PRODUCTS = 20
/** A hundred thousand pieces of each: below zero is no error, and would be a flag. */
const STOCK_MILLI = 100_000_000

/**
 * A durable PostgreSQL and the built server in a process of its own, both of which may be killed. A
 * door with a fixed number stands before PostgreSQL, since it takes another port at every start.
 */
export async function startServerUnderTest(
  dataDir: string,
  shopCount: number,
): Promise<ServerUnderTest> {
  const start = () => startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres') })
  let postgres: EmbeddedPostgres = await start()
  await migrate(postgres.ownerUrl)
  const shops = await makeShops(postgres.ownerUrl, shopCount)
  const door = await openDoor(() => Number(new URL(postgres.ownerUrl).port))
  const ownerUrl = new URL(postgres.ownerUrl)
  ownerUrl.port = String(door.port)
  let ownEnds = 0
  const noteEnd = () => {
    ownEnds += 1
  }
  let web = await startWeb(ownerUrl.href, 0, noteEnd)
  return {
    url: web.url,
    ownerUrl: ownerUrl.href,
    shops,
    async killWeb() {
      const startedAt = performance.now()
      await kill(web.child)
      web = await startWeb(ownerUrl.href, Number(new URL(web.url).port), noteEnd)
      return performance.now() - startedAt
    },
    async killPostgres() {
      const postmaster = await findPostmaster(postgres.ownerUrl)
      const startedAt = performance.now()
      process.kill(postmaster, 'SIGKILL')
      door.cutAll()
      postgres = await start()
      return performance.now() - startedAt
    },
    countOwnEnds: () => ownEnds,
    async stop() {
      await kill(web.child)
      door.close()
      await postgres.stop()
    },
  }
}

async function makeShops(ownerUrl: string, count: number): Promise<ShopUnderTest[]> {
  openDatabase({ appUrl: urlForRole(ownerUrl, APP_ROLE), maxConnections: 4 })
  const shops: ShopUnderTest[] = []
  for (let index = 0; index < count; index += 1) {
    const shop = await signUp(
      {
        kind: 'shop',
        tenantName: `測試店 ${index + 1}`,
        displayName: '測試員',
        identifier: `faults${index}@shop.example`,
        password: randomUUID(),
      },
      { address: '127.0.0.1', userAgent: 'faults' },
    )
    const products = await inTenant(shop, 'read write', async (tx) => {
      const made: string[] = []
      for (let each = 0; each < PRODUCTS; each += 1) {
        const name = `貨品 ${String(each + 1).padStart(2, '0')}`
        made.push(await makeProduct(tx, { name, priceMinor: 10 + each, stockMilli: STOCK_MILLI }))
      }
      await tx.updateTable('product').set({ isFavourite: true }).execute()
      return made
    })
    const { slug, tenantId, userId, token } = shop
    shops.push({ slug, tenantId, userId, cookie: `session=${token}`, products })
  }
  await closeDatabase()
  return shops
}

/** Passes connections on to whatever port PostgreSQL has now. */
async function openDoor(portOf: () => number) {
  const open = new Set<Socket>()
  const door = createServer((client) => {
    const server = connect(portOf(), '127.0.0.1')
    for (const socket of [client, server]) {
      open.add(socket)
      socket.once('close', () => {
        open.delete(socket)
        client.destroy()
        server.destroy()
      })
      // Whoever is killed takes the connection along; both ends learn it by its end.
      socket.on('error', () => socket.destroy())
    }
    client.pipe(server)
    server.pipe(client)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const address = door.address()
  if (!address || typeof address === 'string') throw new Error('The door has no number')
  const cutAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: address.port,
    cutAll,
    close() {
      door.close()
      cutAll()
    },
  }
}

function startWeb(
  databaseUrl: string,
  port: number,
  onOwnEnd: () => void,
): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/cli/start.ts'], {
    env: { ...process.env, PORT: String(port), DATABASE_URL: databaseUrl, LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /listens on (http:\S+)/.exec(output)?.[1]
      if (url) resolve({ url, child })
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => {
      // Killed is what we do to it; ending by itself is a fault of its own.
      if (code !== null) {
        onOwnEnd()
        console.error(`The server ended by itself:\n${output}`)
      }
      reject(new Error(`The server did not start:\n${output}`))
    })
  })
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/** The process that all of PostgreSQL's hang on: the parent of whichever serves us. Linux only. */
async function findPostmaster(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const status = readFileSync(`/proc/${rows[0]?.pid}/status`, 'utf8')
  await client.end()
  return Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])
}
