-- How learners want to be told that something waits for them, and who has been told.

-- What somebody agreed to, or not. Rows are only added: the last one of a learner holds.
create table reminder_choice (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  learner_id  uuid not null,
  -- One of shared-channels.ts: `none`, `trainer`, `mail`, `paper`, and whatever comes to work later.
  channel     text not null check (channel ~ '^[a-z_]{2,20}$'),
  -- Where to; may be forgotten. That somebody agreed is not.
  address     text check (length(address) between 3 and 254),
  -- The sentence, word for word, in the language it was read in.
  wording     text not null check (length(wording) between 1 and 600),
  language    text not null check (length(language) <= 20),
  -- A trainer asked; the link of a letter was followed; the learner was forgotten.
  how         text not null check (how in ('asked', 'link', 'forgotten')),
  -- In every letter: who has it may end the letters, without an account. 256 random bits.
  code        text not null check (code ~ '^[A-Za-z0-9_-]{43}$'),
  -- Where this server was reached when it was agreed, for the link.
  origin      text check (length(origin) <= 200),
  noted_by    uuid default current_actor(),
  at          timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create index reminder_choice_of on reminder_choice (tenant_id, learner_id, at desc, id desc);
create index reminder_choice_code on reminder_choice (code);
select fence('reminder_choice', 'select, insert, update (address)');

-- Somebody was told of what was due until an instant: by a letter, or by a person who ticks it. A
-- correction is a later row.
create table reminder (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  learner_id  uuid not null,
  channel     text not null check (channel ~ '^[a-z_]{2,20}$'),
  -- The newest of what was due.
  due_at      timestamptz not null,
  is_told     boolean not null default true,
  noted_by    uuid default current_actor(),
  at          timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create index reminder_of on reminder (tenant_id, learner_id, at desc, id desc);
-- One letter for what is due, however often the job runs.
create unique index reminder_letter on reminder (tenant_id, learner_id, due_at)
  where channel = 'mail' and is_told;
select fence('reminder', 'select, insert');

-- The letters of a centre's day are written: the job comes every hour and does it once.
create table reminder_day (
  tenant_id   uuid not null default current_tenant() references tenant,
  day         date not null,
  written_at  timestamptz not null default now(),
  primary key (tenant_id, day)
);
select fence('reminder_day', 'select, insert');

-- Whose letters a code ends: the one question of whoever follows the link.
create function find_reminder_code(wanted text)
returns table (tenant_id uuid, learner_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.tenant_id, c.learner_id from reminder_choice c where c.code = wanted
$$;
revoke execute on function find_reminder_code(text) from public;
grant execute on function find_reminder_code(text) to tillage_app;

-- For the daily job, which belongs to no tenant: the centres where anybody ever agreed to letters. It
-- tells their ids and nothing of them.
create function find_reminding_centres()
returns table (tenant_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.tenant_id from reminder_choice c where c.channel = 'mail'
$$;
revoke execute on function find_reminding_centres() from public;
grant execute on function find_reminding_centres() to tillage_app;

-- A letter that can be ended by a link says so to the mailbox too (RFC 8058), and one that nobody wants
-- at night has an end.
alter table mail add column unsubscribe_url text check (length(unsubscribe_url) <= 300);
alter table mail add column expires_at timestamptz;
alter table mail drop constraint mail_status_check;
alter table mail add constraint mail_status_check
  check (status in ('queued', 'sent', 'failed', 'kept', 'stopped'));
