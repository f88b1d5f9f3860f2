import { RECEIPT_DESIGN, RECEIPT_SETTINGS, TAX_PROFILE } from '#modules/identity/index.ts'
import { isUnit, UNITS } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { designedShop } from '#modules/printing/shared.ts'
import { unknownSale } from './errors.ts'
import { RECEIPT_LINK } from './settings.ts'

/**
 * A sale and its shop as a receipt tells them, plain values for `printing`'s builder.
 * Money in whole NT$, quantity in thousandths. Line amounts are after the line's own discount.
 *
 * @throws pos.unknown_sale
 */
export async function getReceipt(tx: Tx, saleId: string) {
  const sale = await tx
    .selectFrom('sale as s')
    .leftJoin('till as t', 't.id', 's.tillId')
    .leftJoin('userAccount as u', 'u.id', 's.cashierId')
    .leftJoin('salePersonal as p', 'p.saleId', 's.id')
    .select([
      's.id',
      's.tenantId',
      's.receiptNo',
      's.soldAt',
      's.totalMinor',
      's.taxMinor',
      's.tillId',
    ])
    .select(['t.name as tillName', 'u.displayName as cashierName', 'p.customerName'])
    .where('s.id', '=', saleId)
    .executeTakeFirst()
  if (!sale) throw unknownSale()
  const lines = await tx
    .selectFrom('saleLine')
    .leftJoin('product', (join) =>
      join
        .onRef('product.tenantId', '=', 'saleLine.tenantId')
        .onRef('product.id', '=', 'saleLine.productId'),
    )
    .selectAll('saleLine')
    .select('product.categoryId')
    .where('saleLine.saleId', '=', saleId)
    .orderBy('saleLine.position')
    .execute()
  const payments = await tx
    .selectFrom('salePayment')
    .select(['tender', 'amountMinor', 'tenderedMinor'])
    .where('saleId', '=', saleId)
    .orderBy('position')
    .execute()
  const { shop, language } = await getReceiptShop(tx)
  return {
    language,
    shop,
    tillId: sale.tillId,
    tenantId: sale.tenantId,
    /** How its code is made, in a shop whose receipts carry one. */
    link: await readSetting(tx, RECEIPT_LINK),
    sale: {
      id: sale.id,
      receiptNo: sale.receiptNo,
      soldAt: sale.soldAt,
      cashierName: sale.cashierName ?? '',
      tillName: sale.tillName ?? '',
      customerName: sale.customerName ?? undefined,
      lines: lines.map((line) => ({
        name: line.name,
        /** Its category now: who makes it. */
        categoryId: line.categoryId,
        unit: line.unit,
        quantityMilli: line.quantityMilli,
        unitPriceMinor: line.unitPriceMinor,
        soldByWeight: isUnit(line.unit) && UNITS[line.unit].soldBy === 'weight',
        amountMinor: line.totalMinor + line.cartDiscountMinor,
        discountMinor: line.discountMinor,
      })),
      cartDiscountMinor: lines.reduce((sum, line) => sum + line.cartDiscountMinor, 0),
      totalMinor: sale.totalMinor,
      taxMinor: sale.taxMinor,
      payments,
      isReprint: false,
    },
  }
}

/** What a shop prints about itself, in the look that it gave its papers. */
export async function getReceiptShop(tx: Tx) {
  const { language, shop } = await getPlainReceiptShop(tx)
  return { language, shop: designedShop(shop, await readSetting(tx, RECEIPT_DESIGN)) }
}

/** The same before the shop's look is laid over it: with everything that may be shown. */
export async function getPlainReceiptShop(tx: Tx) {
  const tenant = await tx.selectFrom('tenant').selectAll().executeTakeFirstOrThrow()
  const profile = await readSetting(tx, TAX_PROFILE)
  const receipt = await readSetting(tx, RECEIPT_SETTINGS)
  return {
    language: tenant.locale,
    shop: {
      name: tenant.name,
      phone: tenant.phone ?? undefined,
      address: tenant.address ?? undefined,
      taxId: profile.taxId,
      isInvoiceUser: profile.kind === 'invoice_user',
      calendar: tenant.calendar === 'gregory' ? ('gregory' as const) : ('roc' as const),
      timeZone: tenant.timeZone,
      footer: receipt.footer === '' ? undefined : receipt.footer,
      showTip: receipt.showsScamTip,
    },
  }
}
