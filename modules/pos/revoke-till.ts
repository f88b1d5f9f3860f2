import { costCentres } from '#modules/bookkeeping/index.ts'
import { places } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownTill } from './errors.ts'
import {
  assignTillRow,
  findTill,
  moveTillRow,
  renameTillRow,
  revokeTillRow,
} from './repository-tills.ts'

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

/**
 * Says where a till sells from: the shop floor, or a van. Sales that arrive from now on take their
 * goods there, whenever they were made.
 *
 * @throws pos.unknown_till, inventory.unknown_place
 */
export async function sellFrom(
  tx: Tx,
  { tillId, locationId }: { tillId: string; locationId: string | null },
): Promise<void> {
  await places.requirePlaces(tx, [locationId])
  const till = await findTill(tx, tillId)
  if (!till || !(await moveTillRow(tx, tillId, locationId))) throw unknownTill()
  await recordAudit(tx, {
    action: 'pos.till_sells_from',
    targetType: 'till',
    targetId: tillId,
    detail: { locationId },
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

/**
 * Says which part of the business a till sells for, from now on.
 *
 * @throws pos.unknown_till, bookkeeping.unknown_cost_centre
 */
export async function assignTill(
  tx: Tx,
  { tillId, costCentreId }: { tillId: string; costCentreId: string | null },
): Promise<void> {
  await costCentres.requireCostCentre(tx, costCentreId)
  if (!(await assignTillRow(tx, tillId, costCentreId))) throw unknownTill()
  await recordAudit(tx, {
    action: 'pos.till_assigned',
    targetType: 'till',
    targetId: tillId,
    detail: { costCentreId },
  })
}
