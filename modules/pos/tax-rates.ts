import { sql } from 'kysely'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import type { TaxRates } from './shared.ts'

const NO_TAX: TaxRates = { taxable: 0, zero: 0, exempt: 0 }

/**
 * The rates that stand inside this shop's prices at an instant. A shop that gives no invoices is
 * assessed on its sales and shows no tax (營業稅法 §13, §32): its rates are zero.
 */
export async function findTaxRates(tx: Tx, at: Date): Promise<TaxRates> {
  const [profile, legal] = await Promise.all([readSetting(tx, TAX_PROFILE), findLegalRates(tx, at)])
  return profile.kind === 'invoice_user' ? legal : NO_TAX
}

/** The rates set by law on the tenant's day of an instant, whatever the shop's own standing. */
export async function findLegalRates(tx: Tx, at: Date): Promise<TaxRates> {
  const { rows } = await sql<{ code: string; ratePpm: number }>`
    select distinct on (code) code, rate_ppm from legal_rate
    where valid_from <= (${at.toISOString()}::timestamptz at time zone (select time_zone from tenant))::date
    order by code, valid_from desc`.execute(tx)
  const rateOf = (code: string) => rows.find((row) => row.code === code)?.ratePpm ?? 0
  return { taxable: rateOf('vat_standard'), zero: rateOf('vat_zero'), exempt: rateOf('vat_exempt') }
}
