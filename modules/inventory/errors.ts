import { DomainError, type RefusalKind } from '#modules/kernel/errors.ts'
import type { parseBarcode } from './shared.ts'

const refuse = (code: string, kind: RefusalKind, data: Record<string, string | number> = {}) =>
  new DomainError(`inventory.${code}`, kind, data)

/** The product is not there, or belongs to another tenant: the two look alike. */
export const unknownProduct = (productId: string) =>
  refuse('unknown_product', 'invalid', { productId })
export const missingProduct = () => refuse('missing_product', 'missing')
export const unknownCategory = () => refuse('unknown_category', 'invalid')
export const unknownPicture = () => refuse('unknown_picture', 'invalid')
export const changedMeanwhile = () => refuse('changed_meanwhile', 'conflict')
export const barcodeTaken = (barcode: string, name: string) =>
  refuse('barcode_taken', 'conflict', { barcode, name })
export const skuTaken = (sku: string, name: string) =>
  refuse('sku_taken', 'conflict', { sku, name })
export const openingExists = () => refuse('opening_exists', 'conflict')
export const unitHasMoves = () => refuse('unit_has_moves', 'conflict')
/** A line of a receipt that never came, or that was of another product. */
export const unknownReceipt = () => refuse('unknown_receipt', 'invalid')
/** `left` is a plain number of units, for the sentence. */
export const moreThanReceived = (name: string, leftMilli: number) =>
  refuse('more_than_received', 'conflict', { name, left: leftMilli / 1000 })
/** NT$10 billion for one product: past it somebody slipped on a key. */
export const MAX_VALUE_MINOR = 10_000_000_000
export const valueTooLarge = () => refuse('value_too_large', 'invalid')
export const pictureTooLarge = () => refuse('picture_too_large', 'too_large', { megabytes: 8 })
export const pictureTooManyPixels = () => refuse('picture_too_many_pixels', 'invalid')
export const notAPicture = () => refuse('not_a_picture', 'invalid')

type BadBarcode = Extract<ReturnType<typeof parseBarcode>, { ok: false }>

/** The key of what is wrong with a barcode, and what fills its sentence. */
export function barcodeProblem(barcode: string, bad: BadBarcode) {
  const missing = bad.missing ?? 0
  if (missing === 1) return { code: 'inventory.barcode_one_short', data: { barcode } }
  if (missing > 1) return { code: 'inventory.barcode_some_short', data: { barcode, missing } }
  return { code: `inventory.barcode_${bad.problem}`, data: { barcode } }
}

export function badBarcode(barcode: string, bad: BadBarcode) {
  const { code, data } = barcodeProblem(barcode, bad)
  return new DomainError(code, 'invalid', data)
}

export const importEmpty = () => refuse('import_empty', 'invalid')
export const importTooLarge = () => refuse('import_too_large', 'too_large', { megabytes: 10 })
export const importTooManyRows = (maximum: number) =>
  refuse('import_too_many_rows', 'invalid', { maximum })
export const importCutOff = (line: number) => refuse('import_cut_off', 'invalid', { line })
export const importBadQuotes = (line: number) => refuse('import_bad_quotes', 'invalid', { line })
export const importIsWorkbook = () => refuse('import_is_workbook', 'invalid')
export const importUnreadable = () => refuse('import_unreadable', 'invalid')
export const importNoNames = (columns: string) => refuse('import_no_names', 'invalid', { columns })
export const importColumnTwice = (column: string) =>
  refuse('import_column_twice', 'invalid', { column })
export const importGone = () => refuse('import_gone', 'conflict')
export const importHasErrors = (wrong: number) => refuse('import_has_errors', 'invalid', { wrong })
export const importNothing = () => refuse('import_nothing', 'invalid')
