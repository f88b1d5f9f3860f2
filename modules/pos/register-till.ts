import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { upsertTill } from './repository.ts'
import type { RegisteredTill } from './shared.ts'

/**
 * Makes a browser a till of this shop, or begins a new journal for one that lost its storage.
 * The ids come from the device, so that a repeat answers the same.
 *
 * @param input `nameOf` names a till that brings no name, by its number, in the shop's language.
 * @throws pos.till_revoked
 */
export async function registerTill(
  tx: Tx,
  input: {
    tillId: string
    journalId: string
    name?: string | undefined
    nameOf?: (number: number) => string
  },
): Promise<RegisteredTill> {
  const { tillId, journalId } = input
  const nameOf = (number: number) => input.name ?? input.nameOf?.(number) ?? String(number)
  const { revokedAt, ...till } = await upsertTill(tx, { tillId, journalId, nameOf })
  if (revokedAt) throw new DomainError('pos.till_revoked', 'forbidden')
  if (till.ackedSeq === 0) {
    await recordAudit(tx, {
      action: 'pos.till_registered',
      targetType: 'till',
      targetId: till.tillId,
      detail: { number: till.number, journalId: till.journalId },
    })
  }
  return till
}
