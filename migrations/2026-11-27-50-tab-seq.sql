-- The last entry of a journal that changed a tab, or would have. A till is told it with its customers,
-- so that it knows which of its own sales and payments their balances hold already.
alter table till_journal add column tab_seq bigint not null default 0 check (tab_seq >= 0);
