-- Printers that ask for their papers, every few seconds: one question has to be one cheap statement.

alter table print_job
  -- How often it was handed to a printer, ever. A late answer that speaks of an earlier time is known by it.
  add column offer_no integer not null default 0 check (offer_no >= 0);
alter table printer
  -- How an Epson speaks: its version, and whether it takes papers into a store of its own (spooler).
  add column dialect text not null default '2.00' check (dialect in ('1.00', '2.00', 'spooler'));

create index print_job_waiting on print_job (tenant_id, printer_id, created_at, id)
  where status = 'queued';
create index print_job_handed on print_job (tenant_id, printer_id, offered_at)
  where status = 'offered' or (status = 'sent' and result_code = 'spooled');
create index print_job_last_handed on print_job (tenant_id, printer_id, offered_at)
  where offered_at is not null;

-- Who asks, and what there is for it, in one answer for one exact secret. plpgsql keeps its plan.
drop function find_asking_printer(bytea);
create function find_asking_printer(hash bytea)
returns table (
  tenant_id uuid, printer_id uuid, kind text, password_hash text, device_name text,
  paper text, is_cover_open boolean, status_code text, dialect text, seen_seconds_ago real,
  -- The paper that waits longest, and the time of handing over that would come next.
  waiting_id uuid, waiting_offer_no integer,
  -- Papers that were handed over and not spoken of since.
  handed bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select p.tenant_id, p.id, p.kind, p.password_hash, p.device_name,
    p.paper, p.is_cover_open, p.status_code, p.dialect,
    extract(epoch from clock_timestamp() - p.seen_at)::real,
    w.id, w.offer_no + 1,
    (select count(*) from print_job h
      where h.tenant_id = p.tenant_id and h.printer_id = p.id
        and (h.status = 'offered' or (h.status = 'sent' and h.result_code = 'spooled')))
  from printer p
  left join lateral (
    select j.id, j.offer_no from print_job j
    where j.tenant_id = p.tenant_id and j.printer_id = p.id and j.status = 'queued'
      and (j.expires_at is null or j.expires_at > now())
    order by j.created_at, j.id limit 1) w on true
  where p.token_hash = hash and p.archived_at is null;
end $$;
revoke execute on function find_asking_printer(bytea) from public;
grant execute on function find_asking_printer(bytea) to tillage_app;
