-- What is ordered, what comes, what it is billed at, and what is paid for it. Papers are append-only:
-- a state is what their rows add up to, and a mistake is taken back by another row.

-- The last number given to a paper of a kind; numbers have no holes, because they are given in order.
create table buying_number (
  tenant_id   uuid not null default current_tenant() references tenant,
  kind        text not null check (kind in ('order', 'receipt')),
  last_number integer not null,
  primary key (tenant_id, kind)
);
select fence('buying_number', 'select, insert, update');

-- An order can be changed until it was sent; what became of it is in its steps and receipts.
create table purchase_order (
  tenant_id          uuid not null default current_tenant() references tenant,
  id                 uuid not null,
  number             integer not null,
  supplier_id        uuid not null,
  expected_on        date,
  prices_include_tax boolean not null,
  note               text not null default '' check (length(note) <= 1000),
  created_by         uuid default current_actor(),
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id)
);
create index purchase_order_of on purchase_order (tenant_id, supplier_id, number desc, id);
select fence('purchase_order', 'select, insert, update');

create table purchase_order_line (
  tenant_id      uuid not null default current_tenant() references tenant,
  order_id       uuid not null,
  line_no        smallint not null,
  product_id     uuid not null,
  name           text not null,
  -- The unit in which it is bought, how much of it, and the same in the product's own unit.
  unit           text not null check (length(unit) between 1 and 20),
  unit_milli     bigint not null check (unit_milli > 0),
  quantity_milli bigint not null check (quantity_milli > 0),
  -- For all of it, as agreed; null while nobody has asked.
  typed_minor    bigint check (typed_minor between 0 and 100000000),
  primary key (tenant_id, order_id, line_no),
  foreign key (tenant_id, order_id) references purchase_order (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create index purchase_order_line_of on purchase_order_line (tenant_id, product_id, order_id, line_no);
select fence('purchase_order_line', 'select, insert, delete');

create table purchase_order_step (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  order_id   uuid not null,
  kind       text not null check (kind in ('sent', 'closed', 'cancelled')),
  -- How it was sent.
  how        text check (how in ('print', 'pdf', 'message', 'told')),
  note       text not null default '' check (length(note) <= 300),
  created_by uuid default current_actor(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references purchase_order (tenant_id, id),
  check ((kind = 'sent') = (how is not null))
);
create index purchase_order_step_of on purchase_order_step (tenant_id, order_id, created_at, id);
select fence('purchase_order_step', 'select, insert');

-- Goods that came in, or went back. In is positive, out is negative, as in stock_move.
create table purchase_receipt (
  tenant_id          uuid not null default current_tenant() references tenant,
  id                 uuid not null,
  number             integer not null,
  kind               text not null check (kind in ('receipt', 'return')),
  supplier_id        uuid not null,
  order_id           uuid,
  -- The receipt that this return takes back as if it had never been.
  undoes_id          uuid,
  received_on        date not null,
  -- The number on the supplier's slip.
  slip_no            text check (length(slip_no) between 1 and 40),
  reason             text check (reason in ('damaged', 'wrong', 'expired', 'too_many', 'undo', 'other')),
  note               text not null default '' check (length(note) <= 1000),
  prices_include_tax boolean not null,
  created_by         uuid default current_actor(),
  created_at         timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id),
  foreign key (tenant_id, order_id) references purchase_order (tenant_id, id),
  foreign key (tenant_id, undoes_id) references purchase_receipt (tenant_id, id),
  check ((kind = 'return') = (reason is not null)),
  check (undoes_id is null or kind = 'return')
);
create index purchase_receipt_of on purchase_receipt (tenant_id, supplier_id, received_on desc, id);
create index purchase_receipt_by_day on purchase_receipt (tenant_id, received_on desc, number desc, id);
create index purchase_receipt_by_order on purchase_receipt (tenant_id, order_id, id)
  where order_id is not null;
create unique index purchase_receipt_undoes on purchase_receipt (tenant_id, undoes_id)
  where undoes_id is not null;
select fence('purchase_receipt', 'select, insert');

create table purchase_line (
  tenant_id       uuid not null default current_tenant() references tenant,
  receipt_id      uuid not null,
  line_no         smallint not null,
  product_id      uuid not null,
  name            text not null,
  order_id        uuid,
  order_line_no   smallint,
  -- The line that came in, where this one goes back.
  returns_id      uuid,
  returns_line_no smallint,
  unit            text not null check (length(unit) between 1 and 20),
  unit_milli      bigint not null check (unit_milli <> 0),
  quantity_milli  bigint not null check (quantity_milli <> 0),
  -- As it stands on the slip, with or without tax as the receipt says.
  typed_minor     bigint not null,
  -- What it costs: less the tax that is deducted, and with its share of freight.
  value_minor     bigint not null,
  landed_minor    bigint not null default 0,
  -- How much of it was more than the order had still to come.
  over_milli      bigint not null default 0 check (over_milli >= 0),
  primary key (tenant_id, receipt_id, line_no),
  foreign key (tenant_id, receipt_id) references purchase_receipt (tenant_id, id),
  foreign key (tenant_id, product_id) references product (tenant_id, id),
  foreign key (tenant_id, order_id, order_line_no)
    references purchase_order_line (tenant_id, order_id, line_no),
  foreign key (tenant_id, returns_id, returns_line_no)
    references purchase_line (tenant_id, receipt_id, line_no)
);
create index purchase_line_of on purchase_line (tenant_id, product_id, receipt_id, line_no);
create index purchase_line_by_order on purchase_line (tenant_id, order_id, order_line_no, receipt_id)
  where order_id is not null;
create index purchase_line_returned on purchase_line (tenant_id, returns_id, returns_line_no, receipt_id)
  where returns_id is not null;
select fence('purchase_line', 'select, insert');

-- What a supplier asks for (bill), or gives back (credit, with amounts below zero).
create table supplier_bill (
  tenant_id          uuid not null default current_tenant() references tenant,
  id                 uuid not null,
  supplier_id        uuid not null,
  kind               text not null check (kind in ('bill', 'credit')),
  billed_on          date not null,
  due_on             date not null,
  voucher            text not null check (voucher in ('none', 'receipt', 'invoice', 'einvoice')),
  invoice_no         text check (invoice_no ~ '^[A-Z]{2}[0-9]{8}$'),
  prices_include_tax boolean not null,
  net_minor          bigint not null,
  tax_minor          bigint not null,
  -- Whether the tax is input tax of an invoice user; else it is a part of what the goods cost.
  deducts_tax        boolean not null,
  note               text not null default '' check (length(note) <= 1000),
  created_by         uuid default current_actor(),
  created_at         timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id),
  check (case kind when 'bill' then net_minor >= 0 and tax_minor >= 0
                   else net_minor <= 0 and tax_minor <= 0 end)
);
create index supplier_bill_of on supplier_bill (tenant_id, supplier_id, billed_on, id);
create index supplier_bill_by_day on supplier_bill (tenant_id, billed_on, id);
create index supplier_bill_invoice on supplier_bill (tenant_id, invoice_no, id)
  where invoice_no is not null;
select fence('supplier_bill', 'select, insert');

create table supplier_bill_line (
  tenant_id       uuid not null default current_tenant() references tenant,
  bill_id         uuid not null,
  line_no         smallint not null,
  -- Goods of a receipt, freight that is spread over goods, or a cost that is none of the goods'.
  kind            text not null check (kind in ('goods', 'freight', 'other')),
  receipt_id      uuid,
  receipt_line_no smallint,
  typed_minor     bigint not null,
  value_minor     bigint not null,
  primary key (tenant_id, bill_id, line_no),
  foreign key (tenant_id, bill_id) references supplier_bill (tenant_id, id),
  foreign key (tenant_id, receipt_id, receipt_line_no)
    references purchase_line (tenant_id, receipt_id, line_no),
  check ((kind = 'goods') = (receipt_id is not null))
);
create index supplier_bill_line_of on supplier_bill_line (tenant_id, receipt_id, receipt_line_no, bill_id)
  where receipt_id is not null;
select fence('supplier_bill_line', 'select, insert');

create table supplier_bill_undo (
  tenant_id  uuid not null default current_tenant() references tenant,
  bill_id    uuid not null,
  undone_on  date not null,
  created_by uuid default current_actor(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, bill_id),
  foreign key (tenant_id, bill_id) references supplier_bill (tenant_id, id)
);
select fence('supplier_bill_undo', 'select, insert');

-- Money that went to a supplier; below zero it came back. What no bill took yet is an advance.
create table supplier_payment (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  supplier_id  uuid not null,
  paid_on      date not null,
  -- `till`: a till had paid it out of its drawer and booked it already (cash_move).
  account      text not null check (account in ('cash', 'bank', 'till')),
  cash_move_id uuid,
  amount_minor bigint not null check (amount_minor <> 0),
  note         text not null default '' check (length(note) <= 300),
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id),
  check ((account = 'till') = (cash_move_id is not null))
);
create index supplier_payment_of on supplier_payment (tenant_id, supplier_id, paid_on, id);
create index supplier_payment_by_move on supplier_payment (tenant_id, cash_move_id, id)
  where cash_move_id is not null;
