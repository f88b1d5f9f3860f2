import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting, writeSetting } from '#modules/kernel/settings.ts'
import { RECEIPT_DESIGN, RECEIPT_SETTINGS } from './settings.ts'
import type { ReceiptDesign, ReceiptSettings } from './shared.ts'

/** Changes how the shop's papers look from now on; a paper that was printed keeps what it said. */
export async function saveReceiptDesign(
  tx: Tx,
  input: { settings: ReceiptSettings; design: ReceiptDesign },
): Promise<void> {
  const { settings, design } = input
  const current = {
    settings: await readSetting(tx, RECEIPT_SETTINGS),
    design: await readSetting(tx, RECEIPT_DESIGN),
  }
  if (isSame(current.settings, settings) && isSame(current.design, design)) return
  if (!isSame(current.settings, settings)) await writeSetting(tx, RECEIPT_SETTINGS, settings)
  if (!isSame(current.design, design)) await writeSetting(tx, RECEIPT_DESIGN, design)
  await recordAudit(tx, {
    action: 'identity.receipt_designed',
    targetType: 'tenant',
    detail: { ...settings, ...design, logo: design.logo !== undefined },
  })
}

/** The same values, whatever the order of their keys; JSON drops what is undefined. */
const isSame = (a: object, b: object): boolean => canonical(a) === canonical(b)

const canonical = (value: object): string =>
  JSON.stringify(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([first], [second]) => (first < second ? -1 : 1)),
  )
