import { type Actor, inTenant } from '#modules/kernel/db.ts'
import { lockMail, updateMail } from './repository.ts'
import type { MailState } from './shared.ts'
import type { Mailer } from './smtp.ts'

/** As often as the worker delivers an event; then a person is asked to look. */
const MAX_ATTEMPTS = 5

/** A letter that waits for another try; it makes the worker come again. */
class MailWaits extends Error {}

/**
 * Sends one letter: takes it in a transaction, sends it outside of any, and writes down what became
 * of it in another. A letter that went out is not sent again.
 *
 * @param mailer undefined where no mail server is configured: the letter is kept to be looked at.
 * @returns what became of it; undefined when there was nothing to send. `stopped`: it came too late.
 * @throws while it waits for another try, so that a worker comes again.
 */
export async function sendMail(
  actor: Actor,
  mailId: string,
  mailer: Mailer | undefined,
  now = new Date(),
): Promise<MailState | undefined> {
  const mail = await inTenant(actor, 'read write', async (tx) => {
    const waiting = await lockMail(tx, mailId)
    if (waiting?.status !== 'queued' || waiting.toAddress === null) return undefined
    if (waiting.expiresAt !== null && waiting.expiresAt <= now) {
      await updateMail(tx, mailId, { status: 'stopped', settledAt: now })
      return 'stopped' as const
    }
    if (!mailer) await updateMail(tx, mailId, { status: 'kept', settledAt: new Date() })
    else await updateMail(tx, mailId, { status: 'queued', attempts: waiting.attempts + 1 })
    return { ...waiting, toAddress: waiting.toAddress, attempts: waiting.attempts + 1 }
  })
  if (!mail || mail === 'stopped') return mail
  if (!mailer) return 'kept'
  const outcome = await mailer.send({
    id: mail.id,
    fromName: mail.shopName,
    to: mail.toAddress,
    subject: mail.subject,
    body: mail.body,
    unsubscribeUrl: mail.unsubscribeUrl ?? undefined,
    attachment: mail.attachment
      ? { name: mail.attachmentName ?? 'file', bytes: mail.attachment }
      : undefined,
  })
  const isToWait = outcome.kind === 'later' && mail.attempts < MAX_ATTEMPTS
  const status = outcome.kind === 'sent' ? 'sent' : isToWait ? 'queued' : 'failed'
  await inTenant(actor, 'read write', (tx) =>
    updateMail(tx, mailId, {
      status,
      lastError: outcome.kind === 'sent' ? null : outcome.said,
      ...(status !== 'queued' && { settledAt: new Date() }),
      ...(status === 'sent' && { attachment: null }),
    }),
  )
  if (status === 'queued') throw new MailWaits(`The mail server took no letter: ${mail.id}`)
  return status
}
