import {
  type Fields,
  hasNumbers,
  hasTexts,
  isFields,
  isListOf,
  isNumber,
  isText,
} from '#app/offline/answers.ts'
import {
  INITIAL_RULES,
  type PairedTill,
  type PairingState,
  type ShopSnapshot,
  type SnapshotChanges,
  TENDERS,
  type TillSale,
} from '#modules/pos/shared.ts'

/**
 * A look at what the server sent or the device kept, before it is used: not every field, but what
 * tells an answer of ours from the page of a hotel's network, and this version from another. The
 * schemas are the server's, and too heavy for a till.
 */

/**
 * A snapshot, just fetched or as a former version of the app kept it: what that version did not know
 * of is as in a shop that never used it, until the next answer comes.
 */
export function readSnapshot(value: unknown): ShopSnapshot | undefined {
  if (!isFields(value)) return undefined
  const { rules, customers, tabsUpTo } = value
  const full: Fields = {
    ...value,
    rules: { ...INITIAL_RULES, ...(isFields(rules) && rules) },
    customers: Array.isArray(customers) ? customers : [],
    tabsUpTo: Array.isArray(tabsUpTo) ? tabsUpTo : [],
  }
  return isSnapshot(full) ? full : undefined
}

const isSnapshot = (value: Fields): value is Fields & ShopSnapshot =>
  hasTexts(value, ['madeAt', 'version', 'taxMethod']) &&
  isFields(value.tenant) &&
  hasTexts(value.tenant, ['id', 'slug', 'name', 'timeZone', 'calendar']) &&
  isFields(value.till) &&
  hasTexts(value.till, ['name']) &&
  isListOf(value.staff, (each) => hasTexts(each, ['id', 'displayName', 'locale'])) &&
  isFields(value.taxRates) &&
  Array.isArray(value.barcodeRules) &&
  Array.isArray(value.tenders) &&
  isListOf(value.categories, (each) => hasTexts(each, ['id', 'name']) && isFields(each.names)) &&
  isListOf(value.customers, (each) => hasTexts(each, ['id', 'name'])) &&
  isListOf(value.products, isProduct)

/** What has changed in a snapshot. */
export const readChanges = (value: unknown): SnapshotChanges | undefined =>
  isFields(value) && isChanges(value) ? value : undefined

const isChanges = (value: Fields): value is Fields & SnapshotChanges =>
  isNumber(value.productCount) &&
  isFields(value.marks) &&
  isText(value.marks.cursor) &&
  isFields(value.marks.hashes) &&
  isFields(value.parts) &&
  isListOf(value.products, isProduct) &&
  Array.isArray(value.removedIds) &&
  value.removedIds.every(isText) &&
  Array.isArray(value.stock) &&
  value.stock.every((pair: unknown) => Array.isArray(pair) && isText(pair[0]) && isNumber(pair[1]))

const isProduct = (value: Fields): boolean =>
  hasTexts(value, ['id', 'name', 'unit', 'soldBy', 'taxClass']) &&
  isFields(value.names) &&
  Array.isArray(value.barcodes) &&
  (value.priceMinor === null || isNumber(value.priceMinor)) &&
  isNumber(value.stockMilli)

/** What this device was paired as. */
export const readPairedTill = (value: unknown): PairedTill | undefined =>
  isFields(value) && isPairedTill(value) ? value : undefined

const isPairedTill = (value: Fields): value is Fields & PairedTill =>
  hasTexts(value, ['slug', 'tillId', 'journalId', 'name', 'pinKey']) && isNumber(value.number)

/** Where a device stands that asked to be paired. */
export function readPairingState(value: unknown): PairingState | undefined {
  if (!isFields(value)) return undefined
  const { state, matchNumber, expiresAt } = value
  if (state === 'ended') return { state }
  if (state === 'waiting' && isNumber(matchNumber) && isText(expiresAt)) {
    return { state, matchNumber, expiresAt }
  }
  const till = state === 'paired' ? readPairedTill(value.till) : undefined
  return till && { state: 'paired', till }
}

/** A sale of some till, for goods that come back. */
export const readTillSale = (value: unknown): TillSale | undefined =>
  isFields(value) && isTillSale(value) ? value : undefined

const PART = ['quantityMilli', 'totalMinor', 'taxMinor']

const isTillSale = (value: Fields): value is Fields & TillSale =>
  hasTexts(value, ['saleId', 'receiptNo', 'soldAt']) &&
  isListOf(
    value.payments,
    (each) => TENDERS.some((tender) => tender === each.tender) && isNumber(each.amountMinor),
  ) &&
  isListOf(
    value.lines,
    (each) =>
      hasTexts(each, ['productId', 'name', 'unit']) &&
      hasNumbers(each, ['position', ...PART]) &&
      isFields(each.returned) &&
      hasNumbers(each.returned, PART),
  )
