-- Somebody's own phone: the invitation that makes it theirs, and what brings them back on another.

-- A link that a trainer hands to one learner. Used once, by one phone; another one ends it.
create table learner_invitation (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  learner_id  uuid not null,
  -- SHA-256 of the secret in the link, which is told once.
  secret_hash bytea not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  -- The phone that used it: the same phone may ask again, when the answer was lost.
  device_id   uuid,
  revoked_at  timestamptz,
  created_by  uuid default current_actor(),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((used_at is null) = (device_id is null)),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id),
  foreign key (tenant_id, device_id) references learn_device (tenant_id, id)
);
create index learner_invitation_of on learner_invitation (tenant_id, learner_id, created_at desc);
select fence('learner_invitation', 'select, insert, update (used_at, device_id, revoked_at)');

create index learn_device_of on learn_device (tenant_id, learner_id) where learner_id is not null;

-- A short name and a password, chosen by the learner. Taken back, it is gone.
create table learner_password (
  tenant_id     uuid not null default current_tenant() references tenant,
  learner_id    uuid not null,
  -- As it was typed, to be shown; and as it is compared.
  login_name    text not null check (length(login_name) between 1 and 30),
  login_key     text not null check (length(login_key) between 1 and 60),
  -- argon2id, as of the office's people.
  password_hash text not null check (length(password_hash) <= 200),
  set_at        timestamptz not null default now(),
  primary key (tenant_id, learner_id),
  unique (tenant_id, login_key),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
select fence('learner_password', 'select, insert, update, delete');

-- A passkey (WebAuthn) that a learner's phone made. Taken back, it is gone.
create table learner_passkey (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  learner_id    uuid not null,
  -- The phone that it was made on: whoever takes that one away takes this along.
  device_id     uuid not null,
  -- base64url; authenticators name up to 1023 bytes.
  credential_id text not null check (credential_id ~ '^[A-Za-z0-9_-]+$' and length(credential_id) <= 1400),
  public_key    bytea not null check (length(public_key) <= 4096),
  -- How often it signed, where the authenticator counts.
  sign_count    bigint not null check (sign_count >= 0),
  -- The name of the server that it was made for, and answers to alone.
  rp_id         text not null check (length(rp_id) <= 253),
  made_at       timestamptz not null default now(),
  used_at       timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, credential_id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id),
  foreign key (tenant_id, device_id) references learn_device (tenant_id, id)
);
create index learner_passkey_of on learner_passkey (tenant_id, learner_id);
select fence('learner_passkey', 'select, insert, update (sign_count, used_at), delete');

-- Words that a passkey has to sign, each once and within minutes. Whoever comes back is in no tenant yet,
-- so these are nobody's: a hash and a time.
create table passkey_challenge (
  hash        bytea primary key,
  expires_at  timestamptz not null
);
create index passkey_challenge_by_time on passkey_challenge (expires_at);
grant select, insert, delete on passkey_challenge to tillage_app;
