-- Printers of a shop, and every paper that was asked for.

create table printer (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 60),
  kind        text not null check (kind in ('tcp')),
  host        text not null check (length(host) between 1 and 253),
  port        integer not null check (port between 1 and 65535),
  -- Dots across the paper: 58 mm has 384, 80 mm has 576.
  width_dots  integer not null check (width_dots in (384, 576)),
  has_drawer  boolean not null,
  has_cutter  boolean not null,
  is_default  boolean not null,
  archived_at timestamptz,
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  check (archived_at is null or not is_default)
);
create unique index printer_default on printer (tenant_id) where is_default;
select fence('printer', 'select, insert, update');

-- One row is one paper. The document holds final texts, so that a reprint needs nothing else; it may
-- name a customer, and is therefore changed when that person asks to be forgotten.
--   queued  waits for its transport          offered  handed to the transport, no answer yet
--   sent    the printer took every byte      printed  the printer says it is on paper
--   failed  nothing was printed              expired  too old to be of use
--   unknown may or may not be on paper: only a person can tell, and only a person prints it again
create table print_job (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  printer_id  uuid not null,
  kind        text not null check (length(kind) between 1 and 40),
  source_type text not null check (length(source_type) between 1 and 40),
  source_id   uuid not null,
  -- 1 is the original; a reprint somebody asks for takes the next number.
  copy_no     integer not null default 1 check (copy_no between 1 and 1000),
  document    jsonb not null,
  open_drawer boolean not null default false,
  status      text not null default 'queued' check (status in
              ('queued', 'offered', 'sent', 'printed', 'failed', 'expired', 'unknown')),
  attempts    integer not null default 0 check (attempts >= 0),
  last_error  text check (length(last_error) <= 80),
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  offered_at  timestamptz,
  sent_at     timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, kind, source_type, source_id, copy_no),
  foreign key (tenant_id, printer_id) references printer (tenant_id, id)
);
create index print_job_by_printer on print_job (tenant_id, printer_id);
create index print_job_recent on print_job (tenant_id, created_at desc);
create index print_job_open on print_job (tenant_id, created_at)
  where status in ('queued', 'offered', 'failed', 'unknown');
select fence('print_job', 'select, insert, update');
