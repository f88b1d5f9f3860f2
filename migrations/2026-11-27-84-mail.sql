-- Letters by e-mail: what goes out, to whom, and what became of it.
create table mail (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  -- Whose address it is may be forgotten later; that something was sent is not.
  to_address   text check (length(to_address) <= 254),
  subject      text not null check (length(subject) between 1 and 200),
  body         text not null check (length(body) <= 20000),
  -- Dropped once it is sent: it can be made again from what it is about.
  attachment   bytea check (octet_length(attachment) <= 2000000),
  attachment_name text check (length(attachment_name) <= 100),
  -- What it is about, e.g. `sale` and its id.
  source_type  text not null check (source_type ~ '^[a-z_]{1,40}$'),
  source_id    uuid not null,
  -- kept: this server sends no mail, and shows what it would have sent.
  status       text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'kept')),
  attempts     integer not null default 0 check (attempts >= 0),
  -- What the mail server said, in its own words.
  last_error   text check (length(last_error) <= 300),
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default now(),
  settled_at   timestamptz,
  primary key (tenant_id, id)
);
create index mail_newest on mail (tenant_id, created_at desc, id);
create index mail_about on mail (tenant_id, source_type, source_id);
select fence('mail', 'select, insert, update');
