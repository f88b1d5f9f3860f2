-- When a level last moved, so that a till is told what changed and not everything. Without an index:
-- one would make every sale write to it, and a shop's levels are read in a few milliseconds.
alter table stock_level add column changed_at timestamptz not null default now();
