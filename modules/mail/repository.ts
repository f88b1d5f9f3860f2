import type { Tx } from '#modules/kernel/db.ts'
import type { NewMail } from './queue-mail.ts'
import type { MailState } from './shared.ts'

/** @returns false when the letter is written down already. */
export async function insertMail(tx: Tx, mail: NewMail): Promise<boolean> {
  const { attachment, ...letter } = mail
  const written = await tx
    .insertInto('mail')
    .values({
      ...letter,
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
