import path from 'node:path'
import { closeDatabase, database, openDatabase } from '#modules/kernel/db.ts'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import type { Env } from '#modules/kernel/env.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { APP_ROLE, urlForRole, WORKER_ROLE } from '#modules/kernel/roles.ts'
import { findFenceHoles } from '#modules/kernel/self-check.ts'

/** Something a person at the keyboard can put right, said in one sentence. */
export class BootError extends Error {}

export interface Store {
  ownerUrl: string
  workerUrl: string
  /** Where the rows lie, in words for the console; without a password. */
  place: string
  /** Migrations that ran now. */
  migrated: string[]
  close(): Promise<void>
}

/**
 * Finds or starts PostgreSQL, brings it to this version, and refuses to go on while the fence
 * between tenants has a hole.
 *
 * @throws BootError with one sentence when the database can't be reached or used.
 */
export async function openStore(env: Env, log: (line: string) => void): Promise<Store> {
  const server = env.DATABASE_URL ? given(env.DATABASE_URL) : await embedded(env, log)
  try {
    const migrated = await migrate(server.ownerUrl).catch((error: unknown) => {
      throw explain(error, server.place)
    })
    const appUrl = env.DATABASE_APP_URL ?? urlForRole(server.ownerUrl, APP_ROLE)
    openDatabase({ appUrl, maxConnections: env.DATABASE_POOL })
    const holes = await findFenceHoles(database())
    if (holes.length > 0) {
      throw new BootError(
        `Tillage does not start, because tenants could see each other: ${holes.join('; ')}.`,
      )
    }
    const close = async () => {
      await closeDatabase()
      await server.stop()
    }
    const workerUrl = urlForRole(server.ownerUrl, WORKER_ROLE)
    return { ownerUrl: server.ownerUrl, workerUrl, place: server.place, migrated, close }
  } catch (error) {
    await closeDatabase()
    await server.stop()
    throw error
  }
}

interface Server {
  ownerUrl: string
  place: string
  stop(): Promise<void>
}

function given(ownerUrl: string): Server {
  const url = URL.canParse(ownerUrl) ? new URL(ownerUrl) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new BootError(
      'DATABASE_URL is not a PostgreSQL address. It looks like postgres://user:password@host:5432/name.',
    )
  }
  return {
    ownerUrl,
    place: `${url.hostname}:${url.port || 5432}${url.pathname}`,
    stop: async () => undefined,
  }
}

async function embedded(env: Env, log: (line: string) => void): Promise<Server> {
  const dataDir = path.resolve(env.DATA_DIR, 'postgres')
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log,
    ...(env.TILLAGE_PG_BIN ? { binDir: env.TILLAGE_PG_BIN } : {}),
  })
  return {
    ownerUrl: postgres.ownerUrl,
    place: path.relative('.', postgres.dataDir),
    stop: () => postgres.stop(),
  }
}

function explain(error: unknown, place: string): unknown {
  const code = error && typeof error === 'object' && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : ''
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN'].includes(code)) {
    return new BootError(
      `No PostgreSQL answers at ${place}. Check DATABASE_URL, and that the server runs.`,
    )
  }
  if (code === '28P01' || code === '28000') {
    return new BootError(
      `PostgreSQL at ${place} refused the sign-in. Check the user and password in DATABASE_URL.`,
    )
  }
  if (code === '3D000')
    return new BootError(`The database of DATABASE_URL (${place}) does not exist. Create it first.`)
  if (code === '42501') {
    return new BootError(
      `The role of DATABASE_URL may not set up ${place} (${message}). It must own the database and be allowed to create roles.`,
    )
  }
  return error
}
