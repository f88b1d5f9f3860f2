import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FullConfig } from '@playwright/test'
import pg from 'pg'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { urlForRole, WORKER_ROLE } from '#modules/kernel/roles.ts'
import { createDatabase } from '#test/databases.ts'
import { startDemo } from './demo-server.ts'
import { type Demo, type OwnDemo, openOwnDemo, TEMPLATE } from './demos.ts'

/**
 * One PostgreSQL without fsync, one database that the demo fills as it does for a person, and a demo
 * on a copy of it for each worker. They find theirs in E2E_DEMOS, by their number.
 */
export default async function setup({ workers }: FullConfig) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tillage-e2e-'))
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    durable: false,
  })
  process.env.E2E_POSTGRES = postgres.ownerUrl
  const demos: OwnDemo[] = []
  const stop = async () => {
    for (const demo of demos) await demo.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await fillTemplate(postgres.ownerUrl, folder)
    for (let worker = 0; worker < workers; worker += 1) demos.push(await openOwnDemo())
  } catch (error) {
    await stop()
    throw error
  }
  const known: Demo[] = demos.map(({ url, databaseUrl }) => ({ url, databaseUrl }))
  process.env.E2E_DEMOS = JSON.stringify(known)
  return stop
}

async function fillTemplate(postgresUrl: string, dataDir: string): Promise<void> {
  const databaseUrl = await createDatabase(postgresUrl, TEMPLATE)
  const server = await startDemo({ dataDir, databaseUrl })
  await untilDelivered(databaseUrl)
  await server.stop()
}

const MOST_LOOKS = 600

/** Waits until everything that the demo's week caused has been delivered, once for all copies. */
async function untilDelivered(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlForRole(databaseUrl, WORKER_ROLE) })
  await client.connect()
  try {
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const { rows } = await client.query('select from graphile_worker.jobs limit 1')
      if (rows.length === 0) return
      await pause(100)
    }
    throw new Error('The demo does not come to an end with its events')
  } finally {
    await client.end()
  }
}
