/** What a browser may use of printing: the receipt document, its words, its layout, its drawing. */

export { PaperWidth, ReceiptDocument } from './shared-document.ts'
export {
  canvasMeasure,
  drawReceipt,
  type Raster,
  type ReceiptCanvas,
  toRaster,
} from './shared-draw.ts'
export { drawerPulseBytes, RESET_PRINTER, rasterBytes } from './shared-escpos.ts'
export { formatMinor, formatMoney, PAPER_WIDTHS } from './shared-figures.ts'
export {
  type Drawing,
  layoutReceipt,
  type MeasureText,
  type ReceiptLayout,
} from './shared-layout.ts'
export {
  PrintDensity,
  PrinterEncoding,
  PrinterInput,
  type PrinterKind,
  PrintJobStatus,
} from './shared-printer.ts'
export { buildRefundSlip, type RefundToTell } from './shared-refund-slip.ts'
export {
  buildSaleReceipt,
  formatReceiptTime,
  type ReceiptSale,
  type ReceiptShop,
  type ReceiptTranslate,
} from './shared-sale-receipt.ts'
export { buildTabReceipt, type TabPaymentToTell } from './shared-tab-receipt.ts'
export { buildTestPage } from './shared-test-page.ts'
export { receiptTip } from './shared-tips.ts'
