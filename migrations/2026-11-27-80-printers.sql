-- Printers that stand anywhere: behind this server, behind a small program in the shop (agent),
-- beside a till, or such as ask for their papers themselves (Star CloudPRNT, Epson Server Direct Print).

alter table printer drop constraint printer_kind_check;
alter table printer
  add constraint printer_kind_check check (kind in ('tcp', 'agent', 'star', 'epson', 'till')),
  alter column host drop not null,
  alter column port drop not null,
  -- An agent writes to an address in its network or to a file of its machine (/dev/usb/lp0).
  add column device_path   text check (length(device_path) between 1 and 200),
  add column agent_id      uuid,
  -- A printer that asks is known by the secret in its address (SHA-256 of it), and by a password:
  -- of a Star (Basic) its SHA-256, of an Epson (Digest) HA1 by RFC 7616, both in hex.
  add column token_hash   bytea unique check (octet_length(token_hash) = 32),
  add column password_hash text check (length(password_hash) between 32 and 64),
  -- Its own name for itself: the MAC of a Star, the ID of an Epson. Empty until it is told or heard.
  add column device_name   text check (length(device_name) between 1 and 60),
  -- How letters travel: as a picture, or as text for a printer that proved to have them.
  add column encoding      text not null default 'raster'
                           check (encoding in ('raster', 'big5', 'gb18030')),
  add column density       text not null default 'normal'
                           check (density in ('light', 'normal', 'dark')),
  -- Where papers go when this one can't print.
  add column fallback_id   uuid,
  -- What was heard of it last; null while nothing was.
  add column seen_at       timestamptz,
  add column paper         text check (paper in ('ok', 'low', 'out')),
  add column is_cover_open boolean,
  add column status_code   text check (length(status_code) between 1 and 80),
  add constraint printer_fallback foreign key (tenant_id, fallback_id)
    references printer (tenant_id, id),
  add constraint printer_not_own_fallback check (fallback_id <> id),
  add constraint printer_reached check (
    case kind
      when 'tcp' then host is not null and port is not null
      when 'agent' then agent_id is not null
                        and ((host is not null and port is not null) <> (device_path is not null))
      when 'till' then true
      else token_hash is not null and password_hash is not null
    end);

-- The program in a shop that hands papers to printers of its network.
create table print_agent (
  tenant_id  uuid not null default current_tenant() references tenant,
  id         uuid not null,
  name       text not null check (length(name) between 1 and 60),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  version    text check (length(version) between 1 and 40),
  seen_at    timestamptz,
  revoked_at timestamptz,
  created_by uuid default current_actor(),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('print_agent', 'select, insert, update');
alter table printer add constraint printer_agent foreign key (tenant_id, agent_id)
  references print_agent (tenant_id, id);
create index printer_by_agent on printer (tenant_id, agent_id) where agent_id is not null;
create index printer_by_fallback on printer (tenant_id, fallback_id) where fallback_id is not null;

-- An agent asks before its tenant is known; the function answers one exact secret.
create function find_print_agent(hash bytea)
returns table (tenant_id uuid, agent_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.tenant_id, a.id from print_agent a where a.token_hash = hash and a.revoked_at is null
$$;
revoke execute on function find_print_agent(bytea) from public;
grant execute on function find_print_agent(bytea) to tillage_app;

alter table print_job
  add column printed_at  timestamptz,
  -- What the printer said of it, in its own words.
  add column result_code text check (length(result_code) between 1 and 80),
  -- After this nobody wants the paper any more.
  add column expires_at  timestamptz;

-- Which paper goes where. The most particular row counts: category before till before neither.
create table print_route (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  kind        text not null check (kind in ('receipt', 'order_ticket', 'report', 'label')),
  till_id     uuid,
  category_id uuid,
  printer_id  uuid not null,
  copies      integer not null default 1 check (copies between 1 and 5),
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, kind, till_id, category_id, printer_id),
  foreign key (tenant_id, till_id) references till (tenant_id, id),
  foreign key (tenant_id, category_id) references category (tenant_id, id),
  foreign key (tenant_id, printer_id) references printer (tenant_id, id),
  check (category_id is null or kind in ('order_ticket', 'label'))
);
create index print_route_by_printer on print_route (tenant_id, printer_id);
create index print_route_by_till on print_route (tenant_id, till_id) where till_id is not null;
create index print_route_by_category on print_route (tenant_id, category_id)
  where category_id is not null;
select fence('print_route', 'select, insert, update, delete');
