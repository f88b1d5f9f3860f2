import { formatDay, formatMonthDay } from '#app/components/dates.ts'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { formatQuantity } from '#app/reports/words.ts'
import { getSlip } from '#modules/consignment/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getReceiptShop } from '#modules/pos/index.ts'
import { renderSheet } from '#modules/printing/index.ts'
import { buildConsignmentSlip, type ReceiptDocument } from '#modules/printing/shared.ts'
import { receiptTexts } from './receipt-texts.ts'

interface Wanted {
  consignorId: string
  /** Undefined: what is not paid yet. */
  paymentId?: string | undefined
}

async function slipWords(tx: Tx, wanted: Wanted) {
  const slip = await getSlip(tx, wanted)
  const { shop, language } = await getReceiptShop(tx)
  const texts = receiptTexts(language)
  const words = { calendar: shop.calendar, language: texts.language }
  const lines = slip.lines.map((line) => ({
    ...line,
    unitLabel: texts.withUnitLabel(line).unitLabel,
  }))
  const keepMinor = slip.soldMinor - slip.partMinor
  const slipNo = slip.number === null ? texts.t('consignment:slip.open') : String(slip.number)
  const period =
    slip.from === null || slip.to === null
      ? undefined
      : `${formatMonthDay(slip.from, words)} – ${formatMonthDay(slip.to, words)}`
  return { slip, shop, texts, words, lines, keepMinor, slipNo, period }
}

/**
 * A neighbour's slip for the receipt printer.
 *
 * @throws consignment.unknown_consignor, consignment.unknown_payment
 */
export async function slipDocument(tx: Tx, wanted: Wanted, at: Date): Promise<ReceiptDocument> {
  const { slip, shop, texts, lines, keepMinor, slipNo, period } = await slipWords(tx, wanted)
  const told = {
    slipNo,
    at: slip.paidAt ?? at,
    farmerName: slip.consignorName,
    period,
    lines: lines.map(({ name, unitLabel, quantityMilli, netMinor }) => ({
      name,
      unitLabel,
      quantityMilli,
      amountMinor: netMinor,
    })),
    soldMinor: slip.soldMinor,
    // Goods may have shares of their own: what is kept of all of it together.
    commissionRate: slip.soldMinor === 0 ? 0 : Math.round((keepMinor / slip.soldMinor) * 1000) * 10,
    commissionMinor: keepMinor,
    payoutMinor: slip.partMinor,
  }
  return buildConsignmentSlip(told, shop, texts.t, { language: texts.language })
}

/**
 * The same on A4, with the neighbour's part of each kind of goods.
 *
 * @throws consignment.unknown_consignor, consignment.unknown_payment
 */
export async function slipPdf(tx: Tx, wanted: Wanted, at: Date): Promise<Buffer> {
  const { slip, shop, texts, words, lines, keepMinor, slipNo, period } = await slipWords(tx, wanted)
  const { t } = texts
  return renderSheet({
    language: texts.language,
    shopName: shop.name,
    headingLines: [
      shop.phone && t('receipt:phone', { phone: shop.phone }),
      shop.address,
      shop.taxId && t('receipt:tax_id', { taxId: shop.taxId }),
    ].flatMap((line) => (line ? [line] : [])),
    title: t('receipt:consignment.title'),
    facts: [
      { label: t('consignment:slip.number'), value: slipNo },
      { label: t('receipt:consignment.farmer'), value: slip.consignorName },
      {
        label: t('consignment:slip.day'),
        value: formatDay(dayIn(shop.timeZone, slip.paidAt ?? at), words),
      },
      ...(period ? [{ label: t('receipt:consignment.period'), value: period }] : []),
    ],
    columns: [
      { head: t('consignment:sold.goods'), share: 7 },
      { head: t('consignment:slip.quantity'), share: 3, align: 'end' },
      { head: t('consignment:slip.sold'), share: 3, align: 'end' },
      { head: t('consignment:slip.part'), share: 3, align: 'end' },
    ],
    rows: lines.map((line) => [
      line.name,
      `${formatQuantity(line.quantityMilli)} ${line.unitLabel}`,
      formatAmount(line.netMinor),
      formatAmount(line.partMinor),
    ]),
    total: { label: t('receipt:consignment.payout'), value: formatMoney(slip.partMinor) },
    notes: [
      t('consignment:slip.sums', {
        sold: formatMoney(slip.soldMinor),
        keep: formatMoney(keepMinor),
      }),
      t('receipt:consignment.signature'),
    ],
    pageWords: (page, pages) => t('buying:sheet.page', { page, pages }),
    at,
  })
}
