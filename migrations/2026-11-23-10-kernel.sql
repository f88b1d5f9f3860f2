-- The fence around a tenant. Everything below it is written with `fence()`, so that row-level
-- security can't be forgotten: test/schema.test.ts and the start-up self-check read the catalogue.

-- The tenant of this transaction. Unset is an error and never an empty answer, because a missing
-- fence must be loud: current_setting raises, and so does the cast of an empty text.
create function current_tenant() returns uuid language sql stable parallel safe as
  $$ select current_setting('app.tenant_id')::uuid $$;

-- Who acts in this transaction; null for the system itself.
create function current_actor() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

-- Forces row-level security on a table and grants the runtime role the given rights and no others.
-- The restrictive policy stands beside a permissive one, so that a policy added later can widen
-- nothing. The owner (migrations, maintenance) sees all rows; it serves no request.
create function fence(target regclass, privileges text, key name default 'tenant_id')
returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant_isolation on %s as restrictive for all to tillage_app
       using (%I = (select current_tenant())) with check (%I = (select current_tenant()))',
    target, key, key);
  execute format(
    'create policy tenant_allow on %s for all to tillage_app using (true) with check (true)', target);
  execute format(
    'create policy owner_maintenance on %s for all to %I using (true) with check (true)',
    target, current_user);
  execute format('grant %s on %s to tillage_app', privileges, target);
end $$;

-- The same for tables that belong to a person rather than to a tenant.
create function fence_person(target regclass, privileges text, key name default 'user_id')
returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy person_isolation on %s as restrictive for all to tillage_app
       using (%I = (select current_actor())) with check (%I = (select current_actor()))',
    target, key, key);
  execute format(
    'create policy person_allow on %s for all to tillage_app using (true) with check (true)', target);
  execute format(
    'create policy owner_maintenance on %s for all to %I using (true) with check (true)',
    target, current_user);
  execute format('grant %s on %s to tillage_app', privileges, target);
end $$;

revoke execute on function fence(regclass, text, name) from public;
revoke execute on function fence_person(regclass, text, name) from public;

-- A shop or a centre. `slug` is the first part of its addresses.
create table tenant (
  id          uuid primary key,
  kind        text not null check (kind in ('shop', 'centre')),
  slug        text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{2,39}$'),
  name        text not null check (length(name) between 1 and 120),
  phone       text check (length(phone) <= 40),
  address     text check (length(address) <= 200),
  locale      text not null default 'zh-TW',
  calendar    text not null default 'roc' check (calendar in ('roc', 'gregory')),
  time_zone   text not null default 'Asia/Taipei',
  currency    text not null default 'TWD' check (currency = 'TWD'),
  created_at  timestamptz not null default now()
);
select fence('tenant', 'select, insert, update', 'id');

-- Who did what. Append-only by grant, like every history.
create table audit_log (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  at          timestamptz not null default now(),
  actor_id    uuid default current_actor(),
  action      text not null check (length(action) <= 80),
  target_type text not null check (length(target_type) <= 40),
  target_id   text check (length(target_id) <= 80),
  detail      jsonb not null default '{}',
  request_id  text,
  primary key (tenant_id, id)
);
create index audit_log_recent on audit_log (tenant_id, at desc);
select fence('audit_log', 'select, insert');

-- Settings are effective-dated: a new value is a new row, and a document keeps the rule of its day.
create table tenant_setting (
  tenant_id   uuid not null default current_tenant() references tenant,
  key         text not null check (length(key) <= 60),
  valid_from  timestamptz not null,
  value       jsonb not null,
  set_by      uuid default current_actor(),
  set_at      timestamptz not null default now(),
  primary key (tenant_id, key, valid_from)
);
select fence('tenant_setting', 'select, insert');

-- Rates set by law, the same for everybody, with their source. Read-only to the application.
create table legal_rate (
  code        text not null,
  valid_from  date not null,
  rate_ppm    integer not null check (rate_ppm between 0 and 1000000),
  source      text not null,
  primary key (code, valid_from)
);
grant select on legal_rate to tillage_app;
insert into legal_rate (code, valid_from, rate_ppm, source) values
  ('vat_standard', '1986-04-01', 50000, '加值型及非加值型營業稅法 §10; 行政院核定 5%'),
  ('vat_zero',     '1986-04-01', 0,     '加值型及非加值型營業稅法 §7'),
  ('vat_exempt',   '1986-04-01', 0,     '加值型及非加值型營業稅法 §8');

-- Counters of the rate limiter. They hold no tenant's data, only hashed keys and points.
create table rate_limit (
  key         varchar(255) primary key,
  points      integer not null default 0,
  expire      bigint
);
grant select, insert, update, delete on rate_limit to tillage_app;
