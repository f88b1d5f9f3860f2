/** What a browser may use of printing: the receipt document, its words, its layout, its drawing. */

export { buildCertificateSlip, type CertificateToTell } from './shared-certificate-slip.ts'
export { buildConsignmentSlip, type ConsignmentToTell } from './shared-consignment-slip.ts'
export { Bars, Bitmap, Code, PaperKind, PaperWidth, ReceiptDocument } from './shared-document.ts'
export {
  asDrawn,
  bitmapRows,
  blackRuns,
  canvasMeasure,
  drawReceipt,
  type Raster,
  type ReceiptCanvas,
  toRaster,
} from './shared-draw.ts'
export { drawerPulseBytes, RESET_PRINTER, rasterBytes } from './shared-escpos.ts'
export { formatMinor, formatMoney, PAPER_WIDTHS } from './shared-figures.ts'
export { buildGiftReceipt } from './shared-gift-receipt.ts'
export { buildLabels, type LabelToTell } from './shared-labels.ts'
export {
  type Drawing,
  layoutReceipt,
  type MeasureText,
  type ReceiptLayout,
} from './shared-layout.ts'
export { buildOrderTicket, type OrderToTell } from './shared-order-ticket.ts'
export {
  designedShop,
  formatReceiptTime,
  type PaperDesign,
  type ReceiptShop,
  type ReceiptTranslate,
} from './shared-paper.ts'
export {
  PrintDensity,
  PrinterEncoding,
  PrinterInput,
  PrinterKind,
  PrintJobStatus,
  PrintRouteInput,
  RoutedKind,
  TEST_ANSWERS,
  type TestAnswer,
} from './shared-printer.ts'
export { buildPurchaseOrder, type PurchaseOrderToTell } from './shared-purchase-order.ts'
export { buildRefundSlip, type RefundToTell } from './shared-refund-slip.ts'
export { buildReminderSlip, type ReminderToTell } from './shared-reminder-slip.ts'
export { buildSaleReceipt, type ReceiptSale } from './shared-sale-receipt.ts'
export { buildShiftReport, type ShiftToTell } from './shared-shift-report.ts'
export { buildTabReceipt, type TabPaymentToTell } from './shared-tab-receipt.ts'
export { buildTabStatement, STATEMENT_ENTRIES, type TabToTell } from './shared-tab-statement.ts'
export { buildTestPage } from './shared-test-page.ts'
export { receiptTip } from './shared-tips.ts'
