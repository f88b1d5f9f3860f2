import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { migrate } from '#modules/kernel/migrate.ts'

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
  await onServer(server.url, `create database ${name} encoding 'UTF8' template template0`)
  const ownerUrl = withDatabase(server.url, name)
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
  const { rm } = await import('node:fs/promises')
  return {
    url: postgres.ownerUrl,
    stop: async () => {
      await postgres.stop()
      await rm(postgres.dataDir, { recursive: true, force: true })
    },
  }
}

/** Drops a database once its last session has ended; the owner may not end sessions of other roles. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (let tries = 0; ; tries += 1) {
      const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [
        name,
      ])
      if (!rowCount || tries === 100) break
      await client.query('select pg_sleep(0.05)')
    }
    await client.query(`drop database ${name}`)
  } finally {
    await client.end()
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}
