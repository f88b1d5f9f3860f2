-- Money in and out as people say it: I paid, I received, I moved. The double entry stands behind it.

-- A slip that was photographed: WebP, made small and encoded anew, so that nothing hides in it.
create table money_photo (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  media_type text not null check (media_type = 'image/webp'),
  bytes      bytea not null check (octet_length(bytes) between 1 and 300000),
  created_by uuid default current_actor(),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('money_photo', 'select, insert');

-- What is paid or received every month: offered on its day, or booked by itself where the owner said so.
create table recurring_money (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  direction      text not null check (direction in ('paid', 'received')),
  amount_minor   bigint not null check (amount_minor > 0),
  purpose_code   text not null,
  money_code     text not null,
  note           text not null default '' check (length(note) <= 200),
  cost_centre_id uuid,
  -- In a shorter month its last day.
  day_of_month   smallint not null check (day_of_month between 1 and 31),
  starts_on      date not null,
  books_itself   boolean not null default false,
  archived_at    timestamptz,
  created_by     uuid default current_actor(),
  created_at     timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, purpose_code) references account (tenant_id, code),
  foreign key (tenant_id, money_code) references account (tenant_id, code),
  foreign key (tenant_id, cost_centre_id) references cost_centre (tenant_id, id)
);
create index recurring_money_by_itself on recurring_money (tenant_id)
  where books_itself and archived_at is null;
select fence('recurring_money', 'select, insert, update');

-- A month in which it was not paid.
create table recurring_skip (
  tenant_id    uuid not null default current_tenant() references tenant,
  recurring_id uuid not null,
  due_on       date not null,
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default now(),
  primary key (tenant_id, recurring_id, due_on),
  foreign key (tenant_id, recurring_id) references recurring_money (tenant_id, id)
);
select fence('recurring_skip', 'select, insert');

create table money_slip (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  direction     text not null check (direction in ('paid', 'received', 'moved')),
  -- As somebody said it; the entry may stand on a later day where this one was closed.
  day           date not null,
  amount_minor  bigint not null check (amount_minor > 0),
  -- What for; where it went when it was moved.
  purpose_code  text not null,
  -- From where; into what when it was received.
  money_code    text not null,
  -- What was kept back on the way, out of the amount: the fee of a card company or a bank.
  fee_minor     bigint not null default 0 check (fee_minor >= 0 and fee_minor < amount_minor),
  note          text not null default '' check (length(note) <= 200),
  photo_id      uuid,
  -- A uniform invoice that shows its tax; net and tax add up to the amount.
  invoice_no    text check (invoice_no ~ '^[A-Z]{2}[0-9]{8}$'),
  seller_tax_id text check (seller_tax_id ~ '^[0-9]{8}$'),
  net_minor     bigint,
  tax_minor     bigint check (tax_minor >= 0),
  -- The tax stands on 進項稅額, and not within the cost.
  is_deductible boolean not null default false,
  input_use     text check (input_use in ('goods_cost', 'fixed_asset')),
  recurring_id  uuid,
  due_on        date,
  entry_id      uuid not null,
  created_by    uuid default current_actor(),
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id),
  foreign key (tenant_id, purpose_code) references account (tenant_id, code),
  foreign key (tenant_id, money_code) references account (tenant_id, code),
  foreign key (tenant_id, photo_id) references money_photo (tenant_id, id),
  foreign key (tenant_id, recurring_id) references recurring_money (tenant_id, id),
  check ((invoice_no is null) = (tax_minor is null)),
  check ((invoice_no is null) = (seller_tax_id is null)),
  check ((invoice_no is null) = (net_minor is null)),
  check ((invoice_no is null) = (input_use is null)),
  check (invoice_no is null or net_minor + tax_minor = amount_minor),
  check (invoice_no is not null or not is_deductible),
  check (direction = 'paid' or invoice_no is null),
  check (direction = 'moved' or fee_minor = 0),
  check ((recurring_id is null) = (due_on is null))
);
create unique index money_slip_due on money_slip (tenant_id, recurring_id, due_on)
  where recurring_id is not null;
create index money_slip_newest on money_slip (tenant_id, created_at desc, id);
create index money_slip_invoice on money_slip (tenant_id, invoice_no)
  where invoice_no is not null;
select fence('money_slip', 'select, insert');

-- Where something may be due today, for the job that books it: ids of tenants, and nothing of theirs.
create function list_tenants_with_recurring()
returns table (tenant_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  select distinct r.tenant_id from recurring_money r where r.books_itself and r.archived_at is null
$$;
revoke execute on function list_tenants_with_recurring() from public;
grant execute on function list_tenants_with_recurring() to tillage_app;
