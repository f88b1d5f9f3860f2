import { TAX_PROFILE } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import type { TaxRates } from './shared.ts'

const NO_TAX: TaxRates = { taxable: 0, zero: 0, exempt: 0 }

/**
 * The rates that stand inside this shop's prices on a day. A shop that gives no invoices is assessed
 * on its sales and shows no tax (營業稅法 §13, §32): its rates are zero.
 *
 * @param day `YYYY-MM-DD` in the tenant's time zone.
 */
export async function findTaxRates(tx: Tx, day: string): Promise<TaxRates> {
  const profile = await readSetting(tx, TAX_PROFILE)
  return profile.kind === 'invoice_user' ? findLegalRates(tx, day) : NO_TAX
}

/** The rates set by law on a day, whatever the shop's own standing. */
export async function findLegalRates(tx: Tx, day: string): Promise<TaxRates> {
  const rows = await tx
    .selectFrom('legalRate')
    .distinctOn('code')
    .select(['code', 'ratePpm'])
    .where('validFrom', '<=', day)
    .orderBy('code')
    .orderBy('validFrom', 'desc')
    .execute()
  const rateOf = (code: string) => rows.find((row) => row.code === code)?.ratePpm ?? 0
  return { taxable: rateOf('vat_standard'), zero: rateOf('vat_zero'), exempt: rateOf('vat_exempt') }
}
