import { z } from 'zod'
import { NewPassword } from '#modules/identity/shared.ts'
import { LearnerName } from './shared-names.ts'
import { MAX_LOGIN_NAME } from './shared-phones.ts'

/** A phone that is about to become somebody's own. */
export const PhoneForm = z.strictObject({
  deviceId: z.uuid(),
  secret: z.string().regex(/^[\w-]{43}$/),
})

export const InvitationForm = z.strictObject({
  token: z.string().max(200),
  phone: PhoneForm,
})

/** Somebody who has done lessons before, with their short name. */
export const PasswordSignIn = z.strictObject({
  /** The word in the centre's address. */
  centre: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(1000),
  phone: PhoneForm,
})
export type PasswordSignIn = z.output<typeof PasswordSignIn>

/** What browsers write of a passkey is at most a few kilobytes. */
const Base64Url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(20_000)

/** What a phone's authenticator made (WebAuthn Level 3, RegistrationResponseJSON); the rest is not read. */
export const PasskeyMade = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: Base64Url, attestationObject: Base64Url }),
})
export type PasskeyMade = z.output<typeof PasskeyMade>

/** What it signed (AuthenticationResponseJSON). */
export const PasskeySigned = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    // Only passkeys that name their owner bring anybody back.
    userHandle: Base64Url,
  }),
})
export type PasskeySigned = z.output<typeof PasskeySigned>

export const PasskeySignIn = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('ask') }),
  z.strictObject({ intent: z.literal('answer'), signed: PasskeySigned, phone: PhoneForm }),
])

/** What somebody changes about how they come back, on their own phone. */
export const AccountChange = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('password'),
    loginName: LearnerName.max(MAX_LOGIN_NAME),
    password: NewPassword,
  }),
  z.strictObject({ intent: z.literal('remove_password') }),
  z.strictObject({ intent: z.literal('ask_passkey') }),
  z.strictObject({ intent: z.literal('passkey'), made: PasskeyMade }),
  z.strictObject({ intent: z.literal('remove_passkey'), id: z.uuid() }),
  z.strictObject({ intent: z.literal('remove_phone'), id: z.uuid() }),
])
export type AccountChange = z.output<typeof AccountChange>
