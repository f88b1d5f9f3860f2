import { createTransport } from 'nodemailer'

/** A letter on its way out. */
export interface OutgoingMail {
  id: string
  /** Whose letter it is; the address is this server's. */
  fromName: string
  to: string
  subject: string
  body: string
  attachment?: { name: string; bytes: Buffer } | undefined
  /** Ends letters of its kind. */
  unsubscribeUrl?: string | undefined
}

/** `refused`: for good, by the mail server's own word (5xx). `later`: nothing was decided. */
export type MailOutcome = { kind: 'sent' } | { kind: 'refused' | 'later'; said: string }

export interface Mailer {
  send(mail: OutgoingMail): Promise<MailOutcome>
}

const TIMEOUT_MS = 20_000

/**
 * Sends by SMTP (RFC 5321), encrypted where the server offers it.
 * @param url `smtp://user:password@host:587` or `smtps://…:465`.
 * @param from the sender's address, e.g. `receipts@till.example`.
 */
export function smtpMailer(url: string, from: string): Mailer {
  const domain = from.split('@').at(-1) ?? 'localhost'
  const transport = createTransport(url, {
    from: { name: '', address: from },
  })
  Object.assign(transport.options, {
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What a letter holds comes from us alone, never from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          // The same for every try: a mailbox that has the letter knows it again.
          messageId: `<${mail.id}@${domain}>`,
          from: { name: mail.fromName, address: from },
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.body,
          ...unsubscribing(mail.unsubscribeUrl),
          ...(mail.attachment && {
            attachments: [
              {
                filename: mail.attachment.name,
                content: mail.attachment.bytes,
                contentType: 'application/pdf',
              },
            ],
          }),
        })
        return { kind: 'sent' }
      } catch (error) {
        return { kind: isForGood(error) ? 'refused' : 'later', said: wordsOf(error) }
      }
    },
  }
}

/** A button of the mailbox's own to end the letters (RFC 2369), by one press where it may (RFC 8058). */
function unsubscribing(url: string | undefined) {
  if (url === undefined) return {}
  const isOneClick = url.startsWith('https://')
  return {
    headers: {
      'List-Unsubscribe': `<${url}>`,
      ...(isOneClick && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  }
}

/** 5xx is for good, but a sign-in that fails is ours to mend, and the letter waits for it. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { responseCode, code } = error as Error & { responseCode?: unknown; code?: unknown }
  return typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH'
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/[\p{C}]+/gu, ' ').slice(0, 300)
