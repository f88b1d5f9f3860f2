-- Goods and their stock. Moves are the truth and are only ever added; a level is their sum.

create table category (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 60),
  names       jsonb not null default '{}',
  pictogram   text,
  position    integer not null default 0,
  archived_at timestamptz,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('category', 'select, insert, update');

create table picture (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  media_type  text not null check (media_type in ('image/webp', 'image/png')),
  bytes       bytea not null check (octet_length(bytes) <= 300000),
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('picture', 'select, insert, delete');

create table product (
  tenant_id           uuid not null default current_tenant() references tenant,
  id                  uuid not null,
  name                text not null check (length(name) between 1 and 200),
  -- The name in other languages, by BCP 47 tag; `name` is the tenant's own.
  names               jsonb not null default '{}',
  sku                 text check (length(sku) between 1 and 60),
  category_id         uuid,
  unit                text not null check (length(unit) between 1 and 20),
  sold_by             text not null default 'piece' check (sold_by in ('piece', 'weight')),
  price_minor         bigint check (price_minor between 0 and 100000000),
  -- What one unit last cost; moves carry the cost that was really used.
  cost_minor          bigint check (cost_minor between 0 and 100000000),
  tax_class           text not null default 'taxable' check (tax_class in ('taxable', 'zero', 'exempt')),
  pictogram           text,
  picture_id          uuid,
  reorder_level_milli bigint check (reorder_level_milli between 0 and 1000000000000),
  is_favourite        boolean not null default false,
  archived_at         timestamptz,
  created_by          uuid default current_actor(),
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, category_id) references category (tenant_id, id),
  foreign key (tenant_id, picture_id) references picture (tenant_id, id)
);
-- Partial, so that it is no key for PostgreSQL: changing a product then never holds up its sales.
create unique index product_sku on product (tenant_id, sku) where sku is not null;
create index product_by_category on product (tenant_id, category_id) where archived_at is null;
-- `id` makes it wider than the primary key: of two indexes that begin alike PostgreSQL takes the
-- narrower one for foreign-key checks while a table has no statistics, and reads the whole tenant.
create index product_changed on product (tenant_id, updated_at, id);
select fence('product', 'select, insert, update');

create table product_barcode (
  tenant_id   uuid not null default current_tenant() references tenant,
  barcode     text collate "C" not null check (length(barcode) between 3 and 40),
  product_id  uuid not null,
  primary key (tenant_id, barcode),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index product_barcode_of on product_barcode (tenant_id, product_id);
select fence('product_barcode', 'select, insert, delete');

-- Search below row-level security: ILIKE can't use an index there (it is not leak-proof), a range
-- over plain text can. Every suffix of every normalised word stands here, so that a part is a prefix.
-- Derived from the product and written with it, it needs no foreign keys: they were three quarters
-- of the cost of an import.
create table product_token (
  tenant_id   uuid not null default current_tenant(),
  token       text collate "C" not null check (length(token) <= 24),
  product_id  uuid not null,
  primary key (tenant_id, token, product_id)
);
create index product_token_of on product_token (tenant_id, product_id);
select fence('product_token', 'select, insert, delete');

create table stock_move (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  product_id     uuid not null,
  kind           text not null check (kind in ('opening', 'sale', 'refund', 'purchase', 'correction', 'waste')),
  -- In is positive, out is negative, for quantity and value alike.
  quantity_milli bigint not null check (quantity_milli <> 0),
  value_minor    bigint not null,
  source_type    text not null,
  source_id      uuid not null,
  source_line    integer not null default 0,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null default now(),
  created_by     uuid default current_actor(),
  primary key (tenant_id, id),
  unique (tenant_id, source_type, source_id, source_line),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index stock_move_of on stock_move (tenant_id, product_id, recorded_at);
select fence('stock_move', 'select, insert');

create table stock_level (
  tenant_id      uuid not null default current_tenant() references tenant,
  product_id     uuid not null,
  quantity_milli bigint not null,
  value_minor    bigint not null,
  -- False until stock first came in: of such goods nobody ever said how many there are.
  is_counted     boolean not null default false,
  primary key (tenant_id, product_id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
) with (fillfactor = 70);
select fence('stock_level', 'select, insert, update');

-- A file that was uploaded and looked through, and waits for a yes. It goes when it is used.
create table goods_import (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  file_name   text not null check (length(file_name) <= 200),
  content     bytea not null check (octet_length(content) <= 10485760),
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('goods_import', 'select, insert, delete');
