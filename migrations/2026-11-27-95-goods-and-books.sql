-- What goods and books need to agree to the dollar on every day: the day of each move and posting,
-- days that are closed, and the accounts that buying, consignment and tax write on.

-- Days up to and including `through` are closed. A soft lock is a month that somebody has finished:
-- the newest row holds, so that it can be opened again. A hard lock is a return that was filed: it
-- only ever moves forward.
create table period_lock (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  kind       text not null check (kind in ('soft', 'hard')),
  through    date not null,
  note       text not null default '' check (length(note) <= 300),
  created_by uuid default current_actor(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
create index period_lock_newest on period_lock (tenant_id, kind, created_at desc, id);
select fence('period_lock', 'select, insert');

-- The first day that is open for entries which nobody asks about, such as a till's late sales.
create function first_open_day() returns date language sql stable as $$
  select greatest(
    coalesce((select max(through) + 1 from period_lock where kind = 'hard'), '-infinity'::date),
    coalesce((select through + 1 from period_lock where kind = 'soft'
              order by created_at desc, id limit 1), '-infinity'::date))
$$;

alter table journal_entry
  -- The day on the paper, when the books were closed for it already.
  add column document_on date,
  -- The entry that this one undoes. An entry is undone once.
  add column reverses_id uuid,
  add foreign key (tenant_id, reverses_id) references journal_entry (tenant_id, id);
create unique index journal_entry_reverses on journal_entry (tenant_id, reverses_id, id)
  where reverses_id is not null;

-- A posting knows its day, so that a balance on any day is one walk over one index.
alter table posting add column posted_on date;
update posting p set posted_on = e.posted_on from journal_entry e
where e.tenant_id = p.tenant_id and e.id = p.entry_id;
alter table posting alter column posted_on set not null;
drop index posting_by_account;
create index posting_by_account on posting (tenant_id, account_code, posted_on, entry_id)
  include (amount_minor);

-- A move stands on the same day as its entry, so that shelf and ledger agree on any past day.
alter table stock_move add column posted_on date;
update stock_move m set posted_on = (m.occurred_at at time zone t.time_zone)::date from tenant t
where t.id = m.tenant_id;
alter table stock_move alter column posted_on set not null;

insert into account (tenant_id, code, name, names, kind)
select t.id, a.code, a.name, jsonb_build_object('en', a.name_en), a.kind
from tenant t cross join (values
  ('1192', '其他應收款', 'Other receivables', 'asset'),
  ('1261', '預付費用', 'Prepaid costs', 'asset'),
  ('1262', '預付貨款', 'Paid to suppliers in advance', 'asset'),
  ('1269', '留抵稅額', 'Tax credit carried forward', 'asset'),
  ('1501', '生財器具', 'Equipment', 'asset'),
  ('1502', '累計折舊', 'Depreciation so far', 'asset'),
  ('2102', '已收貨未收帳單', 'Goods received, bill to come', 'liability'),
  ('2103', '應付寄賣款', 'Owed for goods on consignment', 'liability'),
  ('2205', '應付營業稅', 'Sales tax to pay', 'liability'),
  ('2303', '點數負債', 'Points owed to customers', 'liability'),
  ('2304', '儲值金', 'Stored value', 'liability'),
  ('2401', '借款', 'Loans', 'liability'),
  ('3102', '業主往來', 'Owner''s drawings', 'equity'),
  ('5103', '進貨價差', 'Purchase price differences', 'expense'),
  ('5104', '商品報廢', 'Goods thrown away', 'expense'),
  ('6105', '薪資', 'Wages', 'expense'),
  ('6106', '運費交通', 'Freight and transport', 'expense'),
  ('6107', '修繕', 'Repairs', 'expense'),
  ('6108', '保險', 'Insurance', 'expense'),
  ('6109', '稅捐規費', 'Taxes and fees', 'expense'),
  ('6110', '文具耗材', 'Supplies', 'expense'),
  ('6111', '廣告', 'Advertising', 'expense'),
  ('6112', '手續費', 'Bank and payment fees', 'expense'),
  ('6113', '折舊', 'Depreciation', 'expense'),
  ('4201', '其他收入', 'Other income', 'income'),
  ('4202', '利息收入', 'Interest received', 'income'),
  ('7102', '稅額尾差', 'Rounding of tax', 'expense')
) as a(code, name, name_en, kind)
on conflict (tenant_id, code) do nothing;