select fence('supplier_payment', 'select, insert');

create table supplier_payment_undo (
  tenant_id  uuid not null default current_tenant() references tenant,
  payment_id uuid not null,
  undone_on  date not null,
  created_by uuid default current_actor(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, payment_id),
  foreign key (tenant_id, payment_id) references supplier_payment (tenant_id, id)
);
select fence('supplier_payment_undo', 'select, insert');

-- Which money, or which credit, settled how much of which bill. Taken back by a row below zero.
create table supplier_settlement (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  supplier_id  uuid not null,
  bill_id      uuid not null,
  payment_id   uuid,
  credit_id    uuid,
  amount_minor bigint not null check (amount_minor <> 0),
  settled_on   date not null,
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id),
  foreign key (tenant_id, bill_id) references supplier_bill (tenant_id, id),
  foreign key (tenant_id, payment_id) references supplier_payment (tenant_id, id),
  foreign key (tenant_id, credit_id) references supplier_bill (tenant_id, id),
  check (num_nonnulls(payment_id, credit_id) = 1)
);
create index supplier_settlement_of on supplier_settlement (tenant_id, bill_id, id) include (amount_minor);
create index supplier_settlement_by_payment on supplier_settlement (tenant_id, payment_id, id)
  include (amount_minor) where payment_id is not null;
create index supplier_settlement_by_credit on supplier_settlement (tenant_id, credit_id, id)
  include (amount_minor) where credit_id is not null;
select fence('supplier_settlement', 'select, insert');

-- A photograph of a slip, made small before it is sent, so that an entry can be checked later.
create table purchase_photo (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  receipt_id uuid not null,
  media_type text not null check (media_type in ('image/webp', 'image/jpeg', 'image/png')),
  bytes      bytea not null check (octet_length(bytes) <= 300000),
  created_by uuid default current_actor(),
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, receipt_id) references purchase_receipt (tenant_id, id)
);
create index purchase_photo_of on purchase_photo (tenant_id, receipt_id, created_at, id);
select fence('purchase_photo', 'select, insert, delete');
