-- Learners, the devices they learn on, what they do there, and the classes they come to.

-- Somebody who learns. Often a person without e-mail, phone number or password: a name and a tile.
create table learner (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  -- May be forgotten; what was learned then belongs to nobody.
  display_name  text check (length(display_name) between 1 and 60),
  -- The colour of the tile behind a letter or photograph.
  tile          smallint not null default 0 check (tile between 0 and 11),
  -- Salt and PBKDF2 of three pictures: what a class's device checks without the network.
  picture_salt  text check (length(picture_salt) <= 60),
  picture_hash  text check (length(picture_hash) <= 100),
  -- What a card's code proves; another card ends the one before.
  card_hash     bytea,
  language      text not null default 'zh-TW' check (length(language) <= 20),
  -- The account of somebody who has one.
  user_id       uuid references user_account,
  created_by    uuid default current_actor(),
  created_at    timestamptz not null default now(),
  left_at       timestamptz,
  primary key (tenant_id, id)
);
create index learner_by_name on learner (tenant_id, display_name) where left_at is null;
create unique index learner_card on learner (tenant_id, card_hash) where card_hash is not null;
select fence('learner', 'select, insert, update');

create table venue (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 80),
  address     text check (length(address) <= 200),
  created_at  timestamptz not null default now(),
  closed_at   timestamptz,
  primary key (tenant_id, id)
);
select fence('venue', 'select, insert, update');

-- One meeting of a class: a course's lesson, a place and a time.
create table course_class (
  tenant_id     uuid not null default current_tenant() references tenant,
  id            uuid not null,
  title         text not null check (length(title) between 1 and 120),
  venue_id      uuid,
  course_id     text not null check (course_id ~ '^[a-z][a-z0-9-]{1,59}$'),
  lesson_id     text not null check (lesson_id ~ '^[0-9a-z][a-z0-9-]{1,59}$'),
  starts_at     timestamptz not null,
  -- Typed by learners on their own phones while the class is open.
  join_code     text check (join_code ~ '^[0-9]{6}$'),
  opened_at     timestamptz,
  closed_at     timestamptz,
  -- The question that a trainer shows to all; nothing else of the class is on the wall.
  created_by    uuid default current_actor(),
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, venue_id) references venue (tenant_id, id)
);
create index course_class_by_time on course_class (tenant_id, starts_at desc);
create index course_class_code on course_class (join_code) where join_code is not null;
select fence('course_class', 'select, insert, update');

create table class_member (
  tenant_id   uuid not null default current_tenant() references tenant,
  class_id    uuid not null,
  learner_id  uuid not null,
  how         text not null check (how in ('trainer', 'code')),
  enrolled_at timestamptz not null default now(),
  left_at     timestamptz,
  primary key (tenant_id, class_id, learner_id),
  foreign key (tenant_id, class_id) references course_class (tenant_id, id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create index class_member_of on class_member (tenant_id, learner_id);
select fence('class_member', 'select, insert, update');

-- Who was there. A correction is a later row: the last one holds.
create table attendance (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  class_id    uuid not null,
  learner_id  uuid not null,
  is_there    boolean not null,
  how         text not null check (how in ('tap', 'card', 'signed_in')),
  at          timestamptz not null,
  noted_by    uuid default current_actor(),
  stored_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, class_id) references course_class (tenant_id, id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create index attendance_of_class on attendance (tenant_id, class_id, learner_id, at);
select fence('attendance', 'select, insert');

-- A device that learns: one of a venue, for whoever sits before it, or somebody's own phone.
create table learn_device (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  name         text not null check (length(name) between 1 and 60),
  token_hash   bytea not null,
  -- Of one learner alone; null for a venue's.
  learner_id   uuid,
  created_by   uuid default current_actor(),
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz,
  revoked_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
select fence('learn_device', 'select, insert, update');

-- What learners did, as their devices wrote it down. Never changed; sent again it is the same row.
create table learn_event (
  tenant_id    uuid not null default current_tenant() references tenant,
  id           uuid not null,
  device_id    uuid not null,
  journal_id   uuid not null,
  seq          bigint not null check (seq >= 1),
  learner_id   uuid not null,
  type         text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  course_id    text,
  lesson_id    text,
  body         jsonb not null,
  hash         text not null,
  -- By the device's clock, and never after it arrived: a clock that is a day ahead changes no order.
  at           timestamptz not null,
  stored_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, device_id) references learn_device (tenant_id, id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create index learn_event_of_learner on learn_event (tenant_id, learner_id, at, id);
create index learn_event_of_lesson on learn_event (tenant_id, course_id, lesson_id, at);
create index learn_event_of_journal on learn_event (tenant_id, journal_id, seq);
select fence('learn_event', 'select, insert');

-- What a device sent and nobody could read: kept whole, for a person to look at.
create table learn_event_aside (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  device_id   uuid not null,
  journal_id  uuid not null,
  seq         bigint not null,
  reason      text not null check (reason ~ '^[a-z_]{1,40}$'),
  event       jsonb not null,
  stored_at   timestamptz not null default now(),
  primary key (tenant_id, id, reason),
  foreign key (tenant_id, device_id) references learn_device (tenant_id, id)
);
create index learn_event_aside_of_journal on learn_event_aside (tenant_id, journal_id, seq);
select fence('learn_event_aside', 'select, insert');

-- A class by the code on the wall: the one question of a phone that belongs to nobody yet.
create function find_class_code(code text)
returns table (tenant_id uuid, class_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.tenant_id, c.id from course_class c
  where c.join_code = code and c.opened_at is not null and c.closed_at is null
    and c.opened_at > now() - interval '12 hours'
$$;
revoke execute on function find_class_code(text) from public;
grant execute on function find_class_code(text) to tillage_app;
