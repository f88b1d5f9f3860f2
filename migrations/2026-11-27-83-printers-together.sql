-- Who asks, and what there is for it, each for one exact secret, before a tenant is known. Printers that
-- ask at about the same time are looked up together; plpgsql keeps the plan.
create function find_asking_printers(hashes bytea[])
returns table (
  token_hash bytea, tenant_id uuid, printer_id uuid, kind text, password_hash text, device_name text,
  paper text, is_cover_open boolean, status_code text, dialect text, seen_seconds_ago real,
  -- The paper that waits longest, and the time of handing over that would come next.
  waiting_id uuid, waiting_offer_no integer,
  -- Papers that were handed over and not spoken of since.
  handed bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select p.token_hash, p.tenant_id, p.id, p.kind, p.password_hash, p.device_name,
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
  where p.token_hash = any (hashes) and p.archived_at is null;
end $$;
revoke execute on function find_asking_printers(bytea[]) from public;
grant execute on function find_asking_printers(bytea[]) to tillage_app;
