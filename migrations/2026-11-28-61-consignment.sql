-- 寄賣: goods that neighbours leave to be sold. They stay theirs, so that they are worth nothing in the
-- shop's stock; when one is sold, the neighbour's part is the cost of the sale, and is owed to them.
alter table product add column is_consigned boolean not null default false;

create table consignor (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 60),
  phone       text check (length(phone) between 1 and 40),
  -- What the shop keeps of a sale, in hundredths of a percent.
  keep_bp     integer not null check (keep_bp between 0 and 10000),
  note        text not null default '' check (length(note) <= 300),
  archived_at timestamptz,
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('consignor', 'select, insert, update');

-- From when until when a product was whose. A sale that comes late finds whose it was on its day.
create table consigned_product (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  product_id   uuid not null,
  consignor_id uuid not null,
  -- Another part than the neighbour's usual one; null takes that.
  keep_bp      integer check (keep_bp between 0 and 10000),
  since        timestamptz not null default clock_timestamp(),
  until        timestamptz check (until >= since),
  primary key (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id),
  foreign key (tenant_id, consignor_id) references consignor (tenant_id, id)
);
create unique index consigned_product_now on consigned_product (tenant_id, product_id) where until is null;
create index consigned_product_of on consigned_product (tenant_id, consignor_id, product_id);
select fence('consigned_product', 'select, insert, update');

-- Goods that a neighbour brought, or took back. The quantities are stock moves that name this.
create table consignment_visit (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  consignor_id uuid not null,
  kind         text not null check (kind in ('brought', 'taken')),
  note         text not null default '' check (length(note) <= 200),
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, consignor_id) references consignor (tenant_id, id)
);
create index consignment_visit_of on consignment_visit (tenant_id, consignor_id, created_at desc, id);
select fence('consignment_visit', 'select, insert');

create table consignment_visit_line (
  tenant_id      uuid not null default current_tenant() references tenant,
  visit_id       uuid not null,
  line_no        smallint not null,
  product_id     uuid not null,
  name           text not null,
  unit           text not null,
  quantity_milli bigint not null check (quantity_milli > 0),
  primary key (tenant_id, visit_id, line_no),
  foreign key (tenant_id, visit_id) references consignment_visit (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
select fence('consignment_visit_line', 'select, insert');

-- One line of a sale, or of a refund (below zero), with the neighbour's part of it.
create table consignment_sale (
  tenant_id      uuid not null default current_tenant() references tenant,
  source_type    text not null check (source_type in ('sale', 'sale_refund')),
  source_id      uuid not null,
  source_line    smallint not null,
  -- The line of the sale, for a refund too.
  sale_id        uuid not null,
  sale_line      smallint not null,
  consignor_id   uuid not null,
  product_id     uuid not null,
  name           text not null,
  unit           text not null,
  quantity_milli bigint not null,
  -- What was paid for it without tax, what the shop keeps of that, and what is the neighbour's.
  net_minor      bigint not null,
  keep_bp        integer not null,
  part_minor     bigint not null,
  sold_on        date not null,
  created_at     timestamptz not null default clock_timestamp(),
  primary key (tenant_id, source_type, source_id, source_line),
  foreign key (tenant_id, consignor_id) references consignor (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id),
  check ((source_type = 'sale') = (quantity_milli > 0))
);
create index consignment_sale_of on consignment_sale (tenant_id, consignor_id, created_at);
create index consignment_sale_line on consignment_sale (tenant_id, sale_id, sale_line);
select fence('consignment_sale', 'select, insert');

-- All that was owed at a moment, paid; its slip is what was sold since the payment before.
create table consignment_payment (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  number       integer not null,
  consignor_id uuid not null,
  paid_on      date not null,
  account      text not null check (account in ('cash', 'bank')),
  amount_minor bigint not null check (amount_minor > 0),
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, consignor_id) references consignor (tenant_id, id)
);
create index consignment_payment_of on consignment_payment (tenant_id, consignor_id, created_at desc, id);
select fence('consignment_payment', 'select, insert');

create table consignment_payment_undo (
  tenant_id  uuid not null default current_tenant() references tenant,
  payment_id uuid not null,
  undone_on  date not null,
  created_by uuid default current_actor(),
  created_at timestamptz not null default now(),
  primary key (tenant_id, payment_id),
  foreign key (tenant_id, payment_id) references consignment_payment (tenant_id, id)
);
select fence('consignment_payment_undo', 'select, insert');
