import { getCustomerTab } from '#modules/crm/index.ts'
import { type ListedProduct, listProductsById, lots } from '#modules/inventory/index.ts'
import { isUnit, UNITS } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { getReceipt, getReceiptShop, getShift } from '#modules/pos/index.ts'
import { receiptUrl } from '#modules/pos/shared.ts'
import {
  barcodeBars,
  destinationsOf,
  eachCopy,
  findDefaultPrinter,
  printTestPage,
  qrCode,
  queuePrintJob,
  renderPdf,
} from '#modules/printing/index.ts'
import {
  buildGiftReceipt,
  buildLabels,
  buildSaleReceipt,
  buildShiftReport,
  buildTabReceipt,
  buildTabStatement,
  PaperWidth,
  type ReceiptDocument,
  type TabPaymentToTell,
} from '#modules/printing/shared.ts'
import { receiptTexts } from './receipt-texts.ts'

/** The shop, and the words of its papers. */
async function paperWords(tx: Tx) {
  const { shop, language } = await getReceiptShop(tx)
  const texts = receiptTexts(language)
  return { shop, texts, options: { language: texts.language } }
}

type Receipt = Awaited<ReturnType<typeof getReceipt>>

/**
 * A sale as `getReceipt` tells it, as a paper; `gift` has no prices, and goes along with a present.
 * @param how `language` other than the shop's, for whoever reads it on their own screen; a reprint's
 * link works as long from now as that of a new receipt.
 */
export async function receiptDocument(
  receipt: Receipt,
  kind: 'receipt' | 'gift',
  how: { isReprint?: boolean; language?: string } = {},
): Promise<ReceiptDocument> {
  const { isReprint = false, language = receipt.language } = how
  const texts = receiptTexts(language)
  const lines = receipt.sale.lines.map(texts.withUnitLabel)
  const options = { language: texts.language }
  const sale = { ...receipt.sale, isReprint, lines }
  if (kind === 'gift') return buildGiftReceipt(sale, receipt.shop, texts.t, options)
  const url = await receiptUrlOf(receipt, isReprint ? new Date() : receipt.sale.soldAt)
  const code = url && { ...qrCode(url), caption: texts.t('receipt:link_caption') }
  return buildSaleReceipt({ ...sale, ...(code && { code }) }, receipt.shop, texts.t, options)
}

/** Where its customer reads a receipt again; undefined in a shop without such links. */
export async function receiptUrlOf(receipt: Receipt, from: Date): Promise<string | undefined> {
  const { link, tenantId, sale } = receipt
  return link === null ? undefined : receiptUrl(link, { tenantId, saleId: sale.id, from })
}

/** @throws pos.unknown_sale */
export const saleDocument = async (tx: Tx, saleId: string, kind: 'receipt' | 'gift') =>
  receiptDocument(await getReceipt(tx, saleId), kind)

/**
 * The report of a shift by the books: X while it runs, Z once it is closed.
 * @throws pos.unknown_shift
 */
export async function shiftDocument(tx: Tx, shiftId: string, at: Date): Promise<ReceiptDocument> {
  const shift = await getShift(tx, shiftId)
  const { shop, texts, options } = await paperWords(tx)
  const figure = (kind: string) => shift.figures.find((each) => each.kind === kind)
  const amount = (kind: string) => figure(kind)?.amountMinor ?? 0
  const tenders = shift.figures.flatMap(({ kind, tender, amountMinor }) =>
    kind === 'tender' && tender ? [{ tender, amountMinor }] : [],
  )
  return buildShiftReport(
    {
      ...shift,
      at,
      saleCount: figure('sales')?.count ?? 0,
      salesMinor: amount('sales'),
      tenders,
      discountMinor: amount('discount'),
      taxMinor: shop.isInvoiceUser ? amount('tax') : 0,
      refundCount: figure('refunds')?.count ?? 0,
      refundMinor: amount('refunds'),
      tabPaidMinor: amount('tab_paid'),
      cashSalesMinor: tenders.find(({ tender }) => tender === 'cash')?.amountMinor,
      cashTabMinor: shift.cash.cashTabMinor,
      cashRefundMinor: shift.cash.cashRefundMinor,
      // A closed one says what was expected when it was counted.
      expectedMinor: shift.expectedMinor ?? shift.cash.expectedMinor,
      cashInMinor: amount('cash_in'),
      cashOutMinor: amount('cash_out'),
      lateMinor: shift.correctionMinor,
      drawerCount: figure('drawer')?.count ?? 0,
    },
    shop,
    texts.t,
    options,
  )
}

/** The receipt of a tab that was paid, or a part of it. */
export async function tabReceipt(tx: Tx, payment: TabPaymentToTell): Promise<ReceiptDocument> {
  const { shop, texts, options } = await paperWords(tx)
  return buildTabReceipt(payment, shop, texts.t, options)
}

/**
 * What a customer took and paid, as far as a paper has room for; the oldest first.
 * @throws crm.unknown_customer
 */
export async function statementDocument(
  tx: Tx,
  customerId: string,
  at: Date,
): Promise<ReceiptDocument> {
  const tab = await getCustomerTab(tx, customerId)
  const { shop, texts, options } = await paperWords(tx)
  const entries = tab.entries.toReversed()
  const [oldest] = entries
  return buildTabStatement(
    {
      customerName: tab.name ?? '',
      at,
      entries: entries.map((entry) => ({ ...entry, kind: entryKind(entry) })),
      owedBeforeMinor: oldest ? oldest.balanceMinor - oldest.amountMinor : 0,
      owesMinor: tab.owesMinor,
    },
    shop,
    texts.t,
    options,
  )
}

