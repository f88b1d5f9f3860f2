import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { NewMail } from './queue-mail.ts'
import type { MailState } from './shared.ts'

/** @returns false when the letter is written down already. */
export async function insertMail(tx: Tx, mail: NewMail): Promise<boolean> {
  const { attachment, unsubscribeUrl = null, expiresAt = null, ...letter } = mail
  const written = await tx
    .insertInto('mail')
    .values({
      ...letter,
      unsubscribeUrl,
      expiresAt,
      attachment: attachment ? Buffer.from(attachment.bytes) : null,
      attachmentName: attachment?.name ?? null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return (written.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** A letter with the name of its sender, locked until the transaction ends. */
export const lockMail = (tx: Tx, mailId: string) =>
  tx
    .selectFrom('mail')
    .innerJoin('tenant', 'tenant.id', 'mail.tenantId')
    .selectAll('mail')
    .select('tenant.name as shopName')
    .where('mail.id', '=', mailId)
    .forUpdate('mail')
    .executeTakeFirst()

export async function updateMail(
  tx: Tx,
  mailId: string,
  change: {
    status: MailState
    attempts?: number
    lastError?: string | null
    settledAt?: Date
    attachment?: null
  },
): Promise<void> {
  await tx.updateTable('mail').set(change).where('id', '=', mailId).execute()
}

const LISTED = [
  'id',
  'toAddress',
  'subject',
  'status',
  'lastError',
  'sourceType',
  'sourceId',
  'createdAt',
  'settledAt',
] as const

/** The newest letters first, without what they say. */
export const selectMails = (tx: Tx, limit: number) =>
  tx
    .selectFrom('mail')
    .select(LISTED)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export const selectMailsAbout = (tx: Tx, sourceType: string, sourceId: string, limit: number) =>
  tx
    .selectFrom('mail')
    .select(LISTED)
    .where('sourceType', '=', sourceType)
    .where('sourceId', '=', sourceId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export const selectMail = (tx: Tx, mailId: string) =>
  tx
    .selectFrom('mail')
    .select([...LISTED, 'body', 'attachmentName'])
    .select((eb) => eb('attachment', 'is not', null).as('hasAttachment'))
    .where('id', '=', mailId)
    .executeTakeFirst()

export const selectAttachment = (tx: Tx, mailId: string) =>
  tx
    .selectFrom('mail')
    .select(['attachment', 'attachmentName'])
    .where('id', '=', mailId)
    .executeTakeFirst()

/** Letters about one thing that have not gone out stay; those to one address are left alone. */
export async function stopMails(
  tx: Tx,
  about: { sourceType: string; sourceId: string; exceptTo: string | null },
): Promise<void> {
  const { sourceType, sourceId, exceptTo } = about
  await tx
    .updateTable('mail')
    .set({ status: 'stopped', settledAt: sql<Date>`now()`, attachment: null })
    .where('sourceType', '=', sourceType)
    .where('sourceId', '=', sourceId)
    .where('status', 'in', ['queued', 'kept', 'failed'])
    .$if(exceptTo !== null, (query) => query.where('toAddress', 'is distinct from', exceptTo))
    .execute()
}

/** Whom letters about one thing went to, and what they said, is forgotten. */
export async function forgetMails(tx: Tx, sourceType: string, sourceId: string): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ toAddress: null, body: '', unsubscribeUrl: null, attachment: null })
    .where('sourceType', '=', sourceType)
    .where('sourceId', '=', sourceId)
    .execute()
}

export const selectMailStates = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.selectFrom('mail').select(['id', 'status']).where('id', 'in', ids).execute()
