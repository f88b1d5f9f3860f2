import { postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import {
  findOwnersAt,
  findSoldOf,
  insertSold,
  lockConsignors,
  lockSale,
  type SoldRow,
} from './repository.ts'
import { backPart, partOf } from './shared.ts'

/** A line of a sale, as `pos` tells it. */
export interface SoldLine {
  position: number
  productId: string
  name: string
  unit: string
  quantityMilli: number
  /** What was paid for it, without tax. */
  netMinor: number
}

export interface SoldGoods {
  saleId: string
  receiptNo: string
  soldAt: Date
  /** The shop's day of it. */
  businessDate: string
  lines: readonly SoldLine[]
}

/**
 * Writes down what of a sale was neighbours' goods, and books their part: Dr cost of sales, Cr owed for
 * consignment. Hearing of the same sale twice changes nothing. A sale that was made without a network
 * finds whose the goods were when it was made.
 */
export async function recordSold(tx: Tx, sale: SoldGoods): Promise<void> {
  const ids = [...new Set(sale.lines.map((line) => line.productId))]
  const owners = await findOwnersAt(tx, ids, sale.soldAt)
  const rows = sale.lines.flatMap((line): SoldRow[] => {
    const owner = owners.get(line.productId)
    if (!owner) return []
    const { position, ...told } = line
    return [
      {
        ...told,
        sourceType: 'sale',
        sourceId: sale.saleId,
        sourceLine: position,
        saleId: sale.saleId,
        saleLine: position,
        consignorId: owner.consignorId,
        keepBp: owner.keepBp,
        partMinor: partOf(line.netMinor, owner.keepBp),
        soldOn: sale.businessDate,
      },
    ]
  })
  await write(tx, rows, { kind: 'consignment_sale', memo: sale.receiptNo, day: sale.businessDate })
}

/** A line of a refund, as `pos` tells it. */
export interface RefundedLine {
  position: number
  salePosition: number
  quantityMilli: number
  netMinor: number
}

/**
 * Takes back what neighbours were owed for goods that came back, whether they lie on the shelf again or
 * not. Hearing of the same refund twice changes nothing.
 *
 * @param sale what was sold: a refund may be heard of before its sale.
 */
export async function recordRefunded(
  tx: Tx,
  sale: SoldGoods,
  refund: {
    refundId: string
    receiptNo: string
    businessDate: string
    lines: readonly RefundedLine[]
  },
): Promise<void> {
  await recordSold(tx, sale)
  await lockSale(tx, sale.saleId)
  const known = await tx
    .selectFrom('consignmentSale')
    .select('sourceLine')
    .where('sourceType', '=', 'sale_refund')
    .where('sourceId', '=', refund.refundId)
    .executeTakeFirst()
  if (known) return
  const sold = await findSoldOf(tx, sale.saleId)
  const rows = refund.lines.flatMap((line): SoldRow[] => {
    const own = sold.find((each) => each.saleLine === line.salePosition)
    if (!own) return []
    const { backNetMinor, backPartMinor, ...row } = own
    const before = { netMinor: backNetMinor, partMinor: backPartMinor }
    const partMinor = backPart(own, before, line.netMinor)
    own.backNetMinor += line.netMinor
    own.backPartMinor += partMinor
    return [
      {
        ...row,
        sourceType: 'sale_refund',
        sourceId: refund.refundId,
        sourceLine: line.position,
        quantityMilli: -line.quantityMilli,
        netMinor: 0 - line.netMinor,
        partMinor: 0 - partMinor,
        soldOn: refund.businessDate,
      },
    ]
  })
  const { receiptNo: memo, businessDate: day } = refund
  await write(tx, rows, { kind: 'consignment_refund', memo, day })
}

async function write(
  tx: Tx,
  rows: readonly SoldRow[],
  entry: { kind: string; memo: string; day: string },
): Promise<void> {
  const [first] = rows
  if (!first) return
  await lockConsignors(tx, [...new Set(rows.map((row) => row.consignorId))])
  const written = await insertSold(tx, rows)
  const partMinor = written.reduce((sum, row) => sum + row.partMinor, 0)
  await postEntries(tx, [
    {
      kind: entry.kind,
      postedOn: entry.day,
      sourceType: first.sourceType,
      sourceId: first.sourceId,
      memo: entry.memo,
      postings: [
        { account: 'costOfSales', amountMinor: partMinor },
        { account: 'consignmentPayable', amountMinor: 0 - partMinor },
      ],
    },
  ])
}
