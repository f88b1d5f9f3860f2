-- A trainer is on the way to somebody. Rows are never changed: it is over after a while, or when the
-- learner asks again.
create table help_taken (
  tenant_id   uuid not null default current_tenant() references tenant,
  id          uuid not null,
  class_id    uuid not null,
  learner_id  uuid not null,
  taken_by    uuid default current_actor() references user_account,
  at          timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, class_id) references course_class (tenant_id, id),
  foreign key (tenant_id, learner_id) references learner (tenant_id, id)
);
create index help_taken_of_class on help_taken (tenant_id, class_id, at);
select fence('help_taken', 'select, insert');
