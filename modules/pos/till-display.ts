import { database, inTenant, type Tx } from '#modules/kernel/db.ts'
import { hashSecret, newSecret } from '#modules/kernel/ids.ts'
import { CustomerViewShape } from './customer-view.ts'
import { unknownTill } from './errors.ts'
import {
  endDisplay,
  findDisplay,
  openDisplay,
  showOnDisplay,
  touchDisplay,
} from './repository-display.ts'
import type { CustomerView } from './shared.ts'

const MAX_TOKEN = 100

/**
 * Opens a screen for the till's customer: whoever has the secret sees it for a day. An earlier
 * screen of the till ends.
 * @throws pos.unknown_till
 */
export async function openTillDisplay(
  tx: Tx,
  { tillId }: { tillId: string },
): Promise<{ token: string }> {
  const token = newSecret()
  if (!(await openDisplay(tx, tillId, hashSecret(token)))) throw unknownTill()
  return { token }
}

/**
 * Shows something on the till's screen, and tells whether anybody looks.
 * @returns `isOpen` false once it has ended: there is nothing to show it on.
 */
export async function showTillDisplay(
  tx: Tx,
  input: { tillId: string; view: CustomerView },
): Promise<{ isOpen: boolean; isWatched: boolean }> {
  const shown = await showOnDisplay(tx, input.tillId, input.view)
  return { isOpen: shown !== undefined, isWatched: shown?.isWatched ?? false }
}

/** Ends the till's screen at once. Ending it twice is ending it. */
export async function endTillDisplay(tx: Tx, { tillId }: { tillId: string }): Promise<void> {
  await endDisplay(tx, tillId)
}

/** What a customer's phone is told: the view, and how long ago the till last spoke. */
export interface SeenDisplay {
  view: CustomerView | null
  ageMs: number
}

/** The screen of a secret; undefined when it has ended or never was. Notes that somebody looks. */
export async function lookAtDisplay(token: string, now: Date): Promise<SeenDisplay | undefined> {
  if (token.length > MAX_TOKEN) return undefined
  const found = await findDisplay(database(), hashSecret(token))
  if (!found) return undefined
  const { tenantId, tillId, changedAt } = found
  await inTenant({ tenantId, userId: null }, 'read write', (tx) => touchDisplay(tx, tillId))
  const view = CustomerViewShape.safeParse(found.state)
  return {
    view: view.success ? view.data : null,
    ageMs: Math.max(0, now.getTime() - changedAt.getTime()),
  }
}
