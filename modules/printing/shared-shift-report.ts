import type { ReceiptDocument } from './shared-document.ts'
import {
  formatShortTime,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'

/**
 * A shift as its paper tells it, by the office or by a till: whole NT$, and what is undefined or
 * null is not known there and left out. Without `closedAt` it is an X report, with it a Z report.
 */
export type ShiftToTell = {
  tillName: string
  /** When the paper is made. */
  at: Date | string
  openedAt: Date | string | null
  openedBy?: string | null | undefined
  closedAt: Date | string | null
  closedBy?: string | null | undefined
  firstReceiptNo?: string | null | undefined
  lastReceiptNo?: string | null | undefined
  saleCount: number
  salesMinor: number
  /** Keys below `receipt:tender`. */
  tenders: readonly { tender: string; amountMinor: number }[]
  discountMinor: number
  taxMinor: number
  refundCount: number
  refundMinor: number
  tabPaidMinor: number
  floatMinor: number
  cashSalesMinor?: number | undefined
  cashTabMinor?: number | undefined
  cashInMinor: number
  cashOutMinor: number
  cashRefundMinor?: number | undefined
  expectedMinor: number | null
  countedMinor: number | null
  /** Cash of sales that arrived after the closing. */
  lateMinor?: number | undefined
  drawerCount: number
  note: string | null
}

type Row = NonNullable<ReceiptDocument['sections']>[number]['rows'][number]

/**
 * Writes the report of a shift in one language: X (現況表) while it runs, Z (日結單) once it is
 * closed. What did not happen has no row. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildShiftReport(
  shift: ShiftToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const isClosed = shift.closedAt !== null
  const timeOf = (at: Date | string) => formatShortTime(at, { ...shop, ...options })
  const paper = {
    kind: isClosed ? ('shift_z' as const) : ('shift_x' as const),
    title: t(isClosed ? 'receipt:shift.z' : 'receipt:shift.x'),
    receiptNo: shift.tillName,
    at: shift.at,
    tillName: shift.tillName,
    rows: [
      ...(shift.openedAt
        ? [{ label: t('receipt:shift.opened'), value: timeOf(shift.openedAt) }]
        : []),
      ...(shift.openedBy ? [{ label: t('receipt:shift.opened_by'), value: shift.openedBy }] : []),
      ...(shift.closedAt
        ? [{ label: t('receipt:shift.closed'), value: timeOf(shift.closedAt) }]
        : []),
      ...(shift.closedBy ? [{ label: t('receipt:shift.closed_by'), value: shift.closedBy }] : []),
      ...(shift.firstReceiptNo
        ? [
            {
              label: t('receipt:shift.receipts'),
              value: `${shift.firstReceiptNo} ～ ${shift.lastReceiptNo ?? ''}`,
            },
          ]
        : []),
    ],
  }
  return {
    ...startPaper(paper, shop, t, options),
    sections: [
      { title: t('receipt:shift.sales_title'), rows: saleRows(shift, t) },
      { title: t('receipt:shift.drawer_title'), rows: drawerRows(shift, t) },
    ],
    footer: [
      ...(shift.note ? [t('receipt:shift.note', { note: shift.note })] : []),
      isClosed ? t('receipt:shift.signature') : t('receipt:shift.not_closed'),
    ],
  }
}

function saleRows(shift: ShiftToTell, t: ReceiptTranslate): Row[] {
  return [
    strong(t('receipt:shift.sales', { n: shift.saleCount }), shift.salesMinor),
    ...shift.tenders.map(({ tender, amountMinor }) => ({
      label: t(`receipt:tender.${tender}`),
      amountMinor,
      isPart: true,
    })),
    ...ifAny(t('receipt:shift.discount'), -shift.discountMinor),
    ...ifAny(t('receipt:tax_included'), shift.taxMinor),
    ...ifAny(t('receipt:shift.refunds', { n: shift.refundCount }), -shift.refundMinor),
    ...ifAny(t('receipt:shift.tab_paid'), shift.tabPaidMinor),
  ]
}

function drawerRows(shift: ShiftToTell, t: ReceiptTranslate): Row[] {
  const { expectedMinor, countedMinor, lateMinor = 0 } = shift
  return [
    { label: t('receipt:shift.float'), amountMinor: shift.floatMinor },
    ...ifAny(t('receipt:shift.cash_sales'), shift.cashSalesMinor),
    ...ifAny(t('receipt:shift.cash_tab'), shift.cashTabMinor),
    ...ifAny(t('receipt:shift.cash_in'), shift.cashInMinor),
    ...ifAny(t('receipt:shift.cash_out'), -shift.cashOutMinor),
    ...ifAny(t('receipt:shift.cash_refund'), -(shift.cashRefundMinor ?? 0)),
    ...(expectedMinor === null ? [] : [strong(t('receipt:shift.expected'), expectedMinor)]),
    ...(countedMinor === null ? [] : [strong(t('receipt:shift.counted'), countedMinor)]),
    ...ifAny(t('receipt:shift.late'), lateMinor),
    ...(expectedMinor === null || countedMinor === null
      ? []
      : [strong(t('receipt:shift.difference'), countedMinor - expectedMinor - lateMinor)]),
    ...(shift.drawerCount > 0
      ? [
          {
            label: t('receipt:shift.drawer_opened'),
            value: t('receipt:shift.times', { n: shift.drawerCount }),
          },
        ]
      : []),
  ]
}

const strong = (label: string, amountMinor: number): Row => ({ label, amountMinor, isStrong: true })

const ifAny = (label: string, amountMinor = 0): Row[] =>
  amountMinor === 0 ? [] : [{ label, amountMinor }]
