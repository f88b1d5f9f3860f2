import { assertOpenDay } from '#modules/bookkeeping/index.ts'
import { findTaxProfile } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { futureDay } from './errors.ts'
import { readShopDay, type ShopDay } from './repository-days.ts'
import type { Voucher } from './shared.ts'

/** A day, and how the shop stood to tax on it. */
export interface PaperDay extends ShopDay {
  day: string
  isInvoiceUser: boolean
}

/**
 * The day that a new paper states, with what holds on it.
 *
 * @throws buying.future_day, and bookkeeping.day_locked or day_filed where the books are closed.
 */
export async function openPaperDay(tx: Tx, day: string): Promise<PaperDay> {
  const open = await paperDay(tx, day)
  if (day > open.today) throw futureDay()
  await assertOpenDay(tx, day)
  return open
}

/** A day with what holds on it, for whoever only looks. */
export async function paperDay(tx: Tx, day: string): Promise<PaperDay> {
  const shopDay = await readShopDay(tx, day)
  // The end of that day, and now for today: what was set this morning holds.
  const isToday = day === shopDay.today
  const at = isToday ? new Date() : new Date(shopDay.occurredAt.getTime() + HALF_DAY_MS)
  const profile = await findTaxProfile(tx, at)
  return { ...shopDay, day, isInvoiceUser: profile.kind === 'invoice_user' }
}

const HALF_DAY_MS = 12 * 3_600_000 - 1

/** Only a uniform invoice shows tax, and only an invoice user may deduct it (營業稅法 §19, §33). */
export const showsTax = (voucher: Voucher): boolean =>
  voucher === 'invoice' || voucher === 'einvoice'
