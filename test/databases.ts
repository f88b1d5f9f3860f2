import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Databases that come and go on the server of a test run. */

/** The address of another database on the same server. */
export function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}

/**
 * Makes a database, empty or with everything that another one holds; nobody may be in that one.
 * @returns its address.
 */
export async function createDatabase(
  url: string,
  name: string,
  template = 'template0',
): Promise<string> {
  await onServer(url, async (client) => {
    await untilNobodyIsIn(client, template)
    await client.query(`create database ${name} encoding 'UTF8' template ${template}`)
  })
  return inDatabase(url, name)
}

/** Drops a database once its last session has ended; the owner may not end sessions of other roles. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(url, async (client) => {
    await untilNobodyIsIn(client, name)
    await client.query(`drop database ${name}`)
  })
}

const MOST_LOOKS = 100
const BETWEEN_LOOKS_MS = 50

async function untilNobodyIsIn(client: pg.Client, name: string): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [
      name,
    ])
    if (!rowCount) return
    await pause(BETWEEN_LOOKS_MS)
  }
}

async function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
