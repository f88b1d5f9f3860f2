import { z } from 'zod'
import { MAX_PASSWORD, MIN_PASSWORD } from './shared-password.ts'
import { TENANT_KINDS } from './shared-roles.ts'
import { line } from './shared-text.ts'

const MAX_EMAIL = 254
const MAX_TYPED = 300

/**
 * An e-mail address or phone number as it is stored, or undefined when it is neither.
 * Full-width letters are what a Chinese keyboard gives; a number that starts with 0 is Taiwan's.
 */
export function readIdentifier(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  if (text.includes('@')) {
    const isEmail = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}.]+(\.[^\s@\p{Cc}.]+)+$/u.test(text)
    return isEmail && text.length <= MAX_EMAIL ? text : undefined
  }
  const number = text.replace(/[\s().-]/g, '')
  if (/^0[2-9]\d{7,8}$/.test(number)) return `+886${number.slice(1)}`
  const abroad = /^(?:\+|00)([1-9]\d{5,14})$/.exec(number)?.[1]
  if (!abroad) return undefined
  return `+${abroad.replace(/^8860/, '886')}`
}

/** The same as people write it here: 0912-345-678. Numbers from abroad stay as they are. */
export function showIdentifier(stored: string): string {
  return stored.replace(/^\+8869(\d{2})(\d{3})(\d{3})$/, '09$1-$2-$3').replace(/^\+886(?=\d)/, '0')
}

/** E-mail or phone: what a person signs in with. */
export const Identifier = z
  .string()
  .max(MAX_TYPED)
  .transform((typed, context) => {
    const identifier = readIdentifier(typed)
    if (identifier) return identifier
    const message = typed.trim() === '' ? 'field.required' : 'identity.bad_identifier'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** A new password, kept exactly as typed. Whether it is a common one is asked where it is hashed. */
export const NewPassword = z
  .string()
  .min(MIN_PASSWORD, 'identity.password_short')
  .max(MAX_PASSWORD, 'identity.password_long')

const KnownPassword = z.string().min(1).max(MAX_PASSWORD, 'identity.password_long')

const newAccount = {
  displayName: line(120),
  identifier: Identifier,
  password: NewPassword,
}
const newTenant = {
  kind: z.enum(TENANT_KINDS, 'identity.kind_needed'),
  tenantName: line(120),
}

/** A person without an account. */
export const NewAccount = z.strictObject(newAccount)
export type NewAccount = z.output<typeof NewAccount>

/** A shop or centre to open. */
export const NewTenant = z.strictObject(newTenant)
export type NewTenant = z.output<typeof NewTenant>

/** A person without an account who opens a shop or centre. */
export const SignUpInput = z.strictObject({ ...newAccount, ...newTenant })
export type SignUpInput = z.output<typeof SignUpInput>

/** The length of a known password is not asked: rules change, and passwords stay. */
export const SignInInput = z.strictObject({ identifier: Identifier, password: KnownPassword })
export type SignInInput = z.output<typeof SignInInput>

export const PasswordChange = z.strictObject({
  currentPassword: KnownPassword,
  newPassword: NewPassword,
})
export type PasswordChange = z.output<typeof PasswordChange>

const screen = {
  locale: z.string().max(20),
  theme: z.enum(['system', 'light', 'dark', 'sun']),
  textSize: z.enum(['base', 'easy']),
}
/** How a person sees the screens. */
export const Screen = z.strictObject(screen)
export type Screen = z.output<typeof Screen>
export const INITIAL_SCREEN: Screen = { locale: 'zh-TW', theme: 'system', textSize: 'base' }

/** What a person changes about themself. */
export const PersonInput = z.strictObject({ displayName: line(120), ...screen })
export type PersonInput = z.output<typeof PersonInput>
