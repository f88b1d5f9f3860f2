import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import type { PrinterHealth } from './repository-printers.ts'

/**
 * Epson Server Direct Print: what a printer says, and what it is answered. Nothing here touches the
 * database. All it sends are forms, some with XML in a field.
 * @see Server Direct Print User's Manual (TM-DT, TM-i, TM-T88VI), chapter 3
 */

/** A printer refuses more than 2 MB. */
export const MAX_EPSON_BYTES = 2_000_000
/** So long a printer tries to print one paper. */
const TIMEOUT_MS = 60_000

export type EpsonResult = {
  /** The paper it speaks of; printers of version 1.00 speak of the last one only. */
  token: string | undefined
  isSuccess: boolean
  /** In its own words, e.g. `EPTR_COVER_OPEN`. */
  code: string
  health: PrinterHealth
}

export type EpsonMessage =
  | { type: 'GetRequest'; id: string }
  | { type: 'SetResponse'; id: string; version: string; results: EpsonResult[] }
  | { type: 'SetStatus'; id: string; health: PrinterHealth }

/** @returns undefined when this is nothing that a printer would say. */
export function parseEpsonMessage(form: string): EpsonMessage | undefined {
  const fields = new URLSearchParams(form)
  const id = (fields.get('ID') ?? '').replace(/\p{C}/gu, '').trim().slice(0, 60)
  const type = fields.get('ConnectionType')
  if (type === 'GetRequest') return { type, id }
  if (type === 'SetResponse') {
    const answer = parseResponse(fields.get('ResponseFile') ?? '')
    return answer && { type, id, ...answer }
  }
  if (type === 'SetStatus') {
    const health = parseStatus(fields.get('Status') ?? '')
    return health && { type, id, health }
  }
  return undefined
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
})

/** No printer has a document type to declare; whoever sends one means harm. */
function parseXml(xml: string): unknown {
  if (xml.trim() === '' || xml.includes('<!')) return undefined
  try {
    return parser.parse(xml, true)
  } catch {
    return undefined
  }
}

const Text = z.string().trim().max(200)
const Answer = z.object({
  success: z.string(),
  code: Text.default(''),
  status: Text.default(''),
})
const Block = z.object({
  Parameter: z.object({ printjobid: Text.optional() }).optional(),
  PrintResponse: z.object({ response: Answer }),
})
const Blocks = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z.array(Block).max(50).optional(),
)
const Response = z.object({
  PrintResponseInfo: z.object({
    Version: Text.default('1.00'),
    response: Answer.optional(),
    ePOSPrint: Blocks,
    ServerDirectPrint: z
      .object({
        Response: z.object({
          Success: z.string(),
          ErrorSummary: Text.optional(),
        }),
      })
      .optional(),
  }),
})

function parseResponse(xml: string): { version: string; results: EpsonResult[] } | undefined {
  const parsed = Response.safeParse(parseXml(xml))
  if (!parsed.success) return undefined
  const { Version: version, response, ePOSPrint, ServerDirectPrint } = parsed.data.PrintResponseInfo
  const results = (ePOSPrint ?? []).map((block) =>
    resultOf(block.PrintResponse.response, block.Parameter?.printjobid || undefined),
  )
  if (response) results.push(resultOf(response, undefined))
  const check = ServerDirectPrint?.Response
  if (check && !isTrue(check.Success) && results.length === 0) {
    // It refused the whole answer, before it looked for papers in it.
    const code = check.ErrorSummary || 'ServerDirectPrint'
    results.push({ token: undefined, isSuccess: false, code, health: {} })
  }
  return { version, results }
}

const isTrue = (word: string): boolean => word === 'true' || word === '1'

const resultOf = (answer: z.infer<typeof Answer>, token: string | undefined): EpsonResult => ({
  token,
  isSuccess: isTrue(answer.success),
  code: answer.code.replace(/[\p{C}]/gu, '').slice(0, 80),
  health: epsonHealth(answer.status),
})

