-- Trading on the tab, in shifts, on paired devices: what a shop does all day, also without a network.

-- A till is a paired device. It signs what it sends with a key that can't leave it.
alter table till
  -- SubjectPublicKeyInfo of its P-256 key, base64. Null for tills of demo data and tests.
  add column public_key    text check (length(public_key) <= 500),
  -- The secret that binds PIN verifiers to this device.
  add column pin_key       bytea check (octet_length(pin_key) = 32),
  add column paired_by     uuid,
  add column paired_at     timestamptz,
  add column unsent_count  integer not null default 0 check (unsent_count >= 0),
  add column unsent_minor  bigint not null default 0 check (unsent_minor >= 0),
  add column revoked_by    uuid;
-- A device is looked up before its tenant is known.
create index till_by_id on till (id);

-- A code that makes a device a till, once: made by the owner, used by the device, and confirmed by
-- the owner, who sees the same two digits on both screens.
create table till_pairing (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  token_hash   bytea not null unique,
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  till_id      uuid,
  journal_id   uuid,
  device_name  text check (length(device_name) <= 60),
  public_key   text check (length(public_key) <= 500),
  match_number smallint check (match_number between 10 and 99),
  claimed_at   timestamptz,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  primary key (tenant_id, id)
);
create index till_pairing_by_till on till_pairing (till_id) where till_id is not null;
select fence('till_pairing', 'select, insert, update');

