import type { Tx } from '#modules/kernel/db.ts'
import { forgetMails, stopMails } from './repository.ts'

/**
 * Lets no letter about one thing go out that has not gone yet, nor be sent again by hand.
 * @param exceptTo letters to this address are still wanted.
 */
export const stopMailsAbout = (
  tx: Tx,
  sourceType: string,
  sourceId: string,
  { exceptTo = null }: { exceptTo?: string | null } = {},
): Promise<void> => stopMails(tx, { sourceType, sourceId, exceptTo })

/** Forgets whom letters about one thing went to and what they said; that they went is kept. */
export const forgetMailsAbout = (tx: Tx, sourceType: string, sourceId: string): Promise<void> =>
  forgetMails(tx, sourceType, sourceId)
