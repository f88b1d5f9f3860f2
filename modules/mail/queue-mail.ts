import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { mailQueued } from './events.ts'
import { insertMail } from './repository.ts'

export interface NewMail {
  /** Made by whoever asks: asking twice writes one letter. */
  id: string
  toAddress: string
  subject: string
  /** Plain text; lines end with a line feed. */
  body: string
  attachment?: { name: string; bytes: Uint8Array } | undefined
  /** What it is about, e.g. `sale` and its id. */
  sourceType: string
  sourceId: string
  /** Ends letters of its kind, without an account; the mailbox is told too. */
  unsubscribeUrl?: string | undefined
  /** Not to go out after this. */
  expiresAt?: Date | undefined
}

/** Writes a letter down, to be sent once this transaction is through. */
export async function queueMail(tx: Tx, mail: NewMail): Promise<void> {
  const isNew = await insertMail(tx, mail)
  if (isNew) await emit(tx, mailQueued, { mailId: mail.id })
}