-- A device asks before its tenant is known; each function answers one exact id or code.
create function find_till_device(device_id uuid)
returns table (tenant_id uuid, till_id uuid, public_key text, revoked_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.tenant_id, t.id, t.public_key, t.revoked_at from till t
  where t.id = device_id and t.public_key is not null
$$;

create function find_till_pairing(hash bytea)
returns table (tenant_id uuid, pairing_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.tenant_id, p.id from till_pairing p where p.token_hash = hash
$$;

create function find_claimed_pairing(device_id uuid)
returns table (tenant_id uuid, pairing_id uuid, public_key text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.tenant_id, p.id, p.public_key from till_pairing p where p.till_id = device_id
  order by p.claimed_at desc limit 1
$$;

-- A cashier's PIN: PBKDF2-SHA256, 600,000 rounds. Six digits are found in days, so it only ever
-- counts together with a paired device, and devices get it bound to their own secret.
create table cashier_pin (
  tenant_id  uuid not null default current_tenant() references tenant,
  user_id    uuid not null,
  salt       bytea not null check (octet_length(salt) = 16),
  hash       bytea not null check (octet_length(hash) = 32),
  iterations integer not null check (iterations >= 600000),
  set_at     timestamptz not null default now(),
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references membership (tenant_id, user_id)
);
select fence('cashier_pin', 'select, insert, update, delete');

-- Shifts. What a device counted is kept as it was counted; what comes later is a line beside it.
alter table shift add column float_counts jsonb not null default '[]';

create table shift_close (
  tenant_id       uuid not null default current_tenant() references tenant,
  shift_id        uuid not null,
  closed_at       timestamptz not null,
  closed_by       uuid,
  counts          jsonb not null default '[]',
  counted_minor   bigint not null check (counted_minor >= 0),
  -- What the device expected, and what the rows here came to when the closing arrived.
  device_minor    bigint not null,
  expected_minor  bigint not null,
  sale_count      integer not null check (sale_count >= 0),
  note            text check (length(note) <= 200),
  received_at     timestamptz not null default now(),
  primary key (tenant_id, shift_id),
  foreign key (tenant_id, shift_id) references shift (tenant_id, id)
);
select fence('shift_close', 'select, insert');

-- Something of a closed shift arrived after its closing: the drawer had been counted with it, so its
-- cash is taken off the difference again.
create table shift_correction (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  shift_id    uuid not null,
  source_type text not null check (length(source_type) <= 40),
  source_id   uuid not null,
  cash_minor  bigint not null,
  arrived_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, source_type, source_id),
  foreign key (tenant_id, shift_id) references shift (tenant_id, id)
);
select fence('shift_correction', 'select, insert');

create table cash_move (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  till_id      uuid not null,
  shift_id     uuid not null,
  direction    text not null check (direction in ('in', 'out')),
  reason       text not null check (reason in ('change', 'bank', 'supplier', 'expense', 'owner', 'other')),
  amount_minor bigint not null check (amount_minor > 0),
  note         text check (length(note) <= 120),
  moved_at     timestamptz not null,
  cashier_id   uuid not null,
  approved_by  uuid,
  received_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
create index cash_move_of_shift on cash_move (tenant_id, shift_id);
select fence('cash_move', 'select, insert');

create table drawer_open (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  till_id     uuid not null,
  shift_id    uuid,
  reason      text not null check (reason in ('change', 'check', 'customer', 'other')),
  opened_at   timestamptz not null,
  cashier_id  uuid not null,
  approved_by uuid,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
create index drawer_open_of_shift on drawer_open (tenant_id, shift_id) where shift_id is not null;
select fence('drawer_open', 'select, insert');

-- Customers. What can be forgotten stands apart from what the books point at.
create table customer (
  tenant_id       uuid not null default current_tenant() references tenant,
  id              uuid not null,
  -- How much they may owe; null takes the shop's own limit.
  tab_limit_minor bigint check (tab_limit_minor between 0 and 100000000),
  created_by      uuid default current_actor(),
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  archived_at     timestamptz,
  primary key (tenant_id, id)
);
select fence('customer', 'select, insert, update');

create table customer_personal (
  tenant_id   uuid not null default current_tenant() references tenant,
  customer_id uuid not null,
  name        text not null check (length(name) between 1 and 120),
  phone       text check (length(phone) between 1 and 40),
  primary key (tenant_id, customer_id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
select fence('customer_personal', 'select, insert, update, delete');

-- The tab (賒帳): what a customer took without paying (positive) and paid or brought back (negative).
create table tab_entry (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  customer_id  uuid not null,
  kind         text not null check (kind in ('sale', 'refund', 'payment')),
  amount_minor bigint not null check (amount_minor <> 0),
  source_type  text not null check (length(source_type) <= 40),
  source_id    uuid not null,
  source_line  integer not null default 0,
  occurred_at  timestamptz not null,
  recorded_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, source_type, source_id, source_line),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index tab_entry_of on tab_entry (tenant_id, customer_id, occurred_at, id);
select fence('tab_entry', 'select, insert');

-- The sum of a customer's entries, moved with them.
create table tab_balance (
  tenant_id     uuid not null default current_tenant() references tenant,
  customer_id   uuid not null,
  balance_minor bigint not null,
  primary key (tenant_id, customer_id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
) with (fillfactor = 70);
select fence('tab_balance', 'select, insert, update');

create table tab_payment (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  customer_id    uuid not null,
  till_id        uuid,
  shift_id       uuid,
  receipt_no     text not null,
  tender         text not null check (tender in ('cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher')),
  amount_minor   bigint not null check (amount_minor > 0),
  tendered_minor bigint not null check (tendered_minor >= amount_minor),
  paid_at        timestamptz not null,
  cashier_id     uuid,
  received_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
create index tab_payment_of_shift on tab_payment (tenant_id, shift_id) where shift_id is not null;
select fence('tab_payment', 'select, insert');

-- A sale may belong to a customer, and may be paid by the tab or by goods that came back.
alter table sale add column customer_id uuid;
alter table sale add column exchange_refund_id uuid;
alter table sale add foreign key (tenant_id, customer_id) references customer (tenant_id, id);
create index sale_of_customer on sale (tenant_id, customer_id, sold_at) where customer_id is not null;
alter table sale_payment drop constraint sale_payment_tender_check;
alter table sale_payment add constraint sale_payment_tender_check check (tender in
  ('cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher', 'tab', 'exchange'));

-- Who agreed to what the shop's rules ask somebody in charge for.
create table sale_approval (
  tenant_id   uuid not null default current_tenant() references tenant,
  sale_id     uuid not null,
  position    smallint not null,
  kind        text not null check (length(kind) <= 20),
  approved_by uuid not null,
  primary key (tenant_id, sale_id, position),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id)
);
select fence('sale_approval', 'select, insert');

-- Goods that came back. Never more than was sold: checked under a lock on the sale.
create table sale_refund (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  sale_id       uuid not null,
  kind          text not null check (kind in ('refund', 'void')),
  channel       text not null default 'till' check (channel in ('till', 'office')),
  till_id       uuid,
  shift_id      uuid,
  receipt_no    text not null,
  business_date date not null,
  refunded_at   timestamptz not null,
  received_at   timestamptz not null default now(),
  cashier_id    uuid,
  approved_by   uuid,
  reason        text not null check (reason in ('mistake', 'defect', 'changed_mind', 'other')),
  customer_id   uuid,
  total_minor   bigint not null check (total_minor >= 0),
  tax_minor     bigint not null check (tax_minor >= 0),
  cost_minor    bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id),
  foreign key (tenant_id, till_id) references till (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer (tenant_id, id)
);
create index sale_refund_of on sale_refund (tenant_id, sale_id);
create index sale_refund_by_day on sale_refund (tenant_id, business_date, refunded_at, id);
create index sale_refund_of_shift on sale_refund (tenant_id, shift_id) where shift_id is not null;
select fence('sale_refund', 'select, insert');

create table sale_refund_line (
  tenant_id      uuid not null default current_tenant() references tenant,
  refund_id      uuid not null,
  position       smallint not null,
  sale_id        uuid not null,
  sale_position  smallint not null,
  product_id     uuid not null,
  quantity_milli bigint not null check (quantity_milli > 0),
  total_minor    bigint not null check (total_minor >= 0),
  tax_minor      bigint not null check (tax_minor >= 0),
  cost_minor     bigint not null,
  is_restocked   boolean not null,
  primary key (tenant_id, refund_id, position),
  foreign key (tenant_id, refund_id) references sale_refund (tenant_id, id),
  foreign key (tenant_id, sale_id, sale_position) references sale_line (tenant_id, sale_id, position),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index sale_refund_line_of on sale_refund_line (tenant_id, sale_id, sale_position);
select fence('sale_refund_line', 'select, insert');

create table sale_refund_payment (
  tenant_id    uuid not null default current_tenant() references tenant,
  refund_id    uuid not null,
  position     smallint not null,
  tender       text not null check (tender in
               ('cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher', 'tab', 'exchange')),
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (tenant_id, refund_id, position),
  foreign key (tenant_id, refund_id) references sale_refund (tenant_id, id)
);
select fence('sale_refund_payment', 'select, insert');

-- What a person did about an event that needed one. The event itself is never changed.
create table event_resolution (
  tenant_id   uuid not null default current_tenant() references tenant,
  -- The event's id, or a fork's.
  subject_id  uuid not null,
  action      text not null check (action in ('seen', 'booked', 'set_aside')),
  note        text check (length(note) <= 200),
  resolved_by uuid default current_actor(),
  resolved_at timestamptz not null default now(),
  primary key (tenant_id, subject_id)
);
select fence('event_resolution', 'select, insert');

-- Goods that scammers make people buy: game points, prepaid cards, large top-ups.
alter table category add column is_scam_prone boolean not null default false;

-- The questions before such a sale, and how it went on. Says nothing of the person.
create table scam_pause (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  till_id      uuid not null,
  paused_at    timestamptz not null,
  amount_minor bigint not null check (amount_minor >= 0),
  outcome      text not null check (outcome in ('went_on', 'stopped', 'called_165')),
  answers      jsonb not null default '{}',
  received_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
create index scam_pause_by_time on scam_pause (tenant_id, paused_at);
select fence('scam_pause', 'select, insert');

-- In a centre's own books: that a shop which shares its counts asked the questions. No amounts, no goods.
create table shared_scam_pause (
  tenant_id      uuid not null default current_tenant() references tenant,
  source_id      uuid not null,
  shop_tenant_id uuid not null,
  month          date not null check (extract(day from month) = 1),
  outcome        text not null check (outcome in ('went_on', 'stopped', 'called_165')),
  primary key (tenant_id, source_id)
);
create index shared_scam_pause_by_month on shared_scam_pause (tenant_id, month);
select fence('shared_scam_pause', 'select, insert');

-- What the customer's screen shows, for a phone that is paired as one. It lives for a day.
create table till_display (
  tenant_id  uuid not null default current_tenant() references tenant,
  till_id    uuid not null,
  token_hash bytea not null unique,
  state      jsonb not null default '{}',
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (tenant_id, till_id),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
select fence('till_display', 'select, insert, update, delete');

create function find_till_display(hash bytea)
returns table (tenant_id uuid, till_id uuid, state jsonb, changed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.tenant_id, d.till_id, d.state, d.changed_at from till_display d
  where d.token_hash = hash and d.expires_at > now()
$$;

revoke execute on function find_till_device(uuid), find_till_pairing(bytea),
  find_claimed_pairing(uuid), find_till_display(bytea) from public;
grant execute on function find_till_device(uuid), find_till_pairing(bytea),
  find_claimed_pairing(uuid), find_till_display(bytea) to tillage_app;

-- Goods that come back pay for goods that go out: shops that opened before get the account too.
insert into account (tenant_id, code, name, names, kind)
select t.id, '2302', '換貨暫收', '{"en": "Exchanges in hand"}', 'liability' from tenant t
on conflict (tenant_id, code) do nothing;
