import { recordAudit } from '#modules/kernel/audit.ts'
import { type Tx, tenantOf } from '#modules/kernel/db.ts'
import { type Setting, writeSetting } from '#modules/kernel/settings.ts'
import { getTenant } from './queries.ts'
import { RECEIPT_SETTINGS, TAX_METHOD, TAX_PROFILE } from './settings.ts'
import type { TenantInput } from './shared.ts'

/**
 * Changes what is printed and shown of a tenant, and its rules from now on: a sale of yesterday
 * keeps the tax rules of yesterday. What did not change is not written again.
 */
export async function updateTenant(tx: Tx, input: TenantInput): Promise<void> {
  const current = await getTenant(tx)
  const changed: string[] = []
  const { taxProfile, taxMethod, receipt, ...row } = input
  const { name, phone, address, calendar } = current
  if (!isSame(row, { name, phone, address, calendar })) {
    await tx
      .updateTable('tenant')
      .set(row)
      .where('id', '=', await tenantOf(tx))
      .execute()
    changed.push('tenant')
  }
  const change = async <Value>(setting: Setting<Value>, from: Value, to: Value) => {
    if (isSame(from, to)) return
    await writeSetting(tx, setting, to)
    changed.push(setting.key)
  }
  await change(TAX_PROFILE, current.taxProfile, taxProfile)
  await change(TAX_METHOD, current.taxMethod, taxMethod)
  await change(RECEIPT_SETTINGS, current.receipt, receipt)
  if (changed.length === 0) return
  await recordAudit(tx, {
    action: 'identity.tenant_changed',
    targetType: 'tenant',
    detail: { changed, taxProfile, taxMethod },
  })
}

/** Flat values and one level below, whatever the order of their keys. */
const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value)
