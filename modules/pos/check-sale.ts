import { type PricedCart, priceCart, type SaleCompletedBody, type TaxRates } from './shared.ts'

export interface CheckedSale {
  priced: PricedCart
  /** Why the owner should look, though the sale is booked. */
  flags: string[]
  /** Why it can't be booked as it is; then nothing of it is. */
  refusal?: string
}

export interface SaleReferences {
  products: ReadonlyMap<string, { priceMinor: number | null; archivedAt: Date | null }>
  cashiers: ReadonlySet<string>
  sales: ReadonlySet<string>
  taxRates: TaxRates
  now: Date
}

/** A clock this far ahead is wrong. Behind is normal, since a sale may wait for days, but not for months. */
const CLOCK_AHEAD_MS = 10 * 60_000
const CLOCK_BEHIND_MS = 60 * 86_400_000

/**
 * Compares a sale from a device with what the server knows. The price the customer saw is the price
 * sold; a difference is flagged for the owner and never refused. Only numbers that contradict
 * themselves, or goods that never existed here, keep a sale out of the books.
 */
export function checkSale(body: SaleCompletedBody, known: SaleReferences): CheckedSale {
  const rates: TaxRates = {
    taxable: body.taxRates.taxable,
    zero: body.taxRates.zero,
    exempt: body.taxRates.exempt,
  }
  const priced = priceCart({
    lines: body.lines,
    discount: body.discount,
    taxRates: rates,
    taxMethod: body.taxMethod,
  })
  const refusal = contradiction(body, known)
  if (refusal) return { priced, flags: [], refusal }
  const flags = [
    ...(isRepriced(body, priced) ? ['total_mismatch'] : []),
    ...productFlags(body, known),
    ...(known.cashiers.has(body.cashierId) ? [] : ['unknown_cashier']),
    ...(isClockWrong(body.soldAt, known.now) ? ['clock_skew'] : []),
    ...(sameRates(rates, known.taxRates) ? [] : ['tax_changed']),
  ]
  return { priced, flags }
}

/** Whether a device says a time that can't be: ahead of ours, or months behind. */
export function isClockWrong(soldAt: string, now: Date): boolean {
  const aheadMs = Date.parse(soldAt) - now.getTime()
  return aheadMs > CLOCK_AHEAD_MS || -aheadMs > CLOCK_BEHIND_MS
}

function contradiction(body: SaleCompletedBody, known: SaleReferences): string | undefined {
  if (known.sales.has(body.saleId)) return 'sale_exists'
  const hasTab = body.payments.some((payment) => payment.tender === 'tab')
  if (hasTab && body.customerId === undefined) return 'tab_without_customer'
  if (body.lines.some((line) => !known.products.has(line.productId))) return 'unknown_product'
  const lines = body.lines.reduce((sum, line) => sum + line.totalMinor, 0)
  const paid = body.payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
  if (lines !== body.totalMinor || paid !== body.totalMinor || body.taxMinor > body.totalMinor) {
    return 'does_not_add_up'
  }
  const overpaid = body.payments.some(
    (payment) =>
      payment.tenderedMinor < payment.amountMinor ||
      (payment.tender !== 'cash' && payment.tenderedMinor !== payment.amountMinor),
  )
  return overpaid ? 'does_not_add_up' : undefined
}

const isRepriced = (body: SaleCompletedBody, priced: PricedCart) =>
  priced.totalMinor !== body.totalMinor ||
  priced.taxMinor !== body.taxMinor ||
  body.lines.some((line, index) => line.totalMinor !== priced.lines[index]?.totalMinor)

function productFlags(body: SaleCompletedBody, known: SaleReferences): string[] {
  const flags = new Set<string>()
  for (const line of body.lines) {
    const product = known.products.get(line.productId)
    if (product?.archivedAt) flags.add('product_deleted')
    const current = product?.priceMinor ?? null
    if (current !== null && current !== line.unitPriceMinor) flags.add('price_changed')
  }
  return [...flags]
}

const sameRates = (a: TaxRates, b: TaxRates) =>
  a.taxable === b.taxable && a.zero === b.zero && a.exempt === b.exempt
