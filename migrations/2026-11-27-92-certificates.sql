-- What was learned, said so that others can believe it: certificates, and the keys that sign badges.

-- A paper that says somebody did all lessons of a course. What is written on it never changes.
create table certificate (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  learner_id   uuid not null,
  course_id    text not null check (course_id ~ '^[a-z][a-z0-9-]{1,59}$'),
  -- 2 after the first was taken back, and so on: pressing twice issues one.
  edition      smallint not null default 1 check (edition between 1 and 99),
  -- As on the paper. Nobody may see it once the learner's own name is forgotten; it is emptied then.
  name         text check (length(name) between 1 and 60),
  -- The learner's: the paper is in it.
  language     text not null check (length(language) <= 20),
  -- Title and mastered outcomes in every language, as they were: courses are rewritten later.
  course       jsonb not null,
  finished_at  timestamptz not null,
  issued_at    timestamptz not null default now(),
  issued_by    uuid default current_actor(),
  -- Random, 130 bits. Whoever holds the paper holds it; it is kept, because the paper is printed again.
  code         text not null check (code ~ '^[0-9a-hjkmnp-tv-z]{26}$'),
  primary key (tenant_id, id),
  unique (tenant_id, learner_id, course_id, edition),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create index certificate_by_time on certificate (tenant_id, issued_at desc, id);
create index certificate_code on certificate (code);
select fence('certificate', 'select, insert');
grant update (name) on certificate to tillage_app;

create table certificate_revocation (
  tenant_id      uuid not null default current_tenant() references tenant,
  certificate_id uuid not null,
  reason         text not null check (length(reason) between 1 and 200),
  revoked_at     timestamptz not null default now(),
  revoked_by     uuid default current_actor(),
  primary key (tenant_id, certificate_id),
  foreign key (tenant_id, certificate_id) references certificate (tenant_id, id)
);
select fence('certificate_revocation', 'select, insert');

-- What a centre signs badges with. The newest signs; all are published, so that old badges verify.
create table signing_key (
  tenant_id   uuid not null default current_tenant() references tenant,
  -- RFC 7638 thumbprint of the public key.
  id          text not null check (length(id) between 40 and 50),
  public_jwk  jsonb not null check (not public_jwk ? 'd'),
  private_jwk jsonb not null,
  made_at     timestamptz not null default now(),
  primary key (tenant_id, id)
);
select fence('signing_key', 'select, insert');

-- Whose certificate a code opens: the one question of whoever holds the paper.
create function find_certificate(wanted text)
returns table (tenant_id uuid, certificate_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.tenant_id, c.id from certificate c where c.code = wanted
$$;
revoke execute on function find_certificate(text) from public;
grant execute on function find_certificate(text) to tillage_app;
