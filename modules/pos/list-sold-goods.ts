import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownSale } from './errors.ts'

/** A line of a sale as whoever shares in it needs it. Whole NT$, without tax and after discounts. */
export interface SoldGoodsLine {
  position: number
  productId: string
  name: string
  unit: string
  quantityMilli: number
  netMinor: number
}

export interface SoldGoods {
  saleId: string
  receiptNo: string
  soldAt: Date
  businessDate: string
  lines: SoldGoodsLine[]
}

/** @throws pos.unknown_sale */
export async function getSoldGoods(tx: Tx, saleId: string): Promise<SoldGoods> {
  const sale = await tx
    .selectFrom('sale')
    .select(['id as saleId', 'receiptNo', 'soldAt', 'businessDate'])
    .where('id', '=', saleId)
    .executeTakeFirst()
  if (!sale) throw unknownSale()
  const { rows: lines } = await sql<SoldGoodsLine>`
    select position, product_id, name, unit, quantity_milli, total_minor - tax_minor as net_minor
    from sale_line where sale_id = ${saleId} order by position`.execute(tx)
  return { ...sale, lines }
}

/** What came back with a refund, by the lines of its sale. */
export async function getReturnedGoods(tx: Tx, refundId: string) {
  const refund = await tx
    .selectFrom('saleRefund')
    .select(['id as refundId', 'receiptNo', 'businessDate'])
    .where('id', '=', refundId)
    .executeTakeFirst()
  if (!refund) throw unknownSale()
  const { rows: lines } = await sql<{
    position: number
    salePosition: number
    quantityMilli: number
    netMinor: number
  }>`
    select position, sale_position, quantity_milli, total_minor - tax_minor as net_minor
    from sale_refund_line where refund_id = ${refundId} order by position`.execute(tx)
  return { ...refund, lines }
}
