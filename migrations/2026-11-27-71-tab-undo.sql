-- A payment of a tab that was taken by mistake is taken back by a row of its own: the same money the
-- other way, once. Sums over a shift or a customer are right without knowing of it.
alter table tab_payment drop constraint tab_payment_amount_minor_check;
alter table tab_payment add column undoes_id uuid;
alter table tab_payment add constraint tab_payment_amount_minor_check
  check (amount_minor <> 0 and (amount_minor < 0) = (undoes_id is not null));
alter table tab_payment add foreign key (tenant_id, undoes_id) references tab_payment (tenant_id, id);
alter table tab_payment add unique (tenant_id, undoes_id);
