-- The books: double entry, whole NT$, append-only. A debit is positive and a credit negative.

create table account (
  tenant_id   uuid not null default current_tenant() references tenant,
  code        text not null check (code ~ '^[0-9]{4,8}$'),
  name        text not null,
  names       jsonb not null default '{}',
  kind        text not null check (kind in ('asset', 'liability', 'equity', 'income', 'expense')),
  archived_at timestamptz,
  primary key (tenant_id, code)
);
select fence('account', 'select, insert, update');

create table journal_entry (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  posted_on   date not null,
  kind        text not null,
  memo        text not null default '',
  source_type text not null,
  source_id   uuid not null,
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, source_type, source_id, kind)
);
-- It ends with the id so that no foreign key check ever prefers it to the primary key: without
-- statistics PostgreSQL takes the narrower index, and then reads all of a tenant's rows.
create index journal_entry_by_day on journal_entry (tenant_id, posted_on, id);
select fence('journal_entry', 'select, insert');

create table posting (
  tenant_id    uuid not null default current_tenant() references tenant,
  entry_id     uuid not null,
  position     smallint not null,
  account_code text not null,
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (tenant_id, entry_id, position),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id),
  foreign key (tenant_id, account_code) references account (tenant_id, code)
);
create index posting_by_account on posting (tenant_id, account_code) include (amount_minor);
select fence('posting', 'select, insert');

-- Debits equal credits. Checked once per statement and not once per row: all postings of an entry
-- come in one statement, and an entry that has postings takes no more.
create function check_balanced() returns trigger language plpgsql as $$
declare bad uuid;
begin
  select n.entry_id into bad from added n group by n.tenant_id, n.entry_id
  having sum(n.amount_minor) <> 0
      or count(*) <> (select count(*) from posting p
                      where p.tenant_id = n.tenant_id and p.entry_id = n.entry_id)
  limit 1;
  if bad is not null then
    raise exception 'journal entry % does not balance', bad using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger posting_balanced after insert on posting
  referencing new table as added for each statement execute function check_balanced();
