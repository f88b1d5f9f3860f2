import { formatDay, formatShortDay } from '#app/components/dates.ts'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { formatQuantity } from '#app/reports/words.ts'
import { orders } from '#modules/buying/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getReceiptShop } from '#modules/pos/index.ts'
import { renderSheet } from '#modules/printing/index.ts'
import { buildPurchaseOrder, type ReceiptDocument } from '#modules/printing/shared.ts'
import { receiptTexts } from './receipt-texts.ts'

/** An order with the words of the shop, in which its suppliers read. */
async function orderWords(tx: Tx, orderId: string) {
  const order = await orders.getOrder(tx, orderId)
  const { shop, language } = await getReceiptShop(tx)
  const texts = receiptTexts(language)
  const words = { calendar: shop.calendar, language: texts.language }
  const lines = order.lines.map((line) => ({
    ...line,
    unitLabel: texts.withUnitLabel(line).unitLabel,
  }))
  return { order, shop, texts, words, lines }
}

/** @throws buying.unknown_order */
export async function orderDocument(tx: Tx, orderId: string): Promise<ReceiptDocument> {
  const { order, shop, texts, words, lines } = await orderWords(tx, orderId)
  const told = {
    orderNo: String(order.number),
    at: order.createdAt,
    supplierName: order.supplierName,
    expected: order.expectedOn === null ? undefined : formatShortDay(order.expectedOn, words),
    lines,
    note: order.note,
  }
  return buildPurchaseOrder(told, shop, texts.t, { language: texts.language })
}

/**
 * An order as text to send by LINE or any other way.
 *
 * @throws buying.unknown_order
 */
export async function orderMessage(tx: Tx, orderId: string): Promise<string> {
  const { order, shop, texts, words, lines } = await orderWords(tx, orderId)
  const { t } = texts
  const expected =
    order.expectedOn === null
      ? []
      : [t('buying:message.expected', { day: formatShortDay(order.expectedOn, words) })]
  return [
    t('buying:message.title', { shop: shop.name, number: order.number }),
    t('buying:message.hello', { supplier: order.supplierName }),
    ...lines.map(
      (line, index) =>
        `${index + 1}. ${line.name} ${formatQuantity(line.unitMilli)} ${line.unitLabel}`,
    ),
    ...expected,
    ...(order.note === '' ? [] : [order.note]),
    ...(shop.phone ? [t('buying:message.phone', { phone: shop.phone })] : []),
    t('buying:message.thanks'),
  ].join('\n')
}

/**
 * An order as a PDF file of A4 pages, with the prices that are known.
 *
 * @throws buying.unknown_order
 */
export async function orderPdf(tx: Tx, orderId: string, at: Date): Promise<Buffer> {
  const { order, shop, texts, words, lines } = await orderWords(tx, orderId)
  const { t } = texts
  const day = (text: string) => formatDay(text, words)
  const known = lines.every((line) => line.typedMinor !== null)
  const sumMinor = lines.reduce((sum, line) => sum + (line.typedMinor ?? 0), 0)
  return renderSheet({
    language: texts.language,
    shopName: shop.name,
    headingLines: [
      shop.phone && t('receipt:phone', { phone: shop.phone }),
      shop.address,
      shop.taxId && t('receipt:tax_id', { taxId: shop.taxId }),
    ].flatMap((line) => (line ? [line] : [])),
    title: t('receipt:purchase_order.title'),
    facts: [
      { label: t('buying:sheet.number'), value: String(order.number) },
      { label: t('receipt:purchase_order.supplier'), value: order.supplierName },
      { label: t('buying:sheet.day'), value: day(dayIn(shop.timeZone, order.createdAt)) },
      ...(order.expectedOn === null
        ? []
        : [{ label: t('receipt:purchase_order.expected'), value: day(order.expectedOn) }]),
    ],
    columns: [
      { head: '', share: 1 },
      { head: t('buying:sheet.goods'), share: 8 },
      { head: t('buying:sheet.quantity'), share: 3, align: 'end' },
      { head: t('buying:sheet.amount'), share: 3, align: 'end' },
    ],
    rows: lines.map((line, index) => [
      String(index + 1),
      line.name,
      `${formatQuantity(line.unitMilli)} ${line.unitLabel}`,
      line.typedMinor === null ? '' : formatAmount(line.typedMinor),
    ]),
    ...(known ? { total: { label: t('buying:sheet.total'), value: formatMoney(sumMinor) } } : {}),
    notes: order.note === '' ? [] : [order.note],
    pageWords: (page, pages) => t('buying:sheet.page', { page, pages }),
    at,
  })
}
