import { z } from 'zod'
import { sampleReceiptUrl, sampleSale } from '#app/reports/sample-sale.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { receiptTexts } from '#app/server/receipt-texts.ts'
import { textsFor } from '#app/server/texts.ts'
import { findReceiptLink, getReceiptShop } from '#modules/pos/index.ts'
import { qrCode, rasterToPng, renderRaster } from '#modules/printing/index.ts'
import { buildSaleReceipt, PaperWidth } from '#modules/printing/shared.ts'

const Query = z.object({ width: z.coerce.number().pipe(PaperWidth).catch(384) })

/** A sample receipt as the dots that a printer burns, in the look that is saved. */
export const loader = tenantLoader('tenant.manage', Query, async (tx, { width }) => {
  const { shop, language } = await getReceiptShop(tx)
  const texts = receiptTexts(language)
  const { t } = textsFor(texts.language)
  const sale = sampleSale((word) => t(`settings:receipt.${word}`), new Date().toISOString())
  const link = await findReceiptLink(tx)
  const code = link && {
    ...qrCode(sampleReceiptUrl(link.origin)),
    caption: texts.t('receipt:link_caption'),
  }
  const document = buildSaleReceipt({ ...sale, ...(code && { code }) }, shop, texts.t, {
    language: texts.language,
  })
  return new Response(new Uint8Array(rasterToPng(renderRaster(document, width))), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' },
  })
})
