import type { TFunction } from 'i18next'
import type { StoredEvent } from '#app/offline/disk.ts'
import { isUnit } from '#modules/inventory/shared.ts'
import {
  priceCart,
  type SaleCompletedBody,
  type SaleRefundedBody,
  type ShiftReport,
  type TillSnapshot,
} from '#modules/pos/shared.ts'
import {
  buildRefundSlip,
  buildSaleReceipt,
  buildShiftReport,
  buildTabReceipt,
  designedShop,
  type ReceiptDocument,
  type ReceiptShop,
  type TabPaymentToTell,
} from '#modules/printing/shared.ts'

/**
 * The sale in an entry of the journal; undefined for any other entry. This app, or a former version
 * of it, wrote the entry, so a look at its parts is enough; what a former version did not write is
 * empty.
 */
export function readSale(event: StoredEvent): SaleCompletedBody | undefined {
  return isSale(event) ? { ...event.body, approvals: event.body.approvals ?? [] } : undefined
}

const isSale = (
  event: StoredEvent,
): event is StoredEvent & {
  body: Omit<SaleCompletedBody, 'approvals'> & { approvals?: SaleCompletedBody['approvals'] }
} =>
  event.type === 'sale.completed' &&
  Array.isArray(event.body.lines) &&
  Array.isArray(event.body.payments) &&
  Number.isSafeInteger(event.body.totalMinor)

type AllTexts = TFunction<['receipt', 'common']>

/** The receipt of a sale as this device keeps it: the same document that the server prints. */
export function receiptOf(
  event: StoredEvent,
  sale: SaleCompletedBody,
  parts: {
    snapshot: TillSnapshot
    tillName: string
    t: AllTexts
    language: string
    isReprint: boolean
    /** What the customer of a sale on the tab owes now. */
    tabOwesMinor?: number | undefined
    /** By which the customer reads it again. */
    code?: ReceiptDocument['codes'][number] | undefined
  },
): ReceiptDocument {
  const { snapshot, tillName, t, language, isReprint } = parts
  const { person } = snapshot
  const priced = priceCart(sale)
  return buildSaleReceipt(
    {
      id: sale.saleId,
      receiptNo: sale.receiptNo,
      soldAt: sale.soldAt,
      cashierName: sale.cashierId === person.id ? person.displayName : '',
      tillName,
      customerName: event.personal?.customerName,
      lines: sale.lines.map((line, index) => {
        const own = priced.lines[index]
        return {
          name: line.name,
          unitLabel: isUnit(line.unit) ? t(`common:unit.${line.unit}`) : line.unit,
          quantityMilli: line.quantityMilli,
          unitPriceMinor: line.unitPriceMinor,
          soldByWeight: line.soldBy === 'weight',
          amountMinor: line.totalMinor + (own?.cartDiscountMinor ?? 0),
          discountMinor: own?.discountMinor ?? 0,
        }
      }),
      cartDiscountMinor: priced.cartDiscountMinor,
      totalMinor: sale.totalMinor,
      taxMinor: sale.taxMinor,
      payments: sale.payments,
      isReprint,
      tabOwesMinor: parts.tabOwesMinor,
      code: parts.code,
    },
    shopOf(snapshot),
    (key, values) => String(t(key as 'receipt:title', values ?? {})),
    { language },
  )
}

/** What the shop prints about itself. */
function shopOf({ tenant }: TillSnapshot): ReceiptShop {
  const shop = {
    name: tenant.name,
    phone: tenant.phone ?? undefined,
    address: tenant.address ?? undefined,
    taxId: tenant.taxId ?? undefined,
    isInvoiceUser: tenant.isInvoiceUser,
    calendar: tenant.calendar,
    timeZone: tenant.timeZone,
    footer: tenant.receiptFooter === '' ? undefined : tenant.receiptFooter,
    showTip: tenant.showsScamTip,
  }
  return designedShop(shop, tenant.receiptDesign)
}

/** The slip of a refund as this device keeps it: the same document that the server prints. */
export function refundSlipOf(
  refund: SaleRefundedBody,
  parts: {
    snapshot: TillSnapshot
    saleReceiptNo: string
    tillName: string
    t: AllTexts
    language: string
    /** Printed later than the refund. */
    isReprint?: boolean
  },
): ReceiptDocument {
  const { snapshot, saleReceiptNo, tillName, t, language } = parts
  const { person } = snapshot
  return buildRefundSlip(
    {
      ...refund,
      saleReceiptNo,
      tillName,
      cashierName: refund.cashierId === person.id ? person.displayName : '',
      lines: refund.lines.map((line) => ({
        name: line.name,
        unitLabel: isUnit(line.unit) ? t(`common:unit.${line.unit}`) : line.unit,
        quantityMilli: line.quantityMilli,
        amountMinor: line.totalMinor,
      })),
      isReprint: parts.isReprint ?? false,
    },
    shopOf(snapshot),
    (key, values) => String(t(key as 'receipt:title', values ?? {})),
    { language },
  )
}

/** The receipt of a tab that was paid off, or a part of it. */
export function tabReceiptOf(
  paid: Omit<TabPaymentToTell, 'customerName' | 'cashierName' | 'tillName'>,
  parts: {
    snapshot: TillSnapshot
    tillName: string
    customerName: string
    t: AllTexts
    language: string
  },
): ReceiptDocument {
  const { snapshot, tillName, customerName, t, language } = parts
  const cashierName = snapshot.person.displayName
  return buildTabReceipt(
    { ...paid, customerName, cashierName, tillName },
    shopOf(snapshot),
    (key, values) => String(t(key as 'receipt:title', values ?? {})),
    { language },
  )
}

/** The report of a shift: X while it runs, Z once it is closed. */
export function shiftPaperOf(
  report: ShiftReport,
  parts: { snapshot: TillSnapshot; tillName: string; t: AllTexts; language: string; at: Date },
): ReceiptDocument {
  const { snapshot, tillName, t, language, at } = parts
  const taxMinor = snapshot.tenant.isInvoiceUser ? report.taxMinor : 0
  return buildShiftReport(
    { ...report, taxMinor, tillName, at },
    shopOf(snapshot),
    (key, values) => String(t(key as 'receipt:title', values ?? {})),
    { language },
  )
}
