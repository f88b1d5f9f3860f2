-- A receipt is looked up by its number when goods come back, and an exchange by its refund.
create index sale_by_receipt on sale (tenant_id, receipt_no);
create index sale_of_exchange on sale (tenant_id, exchange_refund_id)
  where exchange_refund_id is not null;
