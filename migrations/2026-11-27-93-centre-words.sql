-- What a centre says in its own words: lessons read aloud, lessons written in another language, and
-- this week's scam. None of it is ever made by a machine.

-- Somebody who speaks a language reads one block of a course. `bytes` and who spoke go when it is
-- taken off; that there was a recording stays.
create table voice_recording (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  course_id     text not null check (course_id ~ '^[a-z][a-z0-9-]{1,59}$'),
  block_id      text not null check (block_id ~ '^[0-9a-z][a-z0-9-]{0,59}$'),
  language      text not null check (length(language) <= 20),
  -- Null for somebody who would rather not be named.
  speaker       text check (length(speaker) between 1 and 60),
  -- Said aloud and kept beside the recording, or ticked.
  consent_how   text not null check (consent_how in ('spoken', 'ticked')),
  consented_at  timestamptz not null,
  consent_bytes bytea check (length(consent_bytes) <= 1000000),
  -- The sentence that was agreed to, word for word.
  licence       text not null check (length(licence) between 1 and 600),
  bytes         bytea check (length(bytes) between 1 and 4194304),
  byte_length   integer not null check (byte_length between 1 and 4194304),
  mime          text not null check (mime in ('audio/webm', 'audio/ogg', 'audio/mp4')),
  duration_ms   integer not null check (duration_ms between 1 and 200000),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_by    uuid default current_actor(),
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index voice_recording_of_course on voice_recording (tenant_id, course_id, created_at);
select fence('voice_recording', 'select, insert, update (speaker, consent_bytes, bytes)');

-- Accepted or taken off, by whom and when. None means submitted; what was taken off stays off.
create table voice_decision (
  tenant_id     uuid not null default current_tenant() references tenant,
  recording_id  uuid not null,
  status        text not null check (status in ('accepted', 'removed')),
  decided_by    uuid default current_actor(),
  decided_at    timestamptz not null default now(),
  primary key (tenant_id, recording_id, status),
  foreign key (tenant_id, recording_id) references voice_recording (tenant_id, id)
);
select fence('voice_decision', 'select, insert');

-- A block in another language, typed by somebody who speaks it.
create table block_translation (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  course_id   text not null check (course_id ~ '^[a-z][a-z0-9-]{1,59}$'),
  block_id    text not null check (block_id ~ '^[0-9a-z][a-z0-9-]{0,59}$'),
  language    text not null check (length(language) <= 20),
  text        text not null check (length(text) between 1 and 2000),
  -- How it came about: who was asked, at which meeting, from which book.
  source      text not null check (length(source) between 1 and 200),
  speaker     text check (length(speaker) between 1 and 60),
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index block_translation_of_course on block_translation (tenant_id, course_id, created_at);
select fence('block_translation', 'select, insert, update (speaker)');

create table block_translation_decision (
  tenant_id       uuid not null default current_tenant() references tenant,
  translation_id  uuid not null,
  status          text not null check (status in ('accepted', 'removed')),
  decided_by      uuid default current_actor(),
  decided_at      timestamptz not null default now(),
  primary key (tenant_id, translation_id, status),
  foreign key (tenant_id, translation_id) references block_translation (tenant_id, id)
);
select fence('block_translation_decision', 'select, insert');

-- This week's scam: a case heard in class, as a scenario of a minute and one question.
create table weekly_case (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  template      text not null check (template ~ '^[a-z]{2,40}$'),
  title         text not null check (length(title) between 1 and 80),
  -- As they are played: see shared-course.ts.
  scenario      jsonb not null,
  question      jsonb not null,
  reviewed_by   text not null check (length(reviewed_by) between 1 and 60),
  published_by  uuid default current_actor(),
  published_at  timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index weekly_case_by_time on weekly_case (tenant_id, published_at desc);
select fence('weekly_case', 'select, insert');

-- Taken off again.
create table weekly_case_end (
  tenant_id  uuid not null default current_tenant() references tenant,
  case_id    uuid not null,
  ended_by   uuid default current_actor(),
  ended_at   timestamptz not null default now(),
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references weekly_case (tenant_id, id)
);
select fence('weekly_case_end', 'select, insert');

-- What the police list as reported, the same for everybody: websites and LINE ids. Only the operator
-- writes it (`npm run courses:reported`).
create table reported_contact (
  kind         text not null check (kind in ('site', 'line')),
  -- In the one form that questions are compared in: see shared-reported.ts.
  value        text not null check (length(value) between 1 and 253),
  reported_on  date,
  source       text not null check (length(source) between 1 and 200),
  imported_at  timestamptz not null default now(),
  primary key (kind, value)
);
grant select on reported_contact to tillage_app;