function entryKind({ kind, amountMinor }: { kind: string; amountMinor: number }) {
  if (kind === 'sale' || kind === 'refund') return kind
  return amountMinor > 0 ? 'undone' : 'payment'
}

/** Labels for the shelf, `copies` of each product; one without a price has none. */
export async function labelsDocument(
  tx: Tx,
  productIds: readonly string[],
  copies: number,
  at: Date,
): Promise<ReceiptDocument> {
  const products = await listProductsById(tx, productIds)
  const { shop, texts, options } = await paperWords(tx)
  const labels = products.flatMap((product) =>
    product.priceMinor === null
      ? []
      : Array.from({ length: copies }, () => ({
          name: product.name,
          priceMinor: product.priceMinor ?? 0,
          unitLabel: texts.withUnitLabel(product).unitLabel,
          unitPrice: unitPriceOf(product, texts.t),
          bars: barsOf(product),
        })),
  )
  return buildLabels(labels.slice(0, MOST_LABELS), shop, texts.t, { ...options, at })
}

/**
 * Labels with a lower price for what expires soon: the old price and the day stand below.
 *
 * @throws inventory.unknown_lot
 */
export async function markDownDocument(
  tx: Tx,
  { lotId, price, copies }: { lotId: string; price: number; copies: number },
  at: Date,
): Promise<ReceiptDocument> {
  const lot = await lots.getLot(tx, lotId)
  const [product] = await listProductsById(tx, [lot.productId])
  const { shop, texts, options } = await paperWords(tx)
  const [, month, day] = lot.expiresOn.split('-').map(Number)
  const until = texts.t('receipt:label.until', { month: month ?? 0, day: day ?? 0 })
  const was =
    lot.priceMinor === null || lot.priceMinor <= price
      ? until
      : texts.t('receipt:label.was', { price: lot.priceMinor, until })
  const label = {
    name: texts.t('receipt:label.reduced', { name: lot.name }),
    priceMinor: price,
    unitLabel: texts.withUnitLabel(lot).unitLabel,
    unitPrice: was,
    bars: product && barsOf(product),
  }
  const labels = Array.from({ length: copies }, () => label)
  return buildLabels(labels, shop, texts.t, { ...options, at })
}

/** As many as one strip holds (`ReceiptDocument.labels`). */
const MOST_LABELS = 200

const barsOf = ({ barcodes, sku }: ListedProduct) => {
  const code = barcodes[0] ?? sku
  return code ? barcodeBars(code) : undefined
}

/** Prices by the old weights cannot be compared with a supermarket's: 100 grams can. */
function unitPriceOf(
  { unit, priceMinor }: ListedProduct,
  t: (key: string, values: Record<string, string | number>) => string,
) {
  if (!isUnit(unit) || priceMinor === null) return undefined
  const definition = UNITS[unit]
  if (!('milligrams' in definition) || unit === 'kg' || unit === 'gram') return undefined
  const price = (priceMinor * 100_000) / definition.milligrams
  return t('receipt:label.per_100g', { price: price.toFixed(1).replace(/\.0$/, '') })
}

/** By which of the shop's rules a paper of the office finds its printer. */
const RULES = {
  label: 'label',
  shift_report: 'report',
  tab_statement: 'report',
  gift_receipt: 'receipt',
  shift_close: 'report',
  tab_payment: 'receipt',
  certificate: 'receipt',
  reminder: 'receipt',
  purchase_order: 'report',
  consignment_slip: 'receipt',
} as const

/**
 * Puts a paper that somebody asked for on the list of the printer that the shop has for it; asking
 * twice prints once.
 * @param paper `tillId` when a till asked: it may have printers of its own. With nobody there to be
 *   told that the shop has no printer, nothing happens.
 * @throws printing.no_printer when a person asked at the office.
 */
export async function queuePaper(
  tx: Tx,
  paper: {
    document: ReceiptDocument
    sourceType: keyof typeof RULES
    requestId: string
    tillId?: string
  },
) {
  const { document, sourceType, requestId, tillId = null } = paper
  const job = { document, sourceType, sourceId: requestId }
  const destinations = await destinationsOf(tx, RULES[sourceType], tillId)
  // This says that the shop has no printer.
  if (destinations.length === 0 && tillId === null) await queuePrintJob(tx, job)
  for (const [index, printerId] of eachCopy(destinations).entries()) {
    await queuePrintJob(tx, { ...job, printerId, copyNo: index + 1 })
  }
  return null
}

/**
 * Queues a page that shows how a printer prints.
 * @throws printing.unknown_printer
 */
export async function queueTestPage(
  tx: Tx,
  { printerId, requestId }: { printerId: string; requestId: string },
): Promise<void> {
  const { shop, texts, options } = await paperWords(tx)
  await printTestPage(tx, { printerId, requestId, shop, t: texts.t, ...options, at: new Date() })
}

/** A paper as PDF, as wide as the paper of the shop's printer. */
export async function paperPdf(tx: Tx, document: ReceiptDocument) {
  const printer = await findDefaultPrinter(tx)
  return renderPdf(document, PaperWidth.catch(384).parse(printer?.widthDots))
}

/** The same as a file that a browser shows. */
export const answerPdf = async (tx: Tx, document: ReceiptDocument, fileName: string) =>
  pdfResponse(await paperPdf(tx, document), fileName)

/** A file that a browser shows. */
export const pdfResponse = (pdf: Uint8Array, fileName: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${fileName}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
