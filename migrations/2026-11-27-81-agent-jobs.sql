-- An agent says before its first byte that it begins: what it never began was certainly not printed,
-- and what it began and never spoke of again may lie there.
alter table print_job
  add column started_at timestamptz,
  -- Which run of the agent began it: a run that came after knows nothing of it.
  add column started_by uuid;

-- Whoever waits for papers is woken instead of asking over and over. Only an id travels, and it says
-- nothing to anybody who may not read its row.
create function ring_print_bell() returns trigger language plpgsql as $$
begin
  perform pg_notify('print_waiting', new.printer_id::text);
  return null;
end $$;
create trigger print_job_waits after insert or update of status, printer_id on print_job
  for each row when (new.status = 'queued') execute function ring_print_bell();
