import { type ReceiptLink, receiptUrl } from '#modules/pos/shared.ts'
import { qrModules } from './qr-code.ts'

/** The square code by which a customer reads a receipt again, made without the network. */
export async function drawReceiptCode(
  link: ReceiptLink,
  about: { tenantId: string; saleId: string; from: Date },
): Promise<string[]> {
  return qrModules(await receiptUrl(link, about))
}
