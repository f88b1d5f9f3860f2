/**
 * The last digit of a GS1 code (EAN-13, EAN-8, UPC-A) for the digits before it: weights 3 and 1
 * from the right. Source: GS1 General Specifications, section 7.9.
 */
export function gs1CheckDigit(digits: string): number {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const weight = (digits.length - index) % 2 === 1 ? 3 : 1
    sum += Number(digits[index]) * weight
  }
  return (10 - (sum % 10)) % 10
}

export type BarcodeProblem = 'empty' | 'too_short' | 'too_long' | 'check_digit' | 'characters'

/**
 * Reads what a scanner or a person typed. UPC-A becomes its EAN-13 (a leading zero), so that both
 * find the same product. Codes that are not all digits (Code 128 labels of a shop's own) pass as
 * they are.
 *
 * @returns the barcode as it is stored, or why it can't be one and how many digits are missing.
 */
export function parseBarcode(
  text: string,
): { ok: true; barcode: string } | { ok: false; problem: BarcodeProblem; missing?: number } {
  const code = text.normalize('NFKC').trim()
  if (code === '') return { ok: false, problem: 'empty' }
  if (code.length > 40) return { ok: false, problem: 'too_long' }
  if (!/^[\x21-\x7e]+$/.test(code)) return { ok: false, problem: 'characters' }
  if (!/^\d+$/.test(code))
    return code.length < 3 ? { ok: false, problem: 'too_short' } : { ok: true, barcode: code }
  return parseDigits(code)
}

function parseDigits(code: string): ReturnType<typeof parseBarcode> {
  if (code.length === 8 || code.length === 12 || code.length === 13) {
    const isRight = gs1CheckDigit(code.slice(0, -1)) === Number(code.at(-1))
    if (isRight) return { ok: true, barcode: code.length === 12 ? `0${code}` : code }
    // Eleven of twelve digits typed, or twelve of thirteen: the usual slip deserves the right words.
    if (code.length === 12) return { ok: false, problem: 'too_short', missing: 1 }
    return { ok: false, problem: 'check_digit' }
  }
  if (code.length > 13) return { ok: false, problem: 'too_long' }
  if (code.length >= 9) return { ok: false, problem: 'too_short', missing: 13 - code.length }
  // Three to seven digits are a shop's own short numbers.
  return code.length < 3 ? { ok: false, problem: 'too_short' } : { ok: true, barcode: code }
}

/**
 * How a shop's own 13-digit codes are read: a prefix `20` to `29`, then the item's number, then
 * the weight or the price, then the check digit. Set per tenant, because every scale differs.
 */
export interface BarcodeRule {
  prefix: string
  /** What the last digits say: thousandths of the product's weight in kg, or the price in NT$. */
  holds: 'weight' | 'price'
  itemDigits: number
  valueDigits: number
}

/** What stands until a shop sets its own: 20 + 5-digit item + 5-digit grams; 21 with price. */
export const INITIAL_BARCODE_RULES: BarcodeRule[] = [
  { prefix: '20', holds: 'weight', itemDigits: 5, valueDigits: 5 },
  { prefix: '21', holds: 'price', itemDigits: 5, valueDigits: 5 },
]

/**
 * Takes an in-store code apart. The product is the one whose barcode is the prefix and the item's
 * digits (`2012345`).
 *
 * @returns undefined when no rule fits or the check digit is wrong. `value` is grams for a weight
 *   and whole NT$ for a price.
 */
export function readInStoreBarcode(
  code: string,
  rules: readonly BarcodeRule[],
): { itemCode: string; holds: 'weight' | 'price'; value: number } | undefined {
  if (!/^2\d{12}$/.test(code)) return undefined
  if (gs1CheckDigit(code.slice(0, 12)) !== Number(code[12])) return undefined
  const rule = rules.find((each) => code.startsWith(each.prefix))
  if (!rule || 2 + rule.itemDigits + rule.valueDigits !== 12) return undefined
  const itemCode = code.slice(0, 2 + rule.itemDigits)
  return { itemCode, holds: rule.holds, value: Number(code.slice(2 + rule.itemDigits, 12)) }
}
