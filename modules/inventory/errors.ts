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
export const unitTwice = (name: string) => refuse('unit_twice', 'invalid', { name })
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

export const unknownUnit = (name: string) => refuse('unknown_unit', 'invalid', { name })
/** What was typed does not come out in whole thousandths; the two nearest quantities that do. */
export const notEven = (
  name: string,
  quantityMilli: number,
  near: { belowMilli: number; aboveMilli: number },
) =>
  refuse('not_even', 'invalid', {
    name,
    quantity: quantityMilli / 1000,
    below: near.belowMilli / 1000,
    above: near.aboveMilli / 1000,
  })

/** The shop's own goods lie there, or were sold below zero: a neighbour's begin at none. */
export const ownGoodsLeft = (name: string) => refuse('own_goods_left', 'conflict', { name })
/** A neighbour's goods lie there still. */
export const consignedGoodsLeft = (name: string) =>
  refuse('consigned_goods_left', 'conflict', { name })

export const unknownPlace = () => refuse('unknown_place', 'invalid')
export const placeTaken = (name: string) => refuse('place_taken', 'conflict', { name })
export const placeNotEmpty = (name: string) => refuse('place_not_empty', 'conflict', { name })
export const samePlace = () => refuse('same_place', 'invalid')
/** More than lies at the place it should leave: there it can't have been. */
export const notEnoughThere = (name: string, thereMilli: number) =>
  refuse('not_enough_there', 'conflict', { name, there: thereMilli / 1000 })

export const unknownAct = () => refuse('unknown_act', 'missing')
/** The id was used for something else: nothing of this was booked, and the other stands. */
export const actTaken = () => refuse('act_taken', 'conflict')
export const actUndone = () => refuse('act_undone', 'conflict')
export const undoOfUndo = () => refuse('undo_of_undo', 'invalid')
/** What was made is not there any more, so it can't be taken apart again. */
export const madeGoodsGone = (name: string, leftMilli: number) =>
  refuse('made_goods_gone', 'conflict', { name, left: leftMilli / 1000 })
/** Goods made of themselves. */
export const madeOfItself = (name: string) => refuse('made_of_itself', 'invalid', { name })
export const unknownRecipe = () => refuse('unknown_recipe', 'missing')

export const unknownLot = () => refuse('unknown_lot', 'missing')
export const lotAlreadyOver = () => refuse('lot_already_over', 'invalid')

export const unknownStocktake = () => refuse('unknown_stocktake', 'missing')
/** The id was used for another stocktake. */
export const stocktakeTaken = () => refuse('stocktake_taken', 'conflict')
export const stocktakeEnded = () => refuse('stocktake_ended', 'conflict')
/** More was counted since somebody looked at the differences: they look again first. */
export const countedMeanwhile = () => refuse('counted_meanwhile', 'conflict')
export const nothingCounted = () => refuse('nothing_counted', 'invalid')
/** The token of a counting phone is none, or of another shop: the two look alike. */
export const noCountKey = () => refuse('no_count_key', 'unauthenticated')
/** The stocktake of this token is over: what is sent is kept, and nothing is told. */
export const countIsOver = () => refuse('count_is_over', 'forbidden')
export const tooManyCounts = (maximum: number) =>
  refuse('too_many_counts', 'too_large', { maximum })
