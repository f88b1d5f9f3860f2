import { createHmac, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { weakPin } from './errors-tills.ts'
import { deletePinRow, hasPinRow, listStaffRows, upsertPin } from './repository-pins.ts'
import { isWeakPin, PIN_ITERATIONS, type TillStaff } from './shared.ts'

const derive = promisify(pbkdf2)

/**
 * Sets the acting person's own PIN. The shop's devices learn of it with their next snapshot.
 *
 * @throws pos.weak_pin
 */
export async function setPin(
  tx: Tx,
  { userId, pin }: { userId: string; pin: string },
): Promise<void> {
  if (isWeakPin(pin)) throw weakPin()
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, PIN_ITERATIONS, 32, 'sha256')
  await upsertPin(tx, { userId, salt, hash, iterations: PIN_ITERATIONS })
  await recordAudit(tx, { action: 'pos.pin_set', targetType: 'person', targetId: userId })
}

/** Takes somebody's PIN away, so that they set a new one. */
export async function resetPin(tx: Tx, { userId }: { userId: string }): Promise<void> {
  if (!(await deletePinRow(tx, userId))) return
  await recordAudit(tx, { action: 'pos.pin_reset', targetType: 'person', targetId: userId })
}

export { listPinOwners } from './repository-pins.ts'

export const hasPin = (tx: Tx, userId: string): Promise<boolean> => hasPinRow(tx, userId)

/**
 * Who may sell here, as one device is told: a PIN is verified by a value that is worth something
 * only together with that device's own secret.
 */
export async function listStaff(tx: Tx, pinKey: Buffer | null): Promise<TillStaff[]> {
  const rows = await listStaffRows(tx)
  return rows.map(({ hash, salt, iterations, ...person }) => ({
    ...person,
    verifier:
      hash && salt && iterations && pinKey
        ? {
            salt: salt.toString('base64'),
            iterations,
            mac: createHmac('sha256', pinKey).update(hash).digest('base64'),
          }
        : null,
  }))
}
