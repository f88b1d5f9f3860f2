-- Amounts set by law, the same for everybody, with their source. Read-only to the application.
create table legal_amount (
  code         text not null,
  valid_from   date not null,
  amount_minor bigint not null check (amount_minor >= 0),
  source       text not null,
  primary key (code, valid_from)
);
grant select on legal_amount to tillage_app;
insert into legal_amount (code, valid_from, amount_minor, source) values
  ('tax_from_goods',    '2007-01-01', 80000,  '營業稅起徵點：銷售貨物每月 8 萬元'),
  ('tax_from_goods',    '2025-01-01', 100000, '營業稅起徵點，財政部 113 年 12 月 12 日修正：銷售貨物每月 10 萬元'),
  ('tax_from_services', '2007-01-01', 40000,  '營業稅起徵點：銷售勞務每月 4 萬元'),
  ('tax_from_services', '2025-01-01', 50000,  '營業稅起徵點，財政部 113 年 12 月 12 日修正：銷售勞務每月 5 萬元'),
  ('invoices_from',     '1986-04-01', 200000, '小規模營業人使用統一發票的標準：平均每月銷售額 20 萬元');
insert into legal_rate (code, valid_from, rate_ppm, source) values
  ('vat_assessed',       '1988-07-01', 10000,  '加值型及非加值型營業稅法 §13：小規模營業人 1%'),
  ('vat_assessed_input', '1988-07-01', 100000, '加值型及非加值型營業稅法 §25：進項稅額的 10%');

-- A two-month return that somebody says they have filed, with every box as it stood then.
create table tax_return (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  -- The first of its two months, `2026-09`.
  period     text not null check (period ~ '^\d{4}-(01|03|05|07|09|11)$'),
  form       text not null check (form in ('401', '403')),
  boxes      jsonb not null,
  credit_minor bigint not null check (credit_minor >= 0),
  filed_at   timestamptz not null default now(),
  filed_by   uuid default current_actor(),
  primary key (tenant_id, id),
  unique (tenant_id, period)
);
select fence('tax_return', 'select, insert');
