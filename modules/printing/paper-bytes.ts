import { encodeDrawerPulse, encodeReceipt } from './escpos.ts'
import { renderRaster } from './render-raster.ts'
import type { lockJob } from './repository.ts'
import { PaperWidth, PrintDensity, PrinterEncoding, ReceiptDocument } from './shared.ts'

type StoredJob = NonNullable<Awaited<ReturnType<typeof lockJob>>>

/** A paper that somebody has taken to print it, and what its printer can do. */
export type OfferedJob = ReturnType<typeof readJob>

/** A job as it is stored, with its document looked at. */
export const readJob = (job: StoredJob) => ({
  ...job,
  document: ReceiptDocument.parse(job.document),
  widthDots: PaperWidth.parse(job.widthDots),
  encoding: PrinterEncoding.parse(job.encoding),
  density: PrintDensity.parse(job.density),
})

/** The bytes of a paper as an ESC/POS printer takes them; only a pulse when it is a drawer alone. */
export async function paperBytes(job: OfferedJob): Promise<Buffer> {
  if (job.document.kind === 'drawer') return encodeDrawerPulse()
  const raster = renderRaster(job.document, job.widthDots)
  return encodeReceipt(raster, { cut: job.hasCutter, drawer: job.openDrawer && job.hasDrawer })
}
