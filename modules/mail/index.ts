/** Letters by e-mail, and what became of them. */

export { mailQueued } from './events.ts'
export { getAttachment, getMail, listMailStates, listMails, listMailsAbout } from './queries.ts'
export { type NewMail, queueMail } from './queue-mail.ts'
export { retryMail } from './retry-mail.ts'
export { sendMail } from './send-mail.ts'
export { type Mailer, smtpMailer } from './smtp.ts'
export { forgetMailsAbout, stopMailsAbout } from './stop-mails.ts'
