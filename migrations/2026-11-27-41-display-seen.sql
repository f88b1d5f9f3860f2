-- When the customer's screen last asked: a till tells it nothing while nobody looks.
alter table till_display add column seen_at timestamptz;
