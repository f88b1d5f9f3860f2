import { listInputTaxSlips, listSources } from '#modules/bookkeeping/index.ts'
import { listInputTaxBills } from '#modules/buying/index.ts'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSettingAt } from '#modules/kernel/settings.ts'
import { listTaxed, type TaxedPart } from '#modules/pos/index.ts'
import { type BoxRows, spanOfPeriod, type TaxPeriod, type TaxSums } from './shared.ts'

/** A part of a sale, or of what came back, on the day on which it stands in the books. */
export interface SaleRow extends TaxedPart {
  postedOn: string
}

/** A purchase or a cost with a uniform invoice whose tax is deducted. What was taken back is below zero. */
export interface InputRow {
  /** A supplier's bill of `buying`, or a slip of money of `bookkeeping`. */
  kind: 'bill' | 'slip'
  id: string
  /** The same paper may stand here twice: as it came, and as it was taken back. */
  isReversal: boolean
  day: string
  invoiceNo: string | null
  sellerName: string
  sellerTaxId: string | null
  use: 'goods_cost' | 'fixed_asset'
  netMinor: number
  taxMinor: number
}

/** Everything that a return is made of. */
export interface TaxRows {
  taxable: SaleRow[]
  zero: SaleRow[]
  exempt: SaleRow[]
  input: InputRow[]
}

/**
 * Sales, returns and purchases of a period, as far as they belong on a return: what was sold while the
 * shop gave no invoices is assessed by the tax office and stands on none.
 *
 * Sales count on the day on which they stand in the books. One that came late for a period that was
 * filed stands in the next one.
 */
export async function readTaxRows(tx: Tx, period: TaxPeriod): Promise<TaxRows> {
  const { from, to } = spanOfPeriod(period)
  const sources = await listSources(tx, { kinds: ['sale', 'refund'], from, to })
  const idsOf = (kind: string) =>
    sources.flatMap((each) => (each.kind === kind ? [each.sourceId] : []))
  const parts = await listTaxed(tx, { saleIds: idsOf('sale'), refundIds: idsOf('refund') })
  const postedOn = new Map(sources.map((each) => [each.sourceId, each.postedOn]))
  const gaveInvoices = await invoiceDays(tx, new Set(parts.map(({ day }) => day)))
  const rows = parts.flatMap((part): SaleRow[] => {
    const isOnReturn =
      part.taxClass === 'taxable' ? part.taxRatePpm > 0 : gaveInvoices.has(part.day)
    return isOnReturn ? [{ ...part, postedOn: postedOn.get(part.sourceId) ?? part.day }] : []
  })
  const ofClass = (taxClass: string) => rows.filter((row) => row.taxClass === taxClass)
  return {
    taxable: ofClass('taxable'),
    zero: ofClass('zero'),
    exempt: ofClass('exempt'),
    input: await readInput(tx, from, to),
  }
}

async function readInput(tx: Tx, from: string, to: string): Promise<InputRow[]> {
  const bills = (await listInputTaxBills(tx, from, to)).flatMap((bill): InputRow[] => {
    const { billId, kind, day, invoiceNo, netMinor, taxMinor } = bill
    const seller = { sellerName: bill.supplierName, sellerTaxId: bill.supplierTaxId }
    const paper = { kind: 'bill' as const, id: billId, isReversal: kind === 'undone' }
    const use = 'goods_cost'
    return bill.deductsTax ? [{ ...paper, day, invoiceNo, ...seller, use, netMinor, taxMinor }] : []
  })
  const slips = (await listInputTaxSlips(tx, from, to)).flatMap((slip): InputRow[] => {
    const { slipId, isReversal, postedOn, invoiceNo, sellerTaxId, use, netMinor, taxMinor } = slip
    const paper = { kind: 'slip' as const, id: slipId, isReversal, day: postedOn, invoiceNo }
    const seller = { sellerName: slip.note, sellerTaxId }
    return slip.isDeductible ? [{ ...paper, ...seller, use, netMinor, taxMinor }] : []
  })
  return [...bills, ...slips].sort((a, b) => a.day.localeCompare(b.day))
}

/** Those of some days on which the shop gave uniform invoices. */
async function invoiceDays(tx: Tx, days: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const asked = [...days]
  // The end of the day in Taiwan, so that a standing set during a day holds for all of it.
  const profiles = await readSettingAt(
    tx,
    TAX_PROFILE,
    asked.map((day) => new Date(`${day}T23:59:59+08:00`)),
  )
  return new Set(asked.filter((_, at) => profiles[at]?.kind === 'invoice_user'))
}

const sumOf = <Row>(rows: readonly Row[], amountOf: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + amountOf(row), 0)

/** What rows add up to. @param carriedInMinor what the last return left. */
export function sumRows(rows: TaxRows, carriedInMinor: number): TaxSums {
  const ofUse = (use: InputRow['use']) => rows.input.filter((row) => row.use === use)
  const [goods, assets] = [ofUse('goods_cost'), ofUse('fixed_asset')]
  const rates = [...new Set(rows.taxable.map((row) => row.taxRatePpm))].sort((a, b) => a - b)
  return {
    taxable: rates.map((ratePpm) => ({
      ratePpm,
      totalMinor: sumOf(
        rows.taxable.filter((row) => row.taxRatePpm === ratePpm),
        (row) => row.totalMinor,
      ),
    })),
    receiptTaxMinor: sumOf(rows.taxable, (row) => row.taxMinor),
    zeroMinor: sumOf(rows.zero, (row) => row.totalMinor),
    exemptMinor: sumOf(rows.exempt, (row) => row.totalMinor),
    inputNetMinor: sumOf(goods, (row) => row.netMinor),
    inputTaxMinor: sumOf(goods, (row) => row.taxMinor),
    assetNetMinor: sumOf(assets, (row) => row.netMinor),
    assetTaxMinor: sumOf(assets, (row) => row.taxMinor),
    carriedInMinor,
  }
}

/** How many rows each kind has. */
export const countRows = (rows: TaxRows): Record<BoxRows, number> => ({
  taxable: rows.taxable.length,
  zero: rows.zero.length,
  exempt: rows.exempt.length,
  input: rows.input.length,
})
