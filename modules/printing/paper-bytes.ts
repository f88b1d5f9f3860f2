import { encodeBands, encodeDrawerPulse, encodeReceipt } from './escpos.ts'
import { layoutPaper, rasterOf } from './render-raster.ts'
import type { lockJob } from './repository-jobs.ts'
import { PaperWidth, PrintDensity, PrinterEncoding, ReceiptDocument } from './shared.ts'
import { divideIntoBands } from './text-mode.ts'

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

/** What decides which bytes a paper is. */
export type PaperToSend = Pick<
  OfferedJob,
  'document' | 'widthDots' | 'encoding' | 'density' | 'hasCutter' | 'hasDrawer' | 'openDrawer'
>

/** The bytes of a paper as an ESC/POS printer takes them; only a pulse when it is a drawer alone. */
export async function paperBytes(job: PaperToSend): Promise<Buffer> {
  if (job.document.kind === 'drawer') return encodeDrawerPulse()
  const end = { cut: job.hasCutter, drawer: job.openDrawer && job.hasDrawer }
  const layout = layoutPaper(job.document, job.widthDots)
  const raster = rasterOf(layout, job.density)
  const codePage = job.encoding === 'raster' ? undefined : job.encoding
  // A test page asks a printer about its letters, whatever it gets otherwise.
  if (!codePage && !job.document.letters) return encodeReceipt(raster, end)
  return encodeBands(divideIntoBands(layout, codePage), raster, end)
}
