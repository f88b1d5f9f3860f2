import { postEntries } from '#modules/bookkeeping/index.ts'
import type { PostingInput } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { invoiceNoNeeded, invoiceRecorded, taxTooLarge } from './errors.ts'
import { type BillLineRow, type BillRow, findInvoice, insertBill } from './repository-bills.ts'
import type { Voucher } from './shared.ts'
import { type PaperDay, showsTax } from './tax-standing.ts'

export const BILL_SOURCE = 'supplier_bill'

/** What a form says of the voucher that came along. */
export interface VoucherInput {
  voucher: Voucher
  invoiceNo: string | null
  pricesIncludeTax: boolean
  /** The tax as the invoice states it; undefined takes the sum. */
  taxMinor?: number | undefined
}

/** The rule by which a voucher's tax is computed, and whether the shop deducts it. */
export function taxRuleOf(input: VoucherInput, day: PaperDay) {
  const hasTax = showsTax(input.voucher)
  return {
    pricesIncludeTax: input.pricesIncludeTax,
    ratePpm: hasTax ? day.ratePpm : 0,
    ...(hasTax && input.taxMinor !== undefined ? { taxMinor: input.taxMinor } : {}),
    deductsTax: hasTax && day.isInvoiceUser,
  }
}

/**
 * Refuses a voucher that cannot be: tax larger than what it is on, an invoice without its number
 * where its tax is deducted, or one that is in the books already.
 *
 * @throws buying.tax_too_large, buying.invoice_no_needed, buying.invoice_recorded
 */
export async function checkVoucher(
  tx: Tx,
  bill: Pick<BillRow, 'netMinor' | 'taxMinor' | 'deductsTax' | 'invoiceNo' | 'billedOn' | 'kind'>,
): Promise<void> {
  const { netMinor, taxMinor, deductsTax, invoiceNo, billedOn, kind } = bill
  if (Math.abs(taxMinor) > Math.abs(netMinor)) throw taxTooLarge()
  if (kind === 'credit') return
  if (deductsTax && taxMinor > 0 && invoiceNo === null) throw invoiceNoNeeded()
  const known = invoiceNo === null ? undefined : await findInvoice(tx, invoiceNo, billedOn)
  if (known) throw invoiceRecorded(invoiceNo ?? '', known.supplierName)
}

/**
 * Writes down what a supplier asks for, or gives back, and books it: Dr what it was for and input
 * tax, Cr payable.
 *
 * @param debits what it was for; with the tax, where that is deducted, they are its total.
 */
export async function writeBill(
  tx: Tx,
  bill: BillRow & { supplierName: string },
  lines: readonly BillLineRow[],
  debits: readonly PostingInput[],
): Promise<void> {
  const { supplierName, ...row } = bill
  await insertBill(tx, row, lines)
  await postEntries(tx, [
    {
      kind: row.kind === 'bill' ? 'supplier_bill' : 'supplier_credit',
      postedOn: row.billedOn,
      sourceType: BILL_SOURCE,
      sourceId: row.id,
      memo: [supplierName, row.invoiceNo].filter(Boolean).join(' '),
      postings: [
        ...debits,
        { account: 'inputTax', amountMinor: row.deductsTax ? row.taxMinor : 0 },
        { account: 'payable', amountMinor: -(row.netMinor + row.taxMinor) },
      ],
    },
  ])
}
