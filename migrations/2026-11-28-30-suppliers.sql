-- Whom the shop buys from, and what was agreed with them.

create table supplier (
  tenant_id          uuid not null default current_tenant() references tenant,
  id                 uuid not null,
  name               text not null check (length(name) between 1 and 120),
  -- 統一編號; a farmer has none.
  tax_id             text check (tax_id ~ '^[0-9]{8}$'),
  contact            text check (length(contact) between 1 and 60),
  phone              text check (length(phone) between 1 and 40),
  line_name          text check (length(line_name) between 1 and 60),
  -- Days from an order to its goods.
  lead_days          integer not null default 3 check (lead_days between 0 and 90),
  -- When a bill is due: on its day, so many days later, or so many after the end of its month (月結).
  terms              text not null default 'at_once' check (terms in ('at_once', 'days', 'month_end')),
  term_days          integer not null default 0 check (term_days between 0 and 180),
  -- What they usually give along with the goods; see voucher of supplier_bill.
  voucher            text not null default 'none' check (voucher in ('none', 'receipt', 'invoice', 'einvoice')),
  prices_include_tax boolean not null default true,
  note               text not null default '' check (length(note) <= 1000),
  archived_at        timestamptz,
  created_by         uuid default current_actor(),
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('supplier', 'select, insert, update');