const Status = z.object({
  statusmonitor: z.object({ printerstatus: z.object({ asbstatus: Text }) }),
})

function parseStatus(xml: string): PrinterHealth | undefined {
  const parsed = Status.safeParse(parseXml(xml))
  return parsed.success ? epsonHealth(parsed.data.statusmonitor.printerstatus.asbstatus) : undefined
}

/** Bits of the automatic status (ASB) that a person can do something about. */
const ASB = {
  noAnswer: 0x0000_0001,
  coverOpen: 0x0000_0020,
  paperLow: 0x0002_0000,
  paperOut: 0x0008_0000,
} as const

/** Decimal or `0x…` hexadecimal; nothing when it is neither. */
function epsonHealth(text: string): PrinterHealth {
  if (!/^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text)) return {}
  const status = Number(text)
  const statusCode = `0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
  if (status & ASB.noAnswer) return { paper: null, isCoverOpen: null, statusCode }
  return {
    paper: status & ASB.paperOut ? 'out' : status & ASB.paperLow ? 'low' : 'ok',
    isCoverOpen: (status & ASB.coverOpen) !== 0,
    statusCode,
  }
}

/**
 * What a code means for the paper: it waits, it is under way, nobody knows, or it can't be printed.
 * A time-out may come in the middle of a paper, and a knife is used when all of it is printed.
 */
export function epsonVerdict(code: string): 'queued' | 'printing' | 'unknown' | 'failed' {
  if (['Printing', 'JobSpooling'].includes(code)) return 'printing'
  if (['JobNotFound', 'EX_TIMEOUT', 'EPTR_CUTTER'].includes(code)) return 'unknown'
  const isNotBegun = ['EPTR_COVER_OPEN', 'EPTR_REC_EMPTY', 'EX_SPOOLER', 'TooManyRequests']
  return isNotBegun.includes(code) ? 'queued' : 'failed'
}

/** Why a paper did not come out, or may not have, as a key of ours. */
export function epsonTrouble(code: string): string {
  const reasons: Record<string, string> = {
    EPTR_COVER_OPEN: 'printing.cover_open',
    EPTR_REC_EMPTY: 'printing.paper_out',
    EPTR_CUTTER: 'printing.paper_jam',
    EX_TIMEOUT: 'printing.no_answer',
    JobNotFound: 'printing.no_answer',
    SchemaError: 'printing.not_readable',
  }
  return reasons[code] ?? 'printing.printer_trouble'
}

/**
 * The answer to a printer that asks: papers as the bytes any ESC/POS printer takes, and questions
 * after papers that it has taken into its store (the same id, and nothing to print).
 * @see TM-T20II-i Technical Reference Guide, "Checking the print results"
 *
 * @param papers without `bytes` it is a question.
 */
export function epsonAnswer(
  papers: readonly { token: string; bytes?: Uint8Array }[],
  dialect: string,
): string {
  if (papers.length === 0) return ''
  const isOld = dialect === '1.00'
  const blocks = papers.map(({ token, bytes }) => {
    const id = isOld ? '' : `<printjobid>${token}</printjobid>`
    return `<ePOSPrint><Parameter><devid>local_printer</devid><timeout>${TIMEOUT_MS}</timeout>${id}</Parameter><PrintData>${printData(bytes)}</PrintData></ePOSPrint>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>\n<PrintRequestInfo Version="${isOld ? '1.00' : '2.00'}">${blocks.join('')}</PrintRequestInfo>`
}

const SCHEMA = 'http://www.epson-pos.com/schemas/2011/03/epos-print'

function printData(bytes: Uint8Array | undefined): string {
  if (!bytes) return `<epos-print xmlns="${SCHEMA}"/>`
  // The printer resets itself before each paper, and takes no ESC @ here.
  const isReset = bytes[0] === 0x1b && bytes[1] === 0x40
  const hex = Buffer.from(isReset ? bytes.subarray(2) : bytes).toString('hex')
  return `<epos-print xmlns="${SCHEMA}"><command>${hex}</command></epos-print>`
}
