import { sql } from 'kysely'
import type { Db } from './db.ts'

/** Tables without a tenant, each with the reason why that is right. */
export const GLOBAL_TABLES: Record<string, string> = {
  user_account: 'a person belongs to many tenants; fenced by person and shared membership',
  user_credential: 'a person signs in before a tenant is known; fenced by person',
  user_session: 'a session spans tenants; fenced by person',
  legal_rate: 'law is the same for everybody; read-only',
  legal_amount: 'law is the same for everybody; read-only',
  reported_contact: 'what the police list as reported is the same for everybody; read-only',
  rate_limit: 'hashed keys and counters; no tenant data',
  passkey_challenge: 'hashes of words that are signed once; no tenant data',
  kysely_migration: 'the list of migrations; no right for the runtime role',
  kysely_migration_lock: 'the lock of the migrator; no right for the runtime role',
}
/** Global tables that hold people's data: fenced too, by person. */
const PERSON_TABLES = ['user_account', 'user_credential', 'user_session']

/**
 * Functions that may see across tenants; each answers one exact secret, the caller's own rows, or for the
 * job of the day the ids of tenants and nothing of them.
 */
const DEFINER_FUNCTIONS = [
  'find_class_code',
  'find_certificate',
  'find_reminder_code',
  'find_reminding_centres',
  'find_sign_in',
  'find_session',
  'find_invitation',
  'find_api_token',
  'find_till_device',
  'find_till_pairing',
  'find_claimed_pairing',
  'find_till_display',
  'find_asking_printers',
  'find_print_agent',
  'find_centre',
  'list_tenants_to_seal',
  'list_tenants_with_recurring',
  'jobs.enqueue_events',
]

/**
 * Reads the catalogue and lists every hole in the fence between tenants, in sentences.
 * The process refuses to start unless the list is empty; the tests prove that each hole is found.
 *
 * @param db connected as the runtime role.
 */
export async function findFenceHoles(db: Db): Promise<string[]> {
  const holes = await Promise.all([
    roleHoles(db),
    tableHoles(db),
    keyHoles(db),
    foreignKeyHoles(db),
    definerHoles(db),
    viewHoles(db),
  ])
  return holes.flat()
}

async function roleHoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    name: string
    super: boolean
    bypass: boolean
    owns: string
    member: string
  }>`
    select current_user as name, r.rolsuper as super, r.rolbypassrls as bypass,
      (select count(*) from pg_class c where c.relowner = r.oid)::text as owns,
      (select count(*) from pg_auth_members m where m.member = r.oid)::text as member
    from pg_roles r where r.rolname = current_user`.execute(db)
  const role = rows[0]
  if (!role) return ['the runtime role is unknown']
  const found: string[] = []
  if (role.super) found.push(`the runtime role ${role.name} is a superuser`)
  if (role.bypass) found.push(`the runtime role ${role.name} bypasses row-level security`)
  if (role.owns !== '0') found.push(`the runtime role ${role.name} owns ${role.owns} tables`)
  if (role.member !== '0') found.push(`the runtime role ${role.name} is a member of another role`)
  return found
}

async function tableHoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    name: string
    hasTenant: boolean
    enabled: boolean
    forced: boolean
    restrictive: boolean
    others: string | null
  }>`
    select c.relname as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as has_tenant,
      c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
              and p.polname in ('tenant_isolation', 'person_isolation')
              and p.polcmd = '*' and p.polqual is not null and p.polwithcheck is not null) as restrictive,
      (select string_agg(p.polname, ', ') from pg_policy p where p.polrelid = c.oid and p.polname not in
        ('tenant_isolation', 'tenant_allow', 'person_isolation', 'person_allow', 'owner_maintenance')) as others
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')`.execute(db)
  const found: string[] = []
  for (const table of rows) {
    const isFenced = table.enabled && table.forced && table.restrictive
    const needsFence =
      table.hasTenant || table.name === 'tenant' || PERSON_TABLES.includes(table.name)
    if (needsFence && !isFenced) found.push(`table ${table.name} is not fenced`)
    if (!needsFence && !(table.name in GLOBAL_TABLES)) {
      found.push(`table ${table.name} has no tenant_id and no reason to be global`)
    }
    if (table.others) found.push(`table ${table.name} has a policy nobody expects: ${table.others}`)
  }
  return found
}

/** Every primary and unique key of a tenant's table begins with the tenant. */
async function keyHoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ table: string; key: string }>`
    select c.relname as "table", i.relname as key
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
    where n.nspname = 'public' and x.indisunique and x.indkey[0] <> t.attnum
      -- A secret's hash is looked up before the tenant is known, and is unique by its 256 bits.
      and not (array_length(x.indkey::int2[], 1) = 1 and exists (
        select from pg_attribute h where h.attrelid = c.oid and h.attnum = x.indkey[0]
        and h.attname = 'token_hash'))`.execute(db)
  return rows.map((row) => `key ${row.key} of table ${row.table} does not begin with tenant_id`)
}

/** A foreign key is checked without row-level security, so it must carry the tenant itself. */
async function foreignKeyHoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ table: string; key: string }>`
    select c.conrelid::regclass::text as "table", c.conname as key
    from pg_constraint c
    join pg_attribute mine on mine.attrelid = c.conrelid and mine.attname = 'tenant_id'
    join pg_attribute theirs on theirs.attrelid = c.confrelid and theirs.attname = 'tenant_id'
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
      and not (c.conkey[1] = mine.attnum and c.confkey[1] = theirs.attnum)`.execute(db)
  return rows.map((row) => `foreign key ${row.key} of table ${row.table} does not carry tenant_id`)
}

async function definerHoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select case when n.nspname = 'public' then p.proname else n.nspname || '.' || p.proname end as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')`.execute(
    db,
  )
  return rows
    .filter((row) => !DEFINER_FUNCTIONS.includes(row.name))
    .map((row) => `function ${row.name} runs with its owner's rights and is not on the list`)
}

async function viewHoles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and (c.relkind = 'm' or (c.relkind = 'v'
      and not coalesce(c.reloptions::text like '%security_invoker=true%', false)))`.execute(db)
  return rows.map((row) => `view ${row.name} shows rows with its owner's rights`)
}
