-- Stock that is bought, returned, moved about, used up, made and revalued; where it lies; and the
-- layers of shops that count first in, first out.

-- A place other than the shop floor: a store room, a van. Goods lie on the floor unless told, so
-- that a shop with one place writes nothing here.
create table stock_location (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  kind        text not null check (kind in ('store', 'van', 'other')),
  name        text not null check (length(name) between 1 and 60),
  archived_at timestamptz,
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('stock_location', 'select, insert, update');

-- What lies elsewhere than on the shop floor. The floor holds a product's level less all of these.
create table location_level (
  tenant_id      uuid not null default current_tenant() references tenant,
  product_id     uuid not null,
  location_id    uuid not null,
  quantity_milli bigint not null,
  primary key (tenant_id, product_id, location_id),
  foreign key (tenant_id, product_id) references product (tenant_id, id),
  foreign key (tenant_id, location_id) references stock_location (tenant_id, id)
);
select fence('location_level', 'select, insert, update');

alter table stock_move
  drop constraint stock_move_kind_check,
  drop constraint stock_move_quantity_milli_check,
  -- The move that this one belongs to: the receipt that goes back or costs more, the act undone.
  add column of_move_id uuid,
  -- Null is the shop floor.
  add column location_id uuid,
  add constraint stock_move_kind_check check (kind in (
    'opening', 'sale', 'refund', 'purchase', 'supplier_return', 'transfer', 'correction', 'waste',
    'own_use', 'production', 'consignment', 'revaluation')),
  -- A revaluation moves value and nothing else; a transfer moves everything but value.
  add constraint stock_move_moves check (
    case kind when 'revaluation' then quantity_milli = 0 and value_minor <> 0
              when 'transfer' then quantity_milli <> 0 and value_minor = 0
              else quantity_milli <> 0 end),
  add foreign key (tenant_id, of_move_id) references stock_move (tenant_id, id),
  add foreign key (tenant_id, location_id) references stock_location (tenant_id, id);
create index stock_move_of_move on stock_move (tenant_id, of_move_id) where of_move_id is not null;

-- One walk over one index answers what lay there on any day, and what happened to one product.
drop index stock_move_of;
create index stock_move_of on stock_move (tenant_id, product_id, posted_on, id)
  include (quantity_milli, value_minor);

-- True: the product's value stands in layers. On the level, which every move locks, so that a
-- change of method and a sale at the same moment see one and the same.
alter table stock_level add column is_layered boolean not null default false;

-- What is left of each receipt, for first in, first out. The id is that of the move which brought it.
create table stock_layer (
  tenant_id      uuid not null default current_tenant() references tenant,
  product_id     uuid not null,
  id             uuid not null,
  received_on    date not null,
  quantity_milli bigint not null check (quantity_milli > 0),
  value_minor    bigint not null check (value_minor >= 0),
  primary key (tenant_id, product_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
) with (fillfactor = 70);
select fence('stock_layer', 'select, insert, update, delete');
