import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { createDatabase, dropDatabase } from './databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
  }
}

/**
 * One PostgreSQL for the whole run, migrated once: DATABASE_URL's when it is set, else an embedded
 * one without fsync. Each test makes a tenant of its own, and the fence separates them.
 */
export default async function setup(project: TestProject) {
  const server = await startServer()
  const name = `tillage_test_${randomBytes(6).toString('hex')}`
  const ownerUrl = await createDatabase(server.url, name)
  await migrate(ownerUrl)
  project.provide('ownerUrl', ownerUrl)
  return async () => {
    await dropDatabase(server.url, name)
    await server.stop()
  }
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const postgres = await startEmbeddedPostgres({
    dataDir: `data/test-postgres-${process.pid}`,
    durable: false,
  })
  return {
    url: postgres.ownerUrl,
    stop: async () => {
      await postgres.stop()
      await rm(postgres.dataDir, { recursive: true, force: true })
    },
  }
}
