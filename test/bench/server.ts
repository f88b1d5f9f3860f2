import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { signUp } from '#modules/identity/index.ts'
import { closeDatabase, inTenant, openDatabase } from '#modules/kernel/db.ts'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { newId } from '#modules/kernel/ids.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'

export interface BenchServer {
  url: string
  /** The process of the web server. */
  pid: number
  ownerUrl: string
  appUrl: string
  cookie: string
  slug: string
  tenantId: string
  userId: string
  products: string[]
  stop(): Promise<void>
}

/** A durable PostgreSQL, the built server in a process of its own, and one shop with 200 products. */
export async function startBenchServer(dataDir: string): Promise<BenchServer> {
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres') })
  await migrate(postgres.ownerUrl)
  const appUrl = urlForRole(postgres.ownerUrl, APP_ROLE)
  openDatabase({ appUrl, maxConnections: 5 })
  const shop = await signUp(
    {
      kind: 'shop',
      tenantName: 'Bench shop',
      displayName: 'Bench',
      identifier: 'bench@shop.example',
      password: randomUUID(),
    },
    { address: '127.0.0.1', userAgent: 'bench' },
  )
  const products = Array.from({ length: 200 }, () => newId())
  await inTenant(shop, 'read write', async (tx) => {
    await tx
      .insertInto('product')
      .values(
        products.map((id, index) => ({
          id,
          name: `貨品 ${index}`,
          unit: 'bottle',
          priceMinor: 25,
          costMinor: 15,
        })),
      )
      .execute()
    await tx
      .insertInto('stockLevel')
      .values(
        products.map((productId) => ({
          productId,
          quantityMilli: 1_000_000_000,
          valueMinor: 15_000_000,
        })),
      )
      .execute()
  })
  await closeDatabase()
  const web = spawn(process.execPath, ['--import', 'tsx', 'app/cli/start.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: postgres.ownerUrl,
      LOG_LEVEL: 'warn',
      PRINTER_HOSTS: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    web.stdout.on('data', (chunk: Buffer) => {
      const address = /http:\S+/.exec(chunk.toString())?.[0]
      if (address) resolve(address)
    })
    web.once('exit', () => reject(new Error('the server did not start')))
  })
  return {
    url,
    pid: web.pid ?? 0,
    ownerUrl: postgres.ownerUrl,
    appUrl,
    cookie: `session=${shop.token}`,
    slug: shop.slug,
    tenantId: shop.tenantId,
    userId: shop.userId,
    products,
    stop: async () => {
      const gone = new Promise((resolve) => web.once('exit', resolve))
      web.kill('SIGTERM')
      await gone
      await postgres.stop()
    },
  }
}
