import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownTill } from './errors.ts'
import { findTill, renameTillRow, revokeTillRow } from './repository-tills.ts'

/**
 * Takes a device out of use. It reads nothing more; what it still sends is kept and waits for a
 * person. When everything is handed over it forgets the shop's people and customers.
 *
 * @throws pos.unknown_till
 */
export async function revokeTill(tx: Tx, { tillId }: { tillId: string }): Promise<void> {
  const till = await findTill(tx, tillId)
  if (!till) throw unknownTill()
  if (!(await revokeTillRow(tx, tillId))) return
  await recordAudit(tx, {
    action: 'pos.till_revoked',
    targetType: 'till',
    targetId: tillId,
    detail: { number: till.number, name: till.name },
  })
}

/** @throws pos.unknown_till */
export async function renameTill(
  tx: Tx,
  { tillId, name }: { tillId: string; name: string },
): Promise<void> {
  const till = await findTill(tx, tillId)
  if (!till || !(await renameTillRow(tx, tillId, name))) throw unknownTill()
  await recordAudit(tx, {
    action: 'pos.till_renamed',
    targetType: 'till',
    targetId: tillId,
    detail: { from: till.name, to: name },
  })
}
