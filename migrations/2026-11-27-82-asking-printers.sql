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
