-- An entry at a place that another one has is booked, too, where it can be: the goods have left the
-- shop. A person looks at it in any case.
alter table till_event_fork
  add column disposition text not null default 'quarantined'
    check (disposition in ('posted_flagged', 'quarantined')),
  add column reasons text[] not null default '{}';
comment on table till_event_fork is
  'The same number or id used for something else: kept whole, and booked when it is another sale.';
