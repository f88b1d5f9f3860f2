-- A small photograph on somebody's tile. The learner said yes aloud; who heard it and when is kept. The
-- picture goes when it is taken off or its learner is forgotten; that there was one stays.
create table learner_photo (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  learner_id    uuid not null,
  -- JPEG, made anew by the server: nothing that was hidden in the file is left.
  bytes         bytea check (length(bytes) between 1 and 30000),
  -- SHA-256 of it, hex: how devices name it.
  sha256        text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The sentence that was asked, word for word.
  consent_words text not null check (length(consent_words) between 1 and 300),
  consented_at  timestamptz not null default now(),
  heard_by      uuid not null default current_actor(),
  removed_at    timestamptz,
  removed_by    uuid,
  primary key (tenant_id, id),
  check ((bytes is null) = (sha256 is null)),
  check ((bytes is null) = (removed_at is not null)),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create unique index learner_photo_now on learner_photo (tenant_id, learner_id) where bytes is not null;
create index learner_photo_of on learner_photo (tenant_id, learner_id, consented_at desc);
select fence('learner_photo', 'select, insert, update (bytes, sha256, removed_at, removed_by)');
