import { CsvError, parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import {
  importBadQuotes,
  importCutOff,
  importEmpty,
  importIsWorkbook,
  importTooLarge,
  importTooManyRows,
  importUnreadable,
} from './errors.ts'

export const MAX_IMPORT_BYTES = 10_485_760
export const MAX_IMPORT_ROWS = 20_000

/**
 * The rows of a file as a shop's spreadsheet saved it: UTF-8 with or without its mark, UTF-16, or
 * Big5 (CP950, what Excel in Taiwan writes); divided by comma, semicolon or tab.
 *
 * @returns cells by row; the first row is number 1, as the spreadsheet counts them.
 * @throws inventory.import_… with the line for what was cut off, unreadable, empty or too large.
 */
export function readCsv(content: Buffer): string[][] {
  if (content.length > MAX_IMPORT_BYTES) throw importTooLarge()
  const text = decode(content)
  if (text.trim() === '') throw importEmpty()
  const rows = parseRows(text)
  if (rows.length > MAX_IMPORT_ROWS + 1) throw importTooManyRows(MAX_IMPORT_ROWS)
  return rows
}

function decode(content: Buffer): string {
  // A workbook (.xlsx) is a zip file, an old one (.xls) an OLE file.
  const isWorkbook = [0x504b0304, 0xd0cf11e0].includes(
    content.length < 4 ? 0 : content.readUInt32BE(0),
  )
  if (isWorkbook) throw importIsWorkbook()
  if (content[0] === 0xff && content[1] === 0xfe) return iconv.decode(content, 'utf-16le')
  const text = decodeUtf8(content) ?? iconv.decode(content, 'cp950')
  if (text.includes('\ufffd') || text.includes('\0')) throw importUnreadable()
  return text
}

/** Strict: a byte that UTF-8 does not know means that the file is not UTF-8. */
function decodeUtf8(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}

function parseRows(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      // A name may hold an inch mark; only a quote at the beginning of a cell opens one.
      relax_quotes: true,
      trim: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    throw error.code === 'CSV_QUOTE_NOT_CLOSED' ? importCutOff(line) : importBadQuotes(line)
  }
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/))
  const counts = [',', ';', '\t'].map((each) => ({ each, count: head.split(each).length }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).each
}
