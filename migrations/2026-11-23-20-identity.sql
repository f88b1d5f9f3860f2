-- People, how they sign in, and what they may do where. A person is global and may belong to many
-- tenants; people see themselves, and the names of those they work with.

create table user_account (
  id            uuid primary key,
  display_name  text not null check (length(display_name) between 1 and 120),
  email         text unique check (email = lower(email) and length(email) <= 254),
  phone         text unique check (phone ~ '^\+[0-9]{6,15}$'),
  locale        text not null default 'zh-TW',
  theme         text not null default 'system' check (theme in ('system', 'light', 'dark', 'sun')),
  text_size     text not null default 'base' check (text_size in ('base', 'easy')),
  created_at    timestamptz not null default now(),
  check (email is not null or phone is not null)
);

create table membership (
  tenant_id   uuid not null default current_tenant() references tenant,
  user_id     uuid not null references user_account,
  role        text not null
              check (role in ('owner', 'manager', 'cashier', 'bookkeeper', 'trainer', 'learner')),
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  primary key (tenant_id, user_id)
);
create index membership_of_person on membership (user_id);
select fence('membership', 'select, insert, update');

alter table user_account enable row level security;
alter table user_account force row level security;
-- A person sees themself and, inside a tenant, whoever has or had a place there.
create policy person_isolation on user_account as restrictive for all to tillage_app
  using (
    id = (select current_actor())
    or (nullif(current_setting('app.tenant_id', true), '') is not null
        and exists (select from membership m where m.user_id = user_account.id)))
  with check (id = (select current_actor()));
create policy person_allow on user_account for all to tillage_app using (true) with check (true);
do $$ begin
  execute format('create policy owner_maintenance on user_account for all to %I using (true) with check (true)', current_user);
end $$;
grant select, insert, update on user_account to tillage_app;

-- The argon2id hash stands apart, so that no query over people can read it by accident.
create table user_credential (
  user_id       uuid primary key references user_account,
  password_hash text not null,
  changed_at    timestamptz not null default now()
);
select fence_person('user_credential', 'select, insert, update');

create table user_session (
  id            uuid primary key,
  user_id       uuid not null references user_account,
  token_hash    bytea not null unique,
  user_agent    text,
  created_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  expires_at    timestamptz not null,
  ended_at      timestamptz
);
create index user_session_of_person on user_session (user_id) where ended_at is null;
select fence_person('user_session', 'select, insert, update');

create table invitation (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  token_hash    bytea not null unique,
  role          text not null
                check (role in ('owner', 'manager', 'cashier', 'bookkeeper', 'trainer', 'learner')),
  display_name  text not null default '' check (length(display_name) <= 120),
  created_by    uuid not null default current_actor() references user_account,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  accepted_at   timestamptz,
  accepted_by   uuid references user_account,
  revoked_at    timestamptz,
  primary key (tenant_id, id)
);
select fence('invitation', 'select, insert, update');

create table api_token (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  name          text not null check (length(name) between 1 and 80),
  token_hash    bytea not null unique,
  scopes        text[] not null,
  created_by    uuid not null default current_actor() references user_account,
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  primary key (tenant_id, id)
);
select fence('api_token', 'select, insert, update');

-- The four questions that come before a tenant or a person is known. Each answers one exact secret
-- or name and lists nothing; they are the only definer functions (the self-check has the list).
create function find_sign_in(identifier text)
returns table (user_id uuid, password_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, c.password_hash from user_account u join user_credential c on c.user_id = u.id
  where u.email = identifier or u.phone = identifier
$$;

-- One round trip answers who asks and where they belong: every request begins with it. plpgsql,
-- because it keeps its plans from call to call.
create function find_session(hash bytea)
returns table (session_id uuid, user_id uuid, display_name text, locale text, theme text,
               text_size text, last_seen_at timestamptz, memberships jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select s.id, u.id, u.display_name, u.locale, u.theme, u.text_size, s.last_seen_at,
    coalesce((select jsonb_agg(jsonb_build_object('tenantId', t.id, 'slug', t.slug, 'name', t.name,
        'kind', t.kind, 'role', m.role) order by t.name)
      from membership m join tenant t on t.id = m.tenant_id
      where m.user_id = u.id and m.ended_at is null), '[]')
  from user_session s join user_account u on u.id = s.user_id
  where s.token_hash = hash and s.ended_at is null and s.expires_at > now();
end $$;

create function find_invitation(hash bytea)
returns table (tenant_id uuid, invitation_id uuid, tenant_name text, tenant_slug text, role text,
               display_name text, expires_at timestamptz, accepted_at timestamptz,
               revoked_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.tenant_id, i.id, t.name, t.slug, i.role, i.display_name, i.expires_at, i.accepted_at,
         i.revoked_at
  from invitation i join tenant t on t.id = i.tenant_id where i.token_hash = hash
$$;

create function find_api_token(hash bytea)
returns table (tenant_id uuid, token_id uuid, created_by uuid, scopes text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select a.tenant_id, a.id, a.created_by, a.scopes from api_token a
  where a.token_hash = hash and a.revoked_at is null
$$;

revoke execute on function find_sign_in(text), find_session(bytea),
  find_invitation(bytea), find_api_token(bytea) from public;
grant execute on function find_sign_in(text), find_session(bytea),
  find_invitation(bytea), find_api_token(bytea) to tillage_app;
