import { paperBytes } from '#modules/printing/index.ts'
import { PAPER_WIDTHS } from '#modules/printing/shared.ts'
import { pieces, sampleReceipt } from '#test/sample-receipt.ts'
import { percentile, round } from './measure.ts'

/** Above this a printer would wait for the server, and not the server for the printer. */
const LIMIT_MS = 30
const PAPERS = 300

export interface PaperTimes {
  p50Ms: number
  p95Ms: number
  /** What one paper costs a core, whatever else the machine does. */
  cpuMs: number
  limitMs: number
}

/** A receipt of twelve goods from its document to the bytes of an ESC/POS printer, one at a time. */
export async function benchPapers(): Promise<Record<string, PaperTimes>> {
  const goods = Array.from({ length: 12 }, (_, index) =>
    pieces(`手工饅頭 ${index + 1} 入`, 35 + index),
  )
  const rows: Record<string, PaperTimes> = {}
  for (const widthDots of PAPER_WIDTHS) {
    for (const encoding of ['raster', 'big5'] as const) {
      const times: number[] = []
      const usage = process.cpuUsage()
      for (let paper = 0; paper < PAPERS; paper++) {
        // Another name each time, so that nothing can be kept from the paper before.
        const lines = [...goods, pieces(`第 ${paper} 張`, 20)]
        const document = sampleReceipt({ lines, receiptNo: `一機-${paper}` })
        const before = performance.now()
        await paperBytes({
          document,
          widthDots,
          encoding,
          density: 'normal',
          hasCutter: true,
          hasDrawer: true,
          openDrawer: true,
        })
        times.push(performance.now() - before)
      }
      const { user, system } = process.cpuUsage(usage)
      times.sort((a, b) => a - b)
      rows[`${encoding} ${widthDots}`] = {
        p50Ms: round(percentile(times, 0.5)),
        p95Ms: round(percentile(times, 0.95)),
        cpuMs: round((user + system) / 1000 / PAPERS),
        limitMs: LIMIT_MS,
      }
    }
  }
  console.log('receipt to bytes', rows)
  return rows
}
