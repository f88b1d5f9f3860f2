-- The till. What a device sends is kept word for word (till_event); what it means is booked beside it.

create table till (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  number        integer not null check (number > 0),
  name          text not null check (length(name) between 1 and 60),
  shell_version text,
  registered_by uuid default current_actor(),
  registered_at timestamptz not null default now(),
  last_seen_at  timestamptz,
  revoked_at    timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
select fence('till', 'select, insert, update');

-- One journal is one unbroken run of sequence numbers from 1. A device that lost its storage begins
-- another; what it finds of the old one can still be sent. The row is the lock that orders a device.
create table till_journal (
  tenant_id   uuid not null default current_tenant() references tenant,
  till_id     uuid not null,
  journal_id  uuid not null,
  acked_seq   bigint not null default 0,
  head_hash   text not null default repeat('0', 64),
  started_at  timestamptz not null default now(),
  primary key (tenant_id, till_id, journal_id),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
) with (fillfactor = 50);
select fence('till_journal', 'select, insert, update');

create table till_event (
  tenant_id      uuid not null default current_tenant() references tenant,
  event_id       uuid not null,
  till_id        uuid not null,
  journal_id     uuid not null,
  seq            bigint not null check (seq > 0),
  type           text not null,
  schema_version integer not null,
  body           jsonb not null,
  body_hash      text not null,
  wall_at        timestamptz not null,
  received_at    timestamptz not null default now(),
  disposition    text not null check (disposition in ('posted', 'posted_flagged', 'quarantined')),
  reasons        text[] not null default '{}',
  primary key (tenant_id, event_id),
  unique (tenant_id, till_id, journal_id, seq),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
create index till_event_needs_help on till_event (tenant_id, received_at)
  where disposition <> 'posted';
select fence('till_event', 'select, insert');

-- The same number or id used for something else. Kept whole, and shown to the owner.
create table till_event_fork (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  event_id    uuid not null,
  till_id     uuid not null,
  journal_id  uuid not null,
  seq         bigint not null,
  type        text not null,
  body        jsonb not null,
  body_hash   text not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, event_id, body_hash),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
select fence('till_event_fork', 'select, insert');

create table shift (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  till_id     uuid not null,
  opened_at   timestamptz not null,
  opened_by   uuid,
  float_minor bigint not null default 0 check (float_minor >= 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, till_id) references till (tenant_id, id)
);
select fence('shift', 'select, insert');

-- A sale is immutable once recorded: the app may insert and read, never update or delete.
create table sale (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  channel        text not null check (channel in ('till', 'api')),
  till_id        uuid,
  shift_id       uuid,
  receipt_no     text not null,
  -- The day in the tenant's time zone on which the customer paid.
  business_date  date not null,
  sold_at        timestamptz not null,
  received_at    timestamptz not null default now(),
  cashier_id     uuid,
  subtotal_minor bigint not null,
  discount_minor bigint not null check (discount_minor >= 0),
  total_minor    bigint not null check (total_minor >= 0),
  tax_minor      bigint not null check (tax_minor >= 0),
  tax_method     text not null check (tax_method in ('per_line', 'per_document')),
  cost_minor     bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, till_id) references till (tenant_id, id),
  check ((channel = 'till') = (till_id is not null))
);
-- It ends with the id for the reason given at journal_entry_by_day.
create index sale_by_day on sale (tenant_id, business_date, sold_at, id);
create index sale_by_shift on sale (tenant_id, shift_id) where shift_id is not null;
select fence('sale', 'select, insert');

create table sale_line (
  tenant_id           uuid not null default current_tenant() references tenant,
  sale_id             uuid not null,
  position            smallint not null,
  product_id          uuid not null,
  name                text not null,
  unit                text not null,
  quantity_milli      bigint not null check (quantity_milli > 0),
  unit_price_minor    bigint not null check (unit_price_minor >= 0),
  -- Given on this line, and this line's share of what was given on the whole sale.
  discount_minor      bigint not null default 0 check (discount_minor >= 0),
  cart_discount_minor bigint not null default 0 check (cart_discount_minor >= 0),
  total_minor         bigint not null check (total_minor >= 0),
  tax_class           text not null check (tax_class in ('taxable', 'zero', 'exempt')),
  tax_rate_ppm        integer not null,
  tax_minor           bigint not null,
  cost_minor          bigint not null,
  primary key (tenant_id, sale_id, position),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index sale_line_by_product on sale_line (tenant_id, product_id);
select fence('sale_line', 'select, insert');

create table sale_payment (
  tenant_id      uuid not null default current_tenant() references tenant,
  sale_id        uuid not null,
  position       smallint not null,
  tender         text not null check (tender in
                 ('cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher')),
  amount_minor   bigint not null check (amount_minor >= 0),
  tendered_minor bigint not null check (tendered_minor >= amount_minor),
  reference      text check (length(reference) <= 80),
  primary key (tenant_id, sale_id, position),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id)
);
select fence('sale_payment', 'select, insert');

-- What was taken out of a sale before it was paid, and why. Owners look here for a hand in the till.
create table sale_line_void (
  tenant_id      uuid not null default current_tenant() references tenant,
  sale_id        uuid not null,
  position       smallint not null,
  product_id     uuid,
  name           text not null,
  quantity_milli bigint not null,
  amount_minor   bigint not null,
  reason         text not null check (length(reason) <= 120),
  primary key (tenant_id, sale_id, position),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id)
);
select fence('sale_line_void', 'select, insert');

-- Personal data stands apart from the books, so that a person can be forgotten and the sale stays.
create table sale_personal (
  tenant_id     uuid not null default current_tenant() references tenant,
  sale_id       uuid not null,
  customer_name text not null check (length(customer_name) between 1 and 120),
  primary key (tenant_id, sale_id),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id)
);
select fence('sale_personal', 'select, insert, update, delete');

create table receipt_reprint (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  sale_id    uuid not null,
  by_user_id uuid default current_actor(),
  at         timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id)
);
select fence('receipt_reprint', 'select, insert');
