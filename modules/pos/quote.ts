import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { scaleRounded } from '#modules/kernel/shared.ts'
import type { Quote, QuoteRequest } from './api-shapes.ts'
import { totalTooLarge } from './errors.ts'
import { priceCart, type TaxRates } from './shared.ts'
import { findLegalRates } from './tax-rates.ts'

/**
 * Prices a cart of anything, in whole NT$, and sells nothing.
 *
 * @throws pos.total_too_large when the lines come to more than one sale may be worth.
 */
export async function quote(tx: Tx, input: QuoteRequest, now = new Date()): Promise<Quote> {
  refuseTooLarge(input.lines)
  const legal = await findLegalRates(tx, now)
  const given = input.taxRates ?? {}
  const taxRates: TaxRates = {
    taxable: given.taxable ?? legal.taxable,
    zero: given.zero ?? legal.zero,
    exempt: given.exempt ?? legal.exempt,
  }
  return { taxMethod: input.taxMethod, ...priceCart({ ...input, taxRates }) }
}

/** Checked before pricing, so that no sum on the way can outgrow a safe integer. */
export function refuseTooLarge(
  lines: readonly { unitPriceMinor: number; quantityMilli: number }[],
): void {
  let sumMinor = 0
  for (const { unitPriceMinor, quantityMilli } of lines) {
    sumMinor += scaleRounded(unitPriceMinor, quantityMilli, 1000)
    if (sumMinor > MAX_AMOUNT_MINOR) throw totalTooLarge()
  }
}
