-- Freight of a bill may name the goods that carry it, a line for each of them, so that taking the bill
-- back takes the right part off each.
alter table supplier_bill_line
  drop constraint supplier_bill_line_check,
  add constraint supplier_bill_line_names_goods check (
    case kind when 'goods' then receipt_id is not null when 'other' then receipt_id is null else true end);
