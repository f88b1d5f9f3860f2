import { listProductsById } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { postingsOf } from './bill-postings.ts'
import {
  freightNeedsGoods,
  idTaken,
  lineBilled,
  mixedBill,
  noSupplier,
  nothingBilled,
  unknownLine,
} from './errors.ts'
import { freightLines, landingOf } from './land-freight.ts'
import { type BillLineRow, findBill } from './repository-bills.ts'
import { type FoundLine, findLines, findReceiptHeads } from './repository-receipts.ts'
import { lockSupplier, type Supplier } from './repository-suppliers.ts'
import { type BillInput, costsOf, dueDay, splitTax } from './shared.ts'
import { openPaperDay, type PaperDay } from './tax-standing.ts'
import { BILL_SOURCE, checkVoucher, taxRuleOf, writeBill } from './write-bill.ts'

/**
 * Records what a supplier asks for goods that came, of one receipt or several, with freight; or the
 * credit that they give for goods that went back. Another price than that of the receipt, and freight,
 * go to what the goods cost. Repeating an `input.id` changes nothing more.
 *
 * @throws buying.no_supplier, buying.unknown_line, buying.line_billed, buying.mixed_bill,
 *   buying.nothing_billed, buying.freight_needs_goods, buying.future_day, bookkeeping.day_locked,
 *   and what `checkVoucher` throws
 */
export async function recordBill(tx: Tx, input: BillInput): Promise<{ id: string }> {
  const supplier = await lockSupplier(tx, input.supplierId)
  if (!supplier) throw noSupplier()
  const known = await findBill(tx, input.id)
  if (known && known.supplierId !== supplier.id) throw idTaken()
  if (known) return { id: known.id }
  const day = await openPaperDay(tx, input.billedOn)
  const goods = await findGoods(tx, input, supplier)
  const kind = goods.some(({ line }) => line.quantityMilli < 0) ? 'credit' : 'bill'
  const { lines, split, deductsTax } = await chargeOf(tx, input, goods, day)
  const sign = kind === 'credit' ? -1 : 1
  const bill = {
    id: input.id,
    supplierId: supplier.id,
    supplierName: supplier.name,
    kind: kind as 'bill' | 'credit',
    billedOn: day.day,
    dueOn: input.dueOn ?? dueDay(day.day, supplier.terms, supplier.termDays),
    voucher: input.voucher,
    invoiceNo: input.invoiceNo,
    pricesIncludeTax: input.pricesIncludeTax,
    netMinor: sign * split.netMinor + 0,
    taxMinor: sign * split.taxMinor + 0,
    deductsTax,
    note: input.note,
  }
  await checkVoucher(tx, bill)
  const signed = lines.map((line) => ({
    ...line,
    typedMinor: sign * line.typedMinor + 0,
    valueMinor: sign * line.valueMinor + 0,
  }))
  const source = {
    sourceType: BILL_SOURCE,
    sourceId: bill.id,
    occurredAt: day.occurredAt,
    postedOn: day.day,
  }
  const debits = await postingsOf(tx, signed, source)
  await writeBill(
    tx,
    bill,
    signed.map((line, index) => ({ ...line, lineNo: index + 1 })),
    debits,
  )
  await recordAudit(tx, {
    action: `buying.${kind}_recorded`,
    targetType: 'supplier_bill',
    targetId: bill.id,
    detail: { totalMinor: bill.netMinor + bill.taxMinor, invoiceNo: bill.invoiceNo },
  })
  return { id: bill.id }
}

interface BilledGoods {
  line: FoundLine
  typedMinor: number
}

/** The lines of receipts that are billed: of this supplier, and on no other bill. */
async function findGoods(tx: Tx, input: BillInput, supplier: Supplier): Promise<BilledGoods[]> {
  const ids = [...new Set(input.lines.map((each) => each.receiptId))]
  const heads = await findReceiptHeads(tx, ids)
  const lines = await findLines(tx, ids)
  const goods = input.lines.map(({ receiptId, lineNo, typedMinor }) => {
    const head = heads.find((each) => each.id === receiptId)
    const line = lines.find((each) => each.receiptId === receiptId && each.lineNo === lineNo)
    if (!line || head?.supplierId !== supplier.id || head.isUndone) throw unknownLine()
    if (line.billId !== null) throw lineBilled(line.name)
    return { line, typedMinor }
  })
  const backCount = goods.filter(({ line }) => line.quantityMilli < 0).length
  if (backCount > 0 && (backCount < goods.length || input.freightMinor > 0)) throw mixedBill()
  if (goods.length === 0 && input.freightMinor === 0) throw nothingBilled()
  return goods
}

/** What is charged, with its tax, as lines of a bill; amounts above zero. */
async function chargeOf(
  tx: Tx,
  input: BillInput,
  goods: readonly BilledGoods[],
  day: PaperDay,
): Promise<{
  lines: Omit<BillLineRow, 'lineNo'>[]
  split: ReturnType<typeof splitTax>
  deductsTax: boolean
}> {
  const products = await listProductsById(tx, [...new Set(goods.map(({ line }) => line.productId))])
  // What was put away since is taxed as most goods are; an invoice states its tax itself.
  const isTaxable = (id: string) =>
    (products.find((each) => each.id === id)?.taxClass ?? 'taxable') === 'taxable'
  const rule = taxRuleOf(input, day)
  const taxed = [
    ...goods.map(({ line, typedMinor }) => ({ typedMinor, isTaxable: isTaxable(line.productId) })),
    { typedMinor: input.freightMinor, isTaxable: true },
  ]
  const split = splitTax(taxed, rule)
  const costs = costsOf(taxed, split, rule)
  const charged = goods.map(({ line, typedMinor }, index) => ({
    kind: 'goods' as const,
    receiptId: line.receiptId,
    receiptLineNo: line.lineNo,
    typedMinor,
    valueMinor: costs[index] ?? 0,
  }))
  const freight = { typedMinor: input.freightMinor, valueMinor: costs.at(-1) ?? 0 }
  const lines = [...charged, ...(await freightOf(tx, input, goods, freight))]
  return { lines, split, deductsTax: rule.deductsTax }
}

/** Freight on the goods of the bill, or on those of other receipts, or as a cost of its own. */
async function freightOf(
  tx: Tx,
  input: BillInput,
  goods: readonly BilledGoods[],
  freight: { typedMinor: number; valueMinor: number },
): Promise<Omit<BillLineRow, 'lineNo'>[]> {
  if (freight.typedMinor === 0) return []
  if (!input.freightLands) {
    return [{ ...freight, kind: 'other', receiptId: null, receiptLineNo: null }]
  }
  if (goods.length > 0)
    return freightLines(
      freight,
      goods.map(({ line }) => landingOf(line)),
    )
  const heads = await findReceiptHeads(tx, input.landOn)
  const isWrong = heads.length < new Set(input.landOn).size || heads.some((each) => each.isUndone)
  if (isWrong) throw unknownLine()
  const carriers = (await findLines(tx, input.landOn)).filter((line) => line.quantityMilli > 0)
  if (carriers.length === 0) throw freightNeedsGoods()
  return freightLines(freight, carriers.map(landingOf))
}
