import { CsvError, parse } from 'csv-parse/sync'
import {
  fileBroken,
  fileEmpty,
  fileIsWorkbook,
  fileTooLarge,
  fileTooManyRows,
  fileUnreadable,
} from './errors.ts'
import { MAX_FILE_BYTES, MAX_FILE_ROWS } from './shared.ts'

/**
 * The rows of a bank's file: UTF-8 with or without its mark, UTF-16, or Big5; divided by comma, tab,
 * semicolon or bar.
 *
 * @returns cells by row; the first row is number 1, as a spreadsheet counts them.
 * @throws banking.file_… for a file that is empty, too large, a workbook, cut off or in no known letters.
 */
export function decodeStatement(content: Buffer): string[][] {
  if (content.length > MAX_FILE_BYTES) throw fileTooLarge(MAX_FILE_BYTES / 1e6)
  const text = decode(content)
  if (text.trim() === '') throw fileEmpty()
  const rows = parseRows(text)
  if (rows.length > MAX_FILE_ROWS) throw fileTooManyRows(MAX_FILE_ROWS)
  return rows
}

/** A workbook (.xlsx) is a zip file, an old one (.xls) an OLE file; neither is a list of lines. */
const WORKBOOKS = [0x504b0304, 0xd0cf11e0]

function decode(content: Buffer): string {
  if (content.length >= 4 && WORKBOOKS.includes(content.readUInt32BE(0))) throw fileIsWorkbook()
  const encodings = content[0] === 0xff && content[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'big5']
  for (const encoding of encodings) {
    const text = tryDecode(content, encoding)
    if (text !== undefined && !text.includes('\0')) return text
  }
  throw fileUnreadable()
}

/** Strict: a byte that the encoding does not know means that it is another one. */
function tryDecode(content: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}

function parseRows(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw fileBroken(typeof error.lines === 'number' ? error.lines : 1)
  }
}

const LOOKED_AT = 60

/**
 * The mark that stands at least twice in most of the first lines. The comma comes last, because
 * amounts have commas too.
 */
function delimiterOf(text: string): string {
  const lines = text
    .split(/\r\n|\r|\n/, LOOKED_AT)
    .map((line) => line.replace(/"[^"]*"/g, ''))
    .filter((line) => line.trim() !== '')
  const isUsual = (mark: string) =>
    lines.filter((line) => line.split(mark).length > 2).length * 2 > lines.length
  return ['\t', '|', ';'].find(isUsual) ?? ','
}
