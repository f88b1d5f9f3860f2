import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { tillRevoked } from './errors-tills.ts'
import { upsertTill } from './repository-tills.ts'
import type { PairedTill } from './shared.ts'

export interface DeviceToRegister {
  tillId: string
  journalId: string
  /** SubjectPublicKeyInfo, base64; left out for tills of demo data and tests, which nobody signs for. */
  publicKey?: string | undefined
  name?: string | undefined
  /** Names a till that brings no name, by its number, in the shop's language. */
  nameOf?: (number: number) => string
}

/**
 * Makes a device a till of this shop. The ids come from the device, so that a repeat answers the
 * same; whoever acts is written down as the one who paired it. A device that lost its key is the same
 * till again with another one, because somebody in charge says so.
 *
 * @throws pos.till_revoked
 */
export async function registerTill(tx: Tx, device: DeviceToRegister): Promise<PairedTill> {
  const { tillId, journalId, publicKey } = device
  const nameOf = (number: number) => device.name ?? device.nameOf?.(number) ?? String(number)
  const till = await upsertTill(tx, { tillId, journalId, publicKey, nameOf })
  if (till.revokedAt) throw tillRevoked()
  await recordAudit(tx, {
    action: publicKey === undefined ? 'pos.till_registered' : 'pos.till_paired',
    targetType: 'till',
    targetId: tillId,
    detail: { number: till.number, name: till.name },
  })
  return asPaired(till)
}

/** A till's row as its device is told of it. */
export const asPaired = (row: {
  slug: string
  tillId: string
  journalId: string
  number: number
  name: string
  pairedBy: string | null
  pinKey: Buffer | null
}): PairedTill => ({
  slug: row.slug,
  tillId: row.tillId,
  journalId: row.journalId,
  number: row.number,
  name: row.name,
  pairedById: row.pairedBy,
  pinKey: row.pinKey?.toString('base64') ?? '',
})
