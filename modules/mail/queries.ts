import type { Tx } from '#modules/kernel/db.ts'
import { unknownMail } from './errors.ts'
import {
  selectAttachment,
  selectMail,
  selectMailStates,
  selectMails,
  selectMailsAbout,
} from './repository.ts'
import { MailState } from './shared.ts'

/** The newest letters and what became of each, without what they say. */
export const listMails = (tx: Tx, limit = 100) => selectMails(tx, Math.min(limit, 500))

/** Letters about one thing, e.g. `sale` and its id; the newest first. */
export const listMailsAbout = (tx: Tx, sourceType: string, sourceId: string) =>
  selectMailsAbout(tx, sourceType, sourceId, 20)

/**
 * One letter, word for word.
 * @throws mail.unknown_mail
 */
export async function getMail(tx: Tx, mailId: string) {
  const mail = await selectMail(tx, mailId)
  if (!mail) throw unknownMail()
  return mail
}

/**
 * What goes along with a letter that has not been sent.
 * @throws mail.unknown_mail when there is none, or none any more.
 */
export async function getAttachment(tx: Tx, mailId: string) {
  const found = await selectAttachment(tx, mailId)
  if (!found?.attachment) throw unknownMail()
  return { bytes: found.attachment, name: found.attachmentName ?? 'file' }
}

/** What became of some letters, by their ids. */
export async function listMailStates(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, MailState>> {
  const rows = await selectMailStates(tx, ids)
  return new Map(rows.map(({ id, status }) => [id, MailState.parse(status)]))
}
