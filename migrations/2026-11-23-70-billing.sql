-- What a tenant used, one row a use, unique for ever by what caused it: a resend can't bill twice.
create table usage_event (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  meter       text not null check (meter in ('sale')),
  quantity    integer not null check (quantity > 0),
  source_type text not null,
  source_id   uuid not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, meter, source_type, source_id)
);
create index usage_event_by_time on usage_event (tenant_id, meter, occurred_at);
select fence('usage_event', 'select, insert');
