import { barcodeProblem } from './errors.ts'
import {
  type ImportColumns,
  type ImportField,
  NO_WORDS,
  TAX_WORDS,
  UNIT_WORDS,
  YES_WORDS,
} from './import-columns.ts'
import {
  cleanText,
  foldForSearch,
  MAX_AMOUNT_MINOR,
  MAX_BARCODES,
  MAX_NAME,
  MAX_QUANTITY_MILLI,
  milliOf,
  parseBarcode,
  TAX_CLASSES,
  type TaxClass,
  UNIT_KEYS,
  type Unit,
} from './shared.ts'

/** What is wrong with a row: a key of `errors.json` and what fills its sentence. */
export interface RowProblem {
  /** As the spreadsheet counts: the heads are row 1. */
  row: number
  code: string
  data: Record<string, string | number>
}

/** What a row says. A cell that is empty, or a column that is not there, says nothing. */
export interface RowValues {
  row: number
  name?: string
  barcodes?: string[]
  sku?: string
  category?: string
  unit?: Unit
  priceMinor?: number
  costMinor?: number
  taxClass?: TaxClass
  stockMilli?: number
  isFavourite?: boolean
}

/** The cells of one row by field, and where what is wrong with them is written down. */
interface Cells {
  text(field: ImportField): string
  refuse(code: string, data?: Record<string, string | number>): undefined
}

function cellsOf(
  cells: readonly string[],
  columns: ImportColumns,
  row: number,
  problems: RowProblem[],
): Cells {
  return {
    text(field) {
      const at = columns.at[field]
      const cell = at === undefined ? '' : cleanText(cells[at] ?? '')
      // An export puts an apostrophe before what a spreadsheet would take for a formula.
      return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell
    },
    refuse(code, data = {}) {
      problems.push({ row, code, data })
      return undefined
    },
  }
}

/** Reads one row: its values, and everything that is wrong with them. */
export function readRow(
  cells: readonly string[],
  columns: ImportColumns,
  row: number,
): { values: RowValues; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const reader = cellsOf(cells, columns, row, problems)
  const found = {
    name: readText(reader, 'name', MAX_NAME),
    barcodes: readBarcodes(reader),
    sku: readText(reader, 'sku', 60),
    category: readText(reader, 'category', 60),
    unit: readUnit(reader),
    priceMinor: readAmount(reader, 'price'),
    costMinor: readAmount(reader, 'cost'),
    taxClass: readTaxClass(reader),
    stockMilli: readStock(reader),
    isFavourite: readFavourite(reader),
  }
  const said = Object.entries(found).filter(([, value]) => value !== undefined)
  return { values: { row, ...Object.fromEntries(said) }, problems }
}

/** What a sentence can quote of a cell without becoming one itself. */
const quote = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text)

const isFormula = (text: string): boolean => /^[=@]/.test(text)

function readText(cells: Cells, field: 'name' | 'sku' | 'category', maximum: number) {
  const text = cells.text(field)
  if (text === '') return undefined
  if (isFormula(text)) return cells.refuse('inventory.row_formula', { cell: quote(text) })
  if ([...text].length > maximum || text.length > maximum) {
    return cells.refuse(`inventory.row_${field}_too_long`, { maximum, cell: quote(text) })
  }
  return text
}

function readBarcodes(cells: Cells): string[] | undefined {
  const text = cells.text('barcode').replace(/^=?"(.*)"$/, '$1')
  const codes = text.split(/[\s;,、；，]+/).filter((each) => each !== '')
  if (codes.length === 0) return undefined
  if (codes.length > MAX_BARCODES) {
    return cells.refuse('inventory.row_many_barcodes', { maximum: MAX_BARCODES })
  }
  const barcodes = new Set<string>()
  for (const code of codes) {
    // What a spreadsheet makes of a long number that it shows in a narrow column.
    if (/^\d(\.\d+)?E\+\d+$/i.test(code)) {
      return cells.refuse('inventory.row_scientific', { cell: code })
    }
    if (isFormula(code)) return cells.refuse('inventory.row_formula', { cell: quote(code) })
    const read = parseBarcode(code)
    if (!read.ok) {
      const { code: key, data } = barcodeProblem(quote(code), read)
      return cells.refuse(key.replace('.barcode_', '.row_barcode_'), data)
    }
    barcodes.add(read.barcode)
  }
  return [...barcodes]
}

function readUnit(cells: Cells): Unit | undefined {
  const text = cells.text('unit')
  if (text === '') return undefined
  const word = foldForSearch(text)
  const unit = UNIT_KEYS.find((each) => each === word || UNIT_WORDS[each].includes(word))
  return unit ?? cells.refuse('inventory.row_unit', { cell: quote(text) })
}

function readTaxClass(cells: Cells): TaxClass | undefined {
  const text = cells.text('taxClass')
  if (text === '') return undefined
  const word = foldForSearch(text).replace(/[\s-]/g, '')
  const found = TAX_CLASSES.find((each) => TAX_WORDS[each].includes(word))
  return found ?? cells.refuse('inventory.row_tax_class', { cell: quote(text) })
}

function readFavourite(cells: Cells): boolean | undefined {
  const word = foldForSearch(cells.text('favourite'))
  if (word === '') return undefined
  if (YES_WORDS.includes(word)) return true
  if (NO_WORDS.includes(word)) return false
  return cells.refuse('inventory.row_favourite', { cell: quote(word) })
}

const plainNumber = (text: string): string =>
  text.normalize('NFKC').replace(/^(nt)?\$|元$|[,\s]/gi, '')

function readAmount(cells: Cells, field: 'price' | 'cost'): number | undefined {
  const text = cells.text(field)
  if (text === '') return undefined
  if (isFormula(text)) return cells.refuse('inventory.row_formula', { cell: quote(text) })
  const plain = plainNumber(text)
  const cell = quote(text)
  if (/^-/.test(plain)) return cells.refuse(`inventory.row_${field}_negative`, { cell })
  if (/^\d+\.\d*[1-9]\d*$/.test(plain)) {
    return cells.refuse(`inventory.row_${field}_not_whole`, { cell })
  }
  if (!/^\d+(\.0*)?$/.test(plain))
    return cells.refuse(`inventory.row_${field}_not_number`, { cell })
  const amount = Number(plain)
  if (amount > MAX_AMOUNT_MINOR) return cells.refuse(`inventory.row_${field}_too_large`, { cell })
  return amount
}

function readStock(cells: Cells): number | undefined {
  const text = cells.text('stock')
  if (text === '') return undefined
  if (isFormula(text)) return cells.refuse('inventory.row_formula', { cell: quote(text) })
  const milli = milliOf(plainNumber(text))
  const cell = quote(text)
  if (milli === undefined) return cells.refuse('inventory.row_stock_not_number', { cell })
  if (milli < 0) return cells.refuse('inventory.row_stock_negative', { cell })
  if (milli > MAX_QUANTITY_MILLI) return cells.refuse('inventory.row_stock_too_large', { cell })
  return milli
}
