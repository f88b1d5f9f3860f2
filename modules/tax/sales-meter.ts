import { findTaxProfile } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { sumMonths } from '#modules/pos/index.ts'
import { findLegalAmount, readDays } from './repository.ts'

/** What a shop sold by month beside the amounts at which the law asks for more. Whole NT$. */
export interface SalesMeter {
  /** A year, the oldest first, the running month last; what came back is taken off. */
  months: { month: string; totalMinor: number }[]
  /** Of the last six whole months. */
  averageMinor: number
  /** The mark that this shop should watch; none for who gives invoices already. */
  mark:
    | { code: 'tax_from_goods' | 'invoices_from'; amountMinor: number; source: string }
    | undefined
  /** Below the mark, near it (from four fifths on), or over it. */
  standing: 'below' | 'near' | 'over'
}

const MONTHS = 12
const AVERAGED = 6
const NEAR_PPM = 800_000

/**
 * The rolling sales of a year. Whether somebody must register or give invoices is for the tax office
 * to say; this shows how near the shop is.
 */
export async function getSalesMeter(tx: Tx): Promise<SalesMeter> {
  const { today } = await readDays(tx)
  const { kind } = await findTaxProfile(tx, new Date())
  const months = await sumMonths(tx, stepMonth(today.slice(0, 7), 1 - MONTHS), today.slice(0, 7))
  const whole = months.slice(-1 - AVERAGED, -1)
  const averageMinor = Math.round(
    whole.reduce((sum, each) => sum + each.totalMinor, 0) / Math.max(1, whole.length),
  )
  const code = kind === 'unregistered' ? 'tax_from_goods' : 'invoices_from'
  const law = kind === 'invoice_user' ? undefined : await findLegalAmount(tx, code, today)
  const highest = Math.max(averageMinor, months.at(-1)?.totalMinor ?? 0)
  return {
    months,
    averageMinor,
    mark: law && { code, ...law },
    standing: standingOf(highest, law?.amountMinor),
  }
}

function standingOf(amountMinor: number, markMinor: number | undefined): SalesMeter['standing'] {
  if (markMinor === undefined) return 'below'
  if (amountMinor >= markMinor) return 'over'
  return amountMinor * 1_000_000 >= markMinor * NEAR_PPM ? 'near' : 'below'
}

function stepMonth(month: string, steps: number): string {
  const at = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + steps, 1))
  return at.toISOString().slice(0, 7)
}
