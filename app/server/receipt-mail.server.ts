import { formatMoney } from '#app/components/money.tsx'
import type { Tx } from '#modules/kernel/db.ts'
import { queueMail } from '#modules/mail/index.ts'
import { getReceipt } from '#modules/pos/index.ts'
import { paperPdf, receiptDocument, receiptUrlOf } from './papers.server.ts'
import { receiptTexts } from './receipt-texts.ts'

/** What a letter is about when it brings a receipt. */
export const MAILED_SALE = 'sale'

/**
 * Writes the letter that brings a customer their receipt, with the paper as a file and, where the
 * shop's receipts have links, the link. Asking twice with one `mailId` writes one letter.
 *
 * @throws pos.unknown_sale
 */
export async function queueReceiptMail(
  tx: Tx,
  { saleId, mailId, toAddress }: { saleId: string; mailId: string; toAddress: string },
): Promise<void> {
  const receipt = await getReceipt(tx, saleId)
  const { t } = receiptTexts(receipt.language)
  const { sale, shop } = receipt
  const pdf = await paperPdf(tx, await receiptDocument(receipt, 'receipt'))
  const url = await receiptUrlOf(receipt, new Date())
  const values = { shop: shop.name, number: sale.receiptNo }
  const lines = [
    t('receipt:mail.greeting'),
    '',
    t('receipt:mail.what', { ...values, total: formatMoney(sale.totalMinor) }),
    ...(url && receipt.link ? ['', t('receipt:mail.link', { days: receipt.link.days }), url] : []),
    '',
    t('receipt:mail.strange'),
    t('receipt:mail.never'),
  ]
  await queueMail(tx, {
    id: mailId,
    toAddress,
    subject: t('receipt:mail.subject', values),
    body: lines.join('\n'),
    attachment: { name: 'receipt.pdf', bytes: pdf },
    sourceType: MAILED_SALE,
    sourceId: saleId,
  })
}
