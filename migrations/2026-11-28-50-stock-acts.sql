-- Where tills sell from, units that goods are bought and sold in, and what happens to goods beside
-- buying and selling: thrown away, used by the family, carried elsewhere, made into something else.

-- Null is the shop floor.
alter table till
  add column location_id uuid,
  add foreign key (tenant_id, location_id) references stock_location (tenant_id, id);

-- So many of this unit are so many of the product's own: `count_milli` 1 case is `base_milli` 24 cans.
create table product_unit (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  product_id  uuid not null,
  name        text not null check (length(name) between 1 and 20),
  count_milli bigint not null check (count_milli between 1 and 1000000000),
  base_milli  bigint not null check (base_milli between 1 and 1000000000),
  -- Offered first where goods are bought.
  is_buying   boolean not null default false,
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, product_id, name),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
select fence('product_unit', 'select, insert, update, delete');

-- What one makes again and again: a gift box, small bags out of a sack.
create table recipe (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 60),
  archived_at timestamptz,
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
select fence('recipe', 'select, insert, update');

create table recipe_line (
  tenant_id      uuid not null default current_tenant() references tenant,
  recipe_id      uuid not null,
  position       integer not null,
  side           text not null check (side in ('in', 'out')),
  product_id     uuid not null,
  quantity_milli bigint not null check (quantity_milli between 1 and 1000000000),
  primary key (tenant_id, recipe_id, position),
  foreign key (tenant_id, recipe_id) references recipe (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index recipe_line_of on recipe_line (tenant_id, product_id, recipe_id);
select fence('recipe_line', 'select, insert, delete');

-- Something that happened to goods; its lines are the moves with it as their source.
create table stock_act (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  kind           text not null check (kind in ('waste', 'own_use', 'transfer', 'production')),
  -- Why goods were thrown away.
  reason         text check (length(reason) <= 20),
  note           text not null default '' check (length(note) <= 200),
  -- Where; null is the shop floor. A transfer ends at the other one.
  location_id    uuid,
  to_location_id uuid,
  recipe_id      uuid,
  -- The act that this one takes back. An act is taken back once.
  undoes_id      uuid,
  happened_at    timestamptz not null,
  created_by     uuid default current_actor(),
  created_at     timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  check ((reason is not null) = (kind = 'waste')),
  foreign key (tenant_id, location_id) references stock_location (tenant_id, id),
  foreign key (tenant_id, to_location_id) references stock_location (tenant_id, id),
  foreign key (tenant_id, recipe_id) references recipe (tenant_id, id),
  foreign key (tenant_id, undoes_id) references stock_act (tenant_id, id)
);
create unique index stock_act_undone_once on stock_act (tenant_id, undoes_id)
  where undoes_id is not null;
create index stock_act_newest on stock_act (tenant_id, created_at desc, id);
select fence('stock_act', 'select, insert');

-- Goods of which the shop notes until when they keep.
alter table product add column has_expiry boolean not null default false;

-- What came at once and keeps until one day. What of it is left is worked out, not written down: see
-- docs/decisions/009-stock-cost.md.
create table stock_lot (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  product_id     uuid not null,
  -- As printed on the goods; empty where nobody read it.
  code           text not null default '' check (length(code) <= 40),
  expires_on     date not null,
  received_on    date not null,
  quantity_milli bigint not null check (quantity_milli between 1 and 1000000000),
  -- The paper that it came with, if any.
  source_type    text,
  source_id      uuid,
  source_line    integer,
  created_by     uuid default current_actor(),
  created_at     timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index stock_lot_of on stock_lot (tenant_id, product_id, expires_on desc, id);
create index stock_lot_by_day on stock_lot (tenant_id, expires_on, id);
select fence('stock_lot', 'select, insert');

-- Somebody counted what is left of a lot; the newest count holds, and zero ends the lot.
create table stock_lot_count (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  lot_id         uuid not null,
  quantity_milli bigint not null check (quantity_milli between 0 and 1000000000),
  counted_by     uuid default current_actor(),
  counted_at     timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, lot_id) references stock_lot (tenant_id, id)
);
create index stock_lot_count_newest on stock_lot_count (tenant_id, lot_id, counted_at desc, id);
select fence('stock_lot_count', 'select, insert');
