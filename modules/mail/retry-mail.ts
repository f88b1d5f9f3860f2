import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { unknownMail } from './errors.ts'
import { mailQueued } from './events.ts'
import { lockMail, updateMail } from './repository.ts'

/**
 * Sends a letter that could not be sent, once more. One that has gone out stays as it is.
 * @throws mail.unknown_mail
 */
export async function retryMail(tx: Tx, { mailId }: { mailId: string }): Promise<null> {
  const mail = await lockMail(tx, mailId)
  if (!mail) throw unknownMail()
  if (mail.status !== 'failed' && mail.status !== 'kept') return null
  await updateMail(tx, mailId, { status: 'queued', attempts: 0, lastError: null })
  await emit(tx, mailQueued, { mailId })
  return null
}
