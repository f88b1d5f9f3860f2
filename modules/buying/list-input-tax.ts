import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { Voucher } from './shared.ts'

/** A voucher with tax on it, as a tax return wants it. Whole NT$; a credit's amounts are below zero. */
export interface InputTaxBill {
  billId: string
  /** `undone` takes an earlier one back, on the day on which that was done. */
  kind: 'bill' | 'credit' | 'undone'
  /** The day that counts, `YYYY-MM-DD`. */
  day: string
  supplierId: string
  supplierName: string
  supplierTaxId: string | null
  voucher: Voucher
  invoiceNo: string | null
  netMinor: number
  taxMinor: number
  /** False for a shop that was no invoice user on that day: its tax is a part of what goods cost. */
  deductsTax: boolean
}

/**
 * Suppliers' invoices and credits between two days, both included, in the order of their days. What
 * was recorded and taken back within them is left out, since both stand for nothing; what was taken
 * back later stands here on the day on which that was done, with its amounts turned.
 */
export async function listInputTaxBills(tx: Tx, from: string, to: string): Promise<InputTaxBill[]> {
  const { rows } = await sql<InputTaxBill>`
    select t.bill_id, t.kind, t.day, t.supplier_id, s.name as supplier_name,
           s.tax_id as supplier_tax_id, t.voucher, t.invoice_no, t.net_minor, t.tax_minor,
           t.deducts_tax
    from (
      select b.id as bill_id, b.kind, b.billed_on as day, b.supplier_id, b.voucher, b.invoice_no,
             b.net_minor, b.tax_minor, b.deducts_tax
      from supplier_bill b
      where b.billed_on between ${from}::date and ${to}::date
        and not exists (select from supplier_bill_undo u
                        where u.bill_id = b.id and u.undone_on between ${from}::date and ${to}::date)
      union all
      select b.id, 'undone', u.undone_on, b.supplier_id, b.voucher, b.invoice_no,
             -b.net_minor, -b.tax_minor, b.deducts_tax
      from supplier_bill_undo u join supplier_bill b on b.id = u.bill_id
      where u.undone_on between ${from}::date and ${to}::date
        and b.billed_on not between ${from}::date and ${to}::date
    ) t join supplier s on s.id = t.supplier_id
    where t.voucher in ('invoice', 'einvoice') and t.tax_minor <> 0
    order by t.day, t.bill_id, t.kind`.execute(tx)
  return rows
}
