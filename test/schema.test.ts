import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { closeDatabase, database, inTenant, openDatabase } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'
import { findFenceHoles } from '#modules/kernel/self-check.ts'
import { createDatabase, dropDatabase } from './databases.ts'
import { makeTenant } from './make.ts'

/** A copy of the migrated database in which a test may break things. */
async function withCopy(work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const name = `tillage_copy_${randomBytes(6).toString('hex')}`
  const ownerUrl = await createDatabase(inject('ownerUrl'), name)
  await migrate(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  openDatabase({ appUrl: urlForRole(ownerUrl, APP_ROLE), maxConnections: 4 })
  try {
    await work(owner)
  } finally {
    await closeDatabase()
    await owner.end()
    await dropDatabase(inject('ownerUrl'), name)
  }
}

test('every table is fenced, and the check finds each way to break a fence', async () => {
  await withCopy(async (owner) => {
    expect(await findFenceHoles(database())).toEqual([])

    const breaks: [string, string, RegExp][] = [
      [
        'alter table sale no force row level security',
        'alter table sale force row level security',
        /sale is not fenced/,
      ],
      [
        'alter table sale disable row level security',
        'alter table sale enable row level security',
        /sale is not fenced/,
      ],
      [
        'alter policy tenant_isolation on product rename to gone',
        'alter policy gone on product rename to tenant_isolation',
        /product is not fenced/,
      ],
      [
        'create policy wide on product using (true)',
        'drop policy wide on product',
        /policy nobody expects: wide/,
      ],
      ['create table loose (id uuid primary key)', 'drop table loose', /loose has no tenant_id/],
      [
        'create table bare (tenant_id uuid, id uuid, primary key (tenant_id, id))',
        'drop table bare',
        /bare is not fenced/,
      ],
      [
        'create unique index loose_key on product (sku)',
        'drop index loose_key',
        /loose_key .* begin with tenant_id/,
      ],
      [
        `alter table product add constraint loose_unique unique (id);
         create table child (tenant_id uuid not null, id uuid, product_id uuid references product (id), primary key (tenant_id, id));
         select fence('child', 'select')`,
        'drop table child; alter table product drop constraint loose_unique',
        /foreign key .* of table child does not carry tenant_id/,
      ],
      [
        'create function peek() returns bigint language sql security definer as $$ select count(*) from sale $$',
        'drop function peek()',
        /function peek runs with its owner's rights/,
      ],
      [
        'create view all_sales as select * from sale',
        'drop view all_sales',
        /view all_sales shows rows/,
      ],
    ]
    for (const [breakIt, mendIt, hole] of breaks) {
      await owner.query(breakIt)
      expect((await findFenceHoles(database())).join('\n'), breakIt).toMatch(hole)
      await owner.query(mendIt)
      expect(await findFenceHoles(database()), `after ${mendIt}`).toEqual([])
    }
  })
})

test('a superuser as runtime role is refused', async () => {
  const superuser = new URL(inject('ownerUrl'))
  openDatabase({ appUrl: superuser.toString(), maxConnections: 2 })
  try {
    expect((await findFenceHoles(database())).join('\n')).toMatch(/owns \d+ tables|is a superuser/)
  } finally {
    await closeDatabase()
  }
})

test('each table, read and written as one tenant, shows and takes nothing of another', async () => {
  openDatabase({ appUrl: urlForRole(inject('ownerUrl'), APP_ROLE), maxConnections: 4 })
  try {
    const mine = await makeTenant()
    const theirs = await makeTenant()
    const tables = await database()
      .selectFrom(
        sql<{ name: string; rights: string }>`(
        select c.relname as name, string_agg(g.privilege_type, ',') as rights
        from pg_class c join information_schema.role_table_grants g on g.table_name = c.relname and g.grantee = current_user
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by 1)`.as('t'),
      )
      .selectAll()
      .execute()
    expect(tables.length).toBeGreaterThan(20)
    for (const { name, rights } of tables) {
      const table = sql.table(name)
      const seen = await mine.read((tx) =>
        sql<{
          n: number
        }>`select count(*)::int as n from ${table} where tenant_id <> ${mine.tenantId}`.execute(tx),
      )
      expect(seen.rows[0]?.n, name).toBe(0)
      if (rights.includes('UPDATE')) {
        const changed = await mine.run((tx) =>
          sql`update ${table} set tenant_id = tenant_id where tenant_id = ${theirs.tenantId}`.execute(
            tx,
          ),
        )
        expect(changed.numAffectedRows ?? 0n, name).toBe(0n)
      }
      if (rights.includes('INSERT')) {
        // The fence speaks before or after a missing column does; either way nothing is written.
        await expect(
          mine.run((tx) =>
            sql`insert into ${table} (tenant_id) values (${theirs.tenantId})`.execute(tx),
          ),
          name,
        ).rejects.toThrow(/row-level security|violates/)
      }
    }
  } finally {
    await closeDatabase()
  }
})

test('without a tenant a query is an error and not an empty list', async () => {
  openDatabase({ appUrl: urlForRole(inject('ownerUrl'), APP_ROLE), maxConnections: 2 })
  try {
    await expect(database().selectFrom('product').select('id').execute()).rejects.toThrow(
      /app\.tenant_id|uuid/,
    )
    await inTenant({ tenantId: newId(), userId: null }, 'read only', (tx) =>
      tx.selectFrom('product').select('id').execute(),
    )
    await expect(database().selectFrom('product').select('id').execute()).rejects.toThrow(
      /app\.tenant_id|uuid/,
    )
  } finally {
    await closeDatabase()
  }
})
