import pg from 'pg'
import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { readEnv } from '#modules/kernel/env.ts'
import { openStore } from '../server/boot.ts'

/**
 * Runs a command's work for one tenant, by the first part of its addresses, in one transaction.
 * For people at the server's own command line: nobody signs in.
 */
export async function forTenant<T>(
  slug: string,
  access: 'read only' | 'read write',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const store = await openStore(readEnv(), (line) => console.error(line))
  try {
    const tenantId = await findTenantId(store.ownerUrl, slug)
    if (!tenantId) throw new Error(`There is no shop or centre called ${slug}.`)
    return await inTenant({ tenantId, userId: null }, access, work)
  } finally {
    await store.close()
  }
}

async function findTenantId(ownerUrl: string, slug: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>('select id from tenant where slug = $1', [
      slug,
    ])
    return rows[0]?.id
  } finally {
    await client.end()
  }
}
