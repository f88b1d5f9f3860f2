import { createHash } from 'node:crypto'
import { listTillCustomers } from '#modules/crm/index.ts'
import {
  RECEIPT_DESIGN,
  RECEIPT_SETTINGS,
  TAX_METHOD,
  TAX_PROFILE,
} from '#modules/identity/index.ts'
import { barcodeRules, listCategories, snapshotProducts } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { unknownTill } from './errors.ts'
import { listStaff } from './pins.ts'
import { listTabReach } from './repository-tab.ts'
import { findTill } from './repository-tills.ts'
import { RECEIPT_LINK, TILL_RULES } from './settings.ts'
import { type ShopSnapshot, TENDERS } from './shared.ts'
import { findTaxRates } from './tax-rates.ts'
import { findExportKey } from './unsent-box.ts'

/**
 * Everything a till needs to sell without asking again. Read it in a read-only transaction, which sees
 * one moment: `tabsUpTo` says which of a till's own entries the customers' balances hold.
 *
 * @param tillId the device that asks: what its people's PINs are checked with is made for it alone.
 * @param hasPrinter told by the edge, because printing is another module's.
 * @throws pos.unknown_till
 */
export async function getTillSnapshot(
  tx: Tx,
  tillId: string,
  hasPrinter: boolean,
): Promise<ShopSnapshot> {
  const till = await findTill(tx, tillId)
  if (!till) throw unknownTill()
  const tenant = await tx.selectFrom('tenant').selectAll().executeTakeFirstOrThrow()
  const profile = await readSetting(tx, TAX_PROFILE)
  const receipt = await readSetting(tx, RECEIPT_SETTINGS)
  const rules = await readSetting(tx, TILL_RULES)
  const now = new Date()
  const content = {
    tenant: {
      id: tenant.id,
      slug: tenant.slug,
      name: tenant.name,
      phone: tenant.phone,
      address: tenant.address,
      taxId: profile.taxId ?? null,
      calendar: tenant.calendar === 'gregory' ? ('gregory' as const) : ('roc' as const),
      timeZone: tenant.timeZone,
      isInvoiceUser: profile.kind === 'invoice_user',
      receiptFooter: receipt.footer,
      showsScamTip: receipt.showsScamTip,
      receiptDesign: await readSetting(tx, RECEIPT_DESIGN),
    },
    till: { name: till.name, pairedById: till.pairedBy },
    staff: await listStaff(tx, till.pinKey),
    taxMethod: await readSetting(tx, TAX_METHOD),
    taxRates: await findTaxRates(tx, now),
    barcodeRules: await readSetting(tx, barcodeRules),
    tenders: TENDERS.filter((tender) => tender !== 'exchange'),
    hasPrinter,
    receiptLink: await readSetting(tx, RECEIPT_LINK),
    categories: await listCategories(tx),
    rules,
    customers: await listTillCustomers(tx, rules.tabLimitMinor),
    tabsUpTo: await listTabReach(tx),
    products: await snapshotProducts(tx),
    exportKey: await findExportKey(tx),
  }
  const version = createHash('sha256')
    .update(JSON.stringify(content))
    .digest('base64url')
    .slice(0, 22)
  return { madeAt: now.toISOString(), version, ...content }
}
