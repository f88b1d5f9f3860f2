-- Books that people keep by hand: own accounts, cost centres, undoing, and going behind a soft lock.

-- Money lies on it: the cash box, a bank account. What is paid comes from one of these.
alter table account add column holds_money boolean not null default false;
update account set holds_money = true where code in ('1101', '1102');

-- A part of the business that is looked at by itself: a branch, a stall, a project.
create table cost_centre (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 60),
  archived_at timestamptz,
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index cost_centre_name on cost_centre (tenant_id, name) where archived_at is null;
select fence('cost_centre', 'select, insert, update');

alter table journal_entry
  add column cost_centre_id uuid,
  add foreign key (tenant_id, cost_centre_id) references cost_centre (tenant_id, id);
create index journal_entry_by_cost_centre on journal_entry (tenant_id, cost_centre_id, posted_on, id)
  where cost_centre_id is not null;

-- Whatever a till sells belongs to its cost centre.
alter table till
  add column cost_centre_id uuid,
  add foreign key (tenant_id, cost_centre_id) references cost_centre (tenant_id, id);

-- An entry is undone once. A partial index serves no foreign key check, so it needs no id at its end.
drop index journal_entry_reverses;
create unique index journal_entry_undone_once on journal_entry (tenant_id, reverses_id)
  where reverses_id is not null;

-- Entries that somebody put behind a soft lock on purpose, and why.
create table lock_exception (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  entry_id   uuid not null,
  -- The lock that it went behind.
  through    date not null,
  reason     text not null check (length(reason) between 1 and 300),
  created_by uuid default current_actor(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id)
);
create index lock_exception_newest on lock_exception (tenant_id, created_at desc, id);
select fence('lock_exception', 'select, insert');

-- Whoever writes into the books holds the lock of periods together with others; whoever closes days
-- holds it alone. So nothing that began before a period was closed can land in it afterwards. Volatile
-- PL/pgSQL, because each of its statements then sees what was committed while it waited.
create function hold_periods() returns void language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(
    hashtextextended(current_tenant()::text || ':periods', 0));
end $$;

create or replace function first_open_day() returns date language plpgsql volatile as $$
begin
  perform hold_periods();
  return greatest(
    coalesce((select max(through) + 1 from period_lock where kind = 'hard'), '-infinity'::date),
    coalesce((select through + 1 from period_lock where kind = 'soft'
              order by created_at desc, id desc limit 1), '-infinity'::date));
end $$;

-- The first day that is not filed yet: as far back as anybody may go on purpose.
create function first_unfiled_day() returns date language plpgsql volatile as $$
begin
  perform hold_periods();
  return coalesce((select max(through) + 1 from period_lock where kind = 'hard'), '-infinity'::date);
end $$;
