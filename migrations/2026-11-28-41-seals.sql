-- Entries are sealed a moment after they are posted: each seal hashes its entry and the seal before, so
-- that nobody can change, remove or slip in an entry unseen, not even the owner of the database.
-- Tills never wait for the chain: what waits for its seal stands in a list, and a job takes it off.
create table entry_seal (
  tenant_id uuid not null default current_tenant() references tenant,
  seq       bigint not null check (seq > 0),
  entry_id  uuid not null,
  -- How the entry was put into bytes; see docs/decisions/021-ledger.md.
  version   smallint not null check (version > 0),
  hash      bytea not null check (octet_length(hash) = 32),
  sealed_at timestamptz not null default now(),
  primary key (tenant_id, seq),
  unique (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id)
);
select fence('entry_seal', 'select, insert');

create table entry_to_seal (
  tenant_id uuid not null default current_tenant() references tenant,
  entry_id  uuid not null,
  primary key (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id)
);
select fence('entry_to_seal', 'select, insert, delete');
insert into entry_to_seal (tenant_id, entry_id) select tenant_id, id from journal_entry;

-- What a check found. Its head has to be found again by every later one: else the end was cut off.
create table seal_check (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  sealed_count bigint not null check (sealed_count >= 0),
  head_seq     bigint,
  head_hash    bytea,
  -- changed: not what was sealed · missing: the entry is gone · gap: a seal is gone
  -- unsealed: an entry that nobody posted · cut: not the chain that an earlier check saw
  problem      text check (problem in ('changed', 'missing', 'gap', 'unsealed', 'cut')),
  bad_entry_id uuid,
  bad_seq      bigint,
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
create index seal_check_newest on seal_check (tenant_id, created_at desc, id);
select fence('seal_check', 'select, insert');

-- Whose entries wait, for the job that seals them: ids of tenants, and nothing of theirs.
create function list_tenants_to_seal()
returns table (tenant_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  select distinct q.tenant_id from entry_to_seal q limit 1000
$$;
revoke execute on function list_tenants_to_seal() from public;
grant execute on function list_tenants_to_seal() to tillage_app;
