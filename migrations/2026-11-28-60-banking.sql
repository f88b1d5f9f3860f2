-- What the bank says, beside what the books say. A line of a statement is written once and never
-- changed or deleted; what belongs to it in the books is a row beside it.

create table bank_account (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  name          text not null check (length(name) between 1 and 60),
  -- The last five digits of its number tell it from others; the whole number is not needed here.
  last_digits   text not null check (last_digits ~ '^[0-9]{5}$'),
  account_code  text not null,
  -- What stood on it at the end of the day before its first statement.
  opening_on    date not null,
  opening_minor bigint not null,
  -- How its bank's file is read (`Layout` in modules/banking/shared.ts); null until one was.
  layout        jsonb,
  created_by    uuid default current_actor(),
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, account_code),
  foreign key (tenant_id, account_code) references account (tenant_id, code)
);
select fence('bank_account', 'select, insert, update');

-- A file that waits for somebody's yes; it goes when it was taken in, or after a day.
create table bank_file (
  tenant_id       uuid not null default current_tenant() references tenant,
  id              uuid not null,
  bank_account_id uuid not null,
  file_name       text not null check (length(file_name) <= 200),
  content         bytea not null check (octet_length(content) <= 5000000),
  created_by      uuid default current_actor(),
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references bank_account (tenant_id, id)
);
create index bank_file_by_age on bank_file (tenant_id, created_at);
select fence('bank_file', 'select, insert, delete');

create table bank_import (
  tenant_id       uuid not null default current_tenant() references tenant,
  id              uuid not null,
  bank_account_id uuid not null,
  file_name       text not null check (length(file_name) <= 200),
  created_by      uuid default current_actor(),
  created_at      timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references bank_account (tenant_id, id)
);
create index bank_import_newest on bank_import (tenant_id, bank_account_id, created_at desc, id);
select fence('bank_import', 'select, insert');

-- An import that was taken back, while nothing of it was matched. Its lines stay and count no more.
create table bank_import_undo (
  tenant_id  uuid not null default current_tenant() references tenant,
  import_id  uuid not null,
  created_by uuid default current_actor(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, import_id),
  foreign key (tenant_id, import_id) references bank_import (tenant_id, id)
);
select fence('bank_import_undo', 'select, insert');

create table bank_line (
  tenant_id       uuid not null default current_tenant() references tenant,
  id              uuid not null,
  bank_account_id uuid not null,
  import_id       uuid not null,
  -- The order of lines within a day: a counter of the account.
  line_no         integer not null,
  -- The row in the file, as a spreadsheet counts.
  row_no          integer not null,
  booked_on       date not null,
  -- Into the account is positive.
  amount_minor    bigint not null check (amount_minor <> 0),
  -- What stood on the account after it, where the bank says so.
  balance_minor   bigint,
  text            text not null default '' check (length(text) <= 200),
  note            text not null default '' check (length(note) <= 200),
  -- The last digits of the other account.
  counterpart     text not null default '' check (length(counterpart) <= 60),
  primary key (tenant_id, id),
  unique (tenant_id, bank_account_id, line_no),
  foreign key (tenant_id, bank_account_id) references bank_account (tenant_id, id),
  foreign key (tenant_id, import_id) references bank_import (tenant_id, id)
);
create index bank_line_by_day on bank_line (tenant_id, bank_account_id, booked_on, line_no);
create index bank_line_of_import on bank_line (tenant_id, import_id, id);
select fence('bank_line', 'select, insert');

-- A line of the bank and what it is in the books. Taken apart again, it stays with who and when.
create table bank_match (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  line_id      uuid not null,
  -- `found`: the books had it already. `entered`: somebody said what it was. `rule`: a saved rule
  -- said it and somebody agreed. `settled`: cards or mobile payments of some days, less the fee.
  how          text not null check (how in ('found', 'entered', 'rule', 'settled')),
  -- The entry that was made for it, where the books had none.
  entry_id     uuid,
  settled_code text,
  settled_from date,
  settled_to   date,
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default clock_timestamp(),
  undone_by    uuid,
  undone_at    timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, line_id) references bank_line (tenant_id, id),
  foreign key (tenant_id, entry_id) references journal_entry (tenant_id, id),
  check ((how = 'found') = (entry_id is null)),
  check ((how = 'settled') = (settled_code is not null)),
  check (num_nulls(settled_code, settled_from, settled_to) in (0, 3))
);
create unique index bank_match_of_line on bank_match (tenant_id, line_id) where undone_at is null;
create index bank_match_ever on bank_match (tenant_id, line_id, id);
select fence('bank_match', 'select, insert, update');

-- The postings that a match holds. A posting belongs to one match at a time.
create table bank_match_posting (
  tenant_id uuid not null default current_tenant() references tenant,
  match_id  uuid not null,
  entry_id  uuid not null,
  position  smallint not null,
  is_held   boolean not null default true,
  primary key (tenant_id, match_id, entry_id, position),
  foreign key (tenant_id, match_id) references bank_match (tenant_id, id),
  foreign key (tenant_id, entry_id, position) references posting (tenant_id, entry_id, position)
);
create unique index bank_match_posting_once on bank_match_posting (tenant_id, entry_id, position)
  where is_held;
select fence('bank_match_posting', 'select, insert, update');

-- "Whenever it says …, it is …": offered, and booked when somebody agrees.
create table bank_rule (
  tenant_id      uuid not null default current_tenant() references tenant,
  id             uuid not null,
  -- Null: on every account.
  bank_account_id uuid,
  contains       text not null check (length(contains) between 1 and 60),
  direction      text not null check (direction in ('in', 'out')),
  account_code   text not null,
  cost_centre_id uuid,
  memo           text not null default '' check (length(memo) <= 200),
  archived_at    timestamptz,
  created_by     uuid default current_actor(),
  created_at     timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references bank_account (tenant_id, id),
  foreign key (tenant_id, account_code) references account (tenant_id, code),
  foreign key (tenant_id, cost_centre_id) references cost_centre (tenant_id, id)
);
select fence('bank_rule', 'select, insert, update');

-- Somebody compared: on this day the bank said so much, and the books agreed. Whether that is still
-- true is worked out whenever it is shown.
create table bank_check (
  tenant_id       uuid not null default current_tenant() references tenant,
  id              uuid not null,
  bank_account_id uuid not null,
  through         date not null,
  statement_minor bigint not null,
  -- What the books said then.
  ledger_minor    bigint not null,
  created_by      uuid default current_actor(),
  created_at      timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references bank_account (tenant_id, id)
);
create index bank_check_newest on bank_check (tenant_id, bank_account_id, through desc, created_at desc, id);
select fence('bank_check', 'select, insert');
