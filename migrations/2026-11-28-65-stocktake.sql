-- Stocktakes: what several people count on their phones, and what of it was booked.

alter table stock_act
  drop constraint stock_act_kind_check,
  add constraint stock_act_kind_check check (
    kind in ('waste', 'own_use', 'transfer', 'production', 'count'));

create table stocktake (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 60),
  -- Guided shows what the books say; blind does not.
  mode        text not null check (mode in ('blind', 'guided')),
  -- Where it is counted; null is the shop floor.
  location_id uuid,
  -- True: every product in use. False: those of `stocktake_category`.
  is_whole    boolean not null,
  opened_by   uuid default current_actor(),
  opened_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, location_id) references stock_location (tenant_id, id)
);
create index stocktake_newest on stocktake (tenant_id, opened_at desc, id);
-- `update` is for locking alone: who posts and who still sends wait for each other.
select fence('stocktake', 'select, insert, update');

create table stocktake_category (
  tenant_id    uuid not null default current_tenant() references tenant,
  stocktake_id uuid not null,
  category_id  uuid not null,
  primary key (tenant_id, stocktake_id, category_id),
  foreign key (tenant_id, stocktake_id) references stocktake (tenant_id, id),
  foreign key (tenant_id, category_id) references category (tenant_id, id)
);
select fence('stocktake_category', 'select, insert');

-- What lets phones in. Its secret is shown once and kept nowhere, so each showing makes another.
create table stocktake_key (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  stocktake_id uuid not null,
  secret_hash  bytea not null check (length(secret_hash) = 32),
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, stocktake_id) references stocktake (tenant_id, id)
);
create index stocktake_key_of on stocktake_key (tenant_id, stocktake_id);
select fence('stocktake_key', 'select, insert');

-- Everything that a phone sent, whole, also what was not booked and why.
create table stocktake_entry (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  stocktake_id   uuid not null,
  device_id      uuid,
  journal_id     uuid not null,
  seq            integer not null check (seq >= 1),
  -- Counts the entries of one phone, over all its journals.
  turn           bigint,
  who            text,
  -- Which shelf or round; empty where nobody said.
  shelf          text,
  product_id     uuid,
  how            text check (how in ('add', 'again', 'none')),
  -- In thousandths of the product's own unit.
  quantity_milli bigint check (quantity_milli between 0 and 1000000000),
  -- By the server's clock, as far as the phone's could be set right.
  counted_at     timestamptz not null,
  -- Null: it counts. Else why it does not.
  problem        text check (problem in ('late', 'unreadable', 'unknown_product', 'fork')),
  body           jsonb not null,
  hash           text not null,
  received_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  check (problem is not null or (device_id is not null and turn is not null and who is not null
    and shelf is not null and product_id is not null and how is not null
    and quantity_milli is not null)),
  foreign key (tenant_id, stocktake_id) references stocktake (tenant_id, id)
);
create index stocktake_entry_of on stocktake_entry (tenant_id, stocktake_id, id);
create index stocktake_entry_journal on stocktake_entry (tenant_id, journal_id, seq);
select fence('stocktake_entry', 'select, insert');

-- How a stocktake ended: once, and for good. A posted one is undone by undoing its act.
create table stocktake_end (
  tenant_id    uuid not null default current_tenant() references tenant,
  stocktake_id uuid not null,
  how          text not null check (how in ('posted', 'dropped')),
  -- What became of goods that nobody counted.
  uncounted    text check (uncounted in ('leave', 'zero')),
  act_id       uuid,
  ended_by     uuid default current_actor(),
  ended_at     timestamptz not null default clock_timestamp(),
  primary key (tenant_id, stocktake_id),
  unique (tenant_id, act_id),
  check ((how = 'posted') = (act_id is not null) and (how = 'posted') = (uncounted is not null)),
  foreign key (tenant_id, stocktake_id) references stocktake (tenant_id, id),
  foreign key (tenant_id, act_id) references stock_act (tenant_id, id)
);
select fence('stocktake_end', 'select, insert');

-- What was found when it was posted, product by product, also where nothing differed.
create table stocktake_line (
  tenant_id      uuid not null default current_tenant() references tenant,
  stocktake_id   uuid not null,
  product_id     uuid not null,
  -- What should have lain there at that moment.
  expected_milli bigint not null,
  counted_milli  bigint not null check (counted_milli >= 0),
  -- Null: nobody counted it, and nothing is there.
  counted_at     timestamptz,
  -- What the inventory account gained by it.
  value_minor    bigint not null,
  primary key (tenant_id, stocktake_id, product_id),
  foreign key (tenant_id, stocktake_id) references stocktake (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index stocktake_line_of on stocktake_line (tenant_id, product_id, stocktake_id);
select fence('stocktake_line', 'select, insert');
