import { z } from 'zod'
import { jobToken } from './job-token.ts'
import type { OfferedJob } from './paper-bytes.ts'
import { rasterToPng, renderRaster } from './render-raster.ts'
import type { AskingPrinter, PrinterHealth } from './repository-printers.ts'

/**
 * Star CloudPRNT: what a printer says, and what it is answered. Nothing here touches the database.
 * @see https://star-m.jp/products/s_print/sdk/StarCloudPRNT/manual/en/ protocol guide 2.4.0
 */

/** Every printer of Star's that asks takes this; nothing else is offered. */
export const STAR_MEDIA_TYPE = 'image/png'

const MAC = /^([0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i

/** @returns undefined when this is no MAC. */
export const readMac = (text: string): string | undefined =>
  MAC.test(text.trim()) ? text.trim().toLowerCase() : undefined

/** Only `statusCode` is sure to be there; anything else may be missing or null. */
const Poll = z.object({
  statusCode: z.string().max(500),
  printerMAC: z.string().trim().toLowerCase().regex(MAC).nullish(),
  printingInProgress: z.boolean().nullish(),
})

export type StarPoll = {
  /** The status in the printer's own words, without what does not belong there. */
  status: string
  mac: string | undefined
  isPrinting: boolean
}

/** @returns undefined when this is no poll. */
export function parseStarPoll(body: string): StarPoll | undefined {
  const poll = Poll.safeParse(parseJson(body))
  if (!poll.success) return undefined
  return {
    status: readCode(poll.data.statusCode),
    mac: poll.data.printerMAC ?? undefined,
    isPrinting: poll.data.printingInProgress === true,
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** A code is URL-encoded, once more inside of JSON; letters nobody can see are left out. */
export function readCode(text: string): string {
  let decoded = text
  try {
    decoded = decodeURIComponent(text)
  } catch {
    // A lone % is kept as it is.
  }
  return decoded
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, 80)
}

/** `fine` the printer can print, `trouble` a person has to look, `data` it could not read a paper. */
export function starCondition(status: string): 'fine' | 'trouble' | 'data' {
  if (/^(2|OK)/i.test(status)) return 'fine'
  return status.startsWith('5') ? 'data' : 'trouble'
}

/** What a status says of paper and cover, as far as it says anything. */
export function starHealth(status: string): PrinterHealth {
  const code = status.slice(0, 3)
  const isFine = starCondition(status) === 'fine'
  const paper = code === '410' ? 'out' : code === '210' ? 'low' : isFine ? 'ok' : null
  return {
    paper,
    isCoverOpen: code === '420' ? true : isFine ? false : null,
    statusCode: status || null,
  }
}

/** Why a paper did not come out, as a key of ours. */
export function starTrouble(status: string): string {
  const reasons: Record<string, string> = {
    '410': 'printing.paper_out',
    '411': 'printing.paper_jam',
    '420': 'printing.cover_open',
  }
  return reasons[status.slice(0, 3)] ?? 'printing.printer_trouble'
}

/**
 * What the code of a confirmation means: 2xx or OK the paper is out, 520 it could not be fetched, and
 * 510, 511, 512, 521 it can't be read. Nobody knows what another one would mean.
 */
export function starVerdict(code: string): 'printed' | 'queued' | 'failed' | 'unknown' {
  if (starCondition(code) === 'fine') return 'printed'
  if (code.startsWith('520')) return 'queued'
  return /^5(10|11|12|21)/.test(code) ? 'failed' : 'unknown'
}

/** The answer to a poll: the paper that waits, when the printer has its hands free. */
export function starAnswer(printer: AskingPrinter, poll: StarPoll): Record<string, unknown> {
  const isFree = !poll.isPrinting && starCondition(poll.status) === 'fine'
  if (!isFree || printer.waitingId === null) return { jobReady: false }
  return {
    jobReady: true,
    mediaTypes: [STAR_MEDIA_TYPE],
    jobToken: jobToken(printer.waitingId, printer.waitingOfferNo ?? 1),
  }
}

/** Whether a printer that wants this type gets what we have; without a word it takes what comes. */
export const servesStarType = (type: string | undefined): boolean =>
  type === undefined || ['', STAR_MEDIA_TYPE, 'image/*', '*/*'].includes(type.trim().toLowerCase())

/** A paper as a picture, one pixel a dot, and what the printer does before and after it. */
export function starPaper(job: OfferedJob): { body: Buffer; headers: Record<string, string> } {
  const isDrawerOnly = job.document.kind === 'drawer'
  const raster = isDrawerOnly
    ? { widthDots: job.widthDots, heightDots: 1, rows: new Uint8Array(job.widthDots / 8) }
    : renderRaster(job.document, job.widthDots, job.density)
  return {
    body: rasterToPng(raster),
    headers: {
      // Firmware 1.1 refuses a type with a charset behind it.
      'Content-Type': STAR_MEDIA_TYPE,
      'X-Star-Cut': isDrawerOnly ? 'none; feed=false' : cutOf(job.hasCutter),
      // The picture has black and white only; spreading it would blur letters and codes.
      'X-Star-ImageDitherPattern': 'none',
      ...(job.openDrawer && job.hasDrawer && { 'X-Star-CashDrawer': 'start' }),
    },
  }
}

const cutOf = (hasCutter: boolean): string => `${hasCutter ? 'partial' : 'none'}; feed=true`
