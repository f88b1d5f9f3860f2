-- What a machine asked for when it sold: the id is the caller's, and the same id with another body is
-- refused. Written before the sale, so that two equal requests at once wait for each other here.
create table sale_request (
  tenant_id   uuid not null default current_tenant() references tenant,
  sale_id     uuid not null,
  -- SHA-256, hex, of the canonical JSON of the checked request.
  body_hash   text not null check (body_hash ~ '^[0-9a-f]{64}$'),
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, sale_id),
  foreign key (tenant_id, sale_id) references sale (tenant_id, id) deferrable initially deferred
);
select fence('sale_request', 'select, insert');
