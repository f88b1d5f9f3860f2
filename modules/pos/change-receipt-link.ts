import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newSecret } from '#modules/kernel/ids.ts'
import { readSetting, writeSetting } from '#modules/kernel/settings.ts'
import { RECEIPT_LINK } from './settings.ts'

/** A warranty or an expense claim asks for a receipt within a quarter; longer it need not lie open. */
export const RECEIPT_LINK_DAYS = 90

/**
 * Says whether receipts carry a code by which the customer reads them again. Turning it off ends every
 * link at once, and turning it on again does not bring them back.
 *
 * @param input `origin` is where customers reach Tillage, e.g. `https://till.example`.
 */
export async function changeReceiptLink(
  tx: Tx,
  { isOn, origin }: { isOn: boolean; origin: string },
): Promise<void> {
  const link = await readSetting(tx, RECEIPT_LINK)
  if (!isOn && link === null) return
  if (isOn && link?.origin === origin) return
  await writeSetting(
    tx,
    RECEIPT_LINK,
    isOn ? { origin, key: link?.key ?? newSecret(), days: RECEIPT_LINK_DAYS } : null,
  )
  await recordAudit(tx, {
    action: isOn ? 'pos.receipt_link_on' : 'pos.receipt_link_off',
    targetType: 'setting',
    targetId: RECEIPT_LINK.key,
    detail: isOn ? { origin, days: RECEIPT_LINK_DAYS } : {},
  })
}
