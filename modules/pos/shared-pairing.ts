import { z } from 'zod'
import { normalCode, PAIRING_ALPHABET, PAIRING_CODE_LENGTH } from './shared-device.ts'

/** The SubjectPublicKeyInfo of a P-256 key, base64. */
const publicKey = z
  .string()
  .max(500)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** What a device brings to become a till: ids and a key that it made itself. */
const Device = z.strictObject({
  tillId: z.uuid(),
  journalId: z.uuid(),
  publicKey,
  /** What the device calls itself, for the owner's eyes. */
  name: z.string().trim().min(1).max(60).optional(),
})

/** `POST /api/till/pair`: a device that was given a code. Repeating it is safe. */
export const PairTillInput = Device.extend({
  code: z
    .string()
    .max(40)
    .transform(normalCode)
    .refine(
      (code) =>
        code.length === PAIRING_CODE_LENGTH &&
        [...code].every((each) => PAIRING_ALPHABET.includes(each)),
      'pos.bad_pairing_code',
    ),
})
export type PairTillInput = z.output<typeof PairTillInput>

/** This browser becomes a till because somebody who may say so is signed in on it. */
export const PairHereInput = Device
export type PairHereInput = z.output<typeof PairHereInput>

/** What the owner does about tills. */
export const TillsForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('start') }),
  z.strictObject({ intent: z.literal('cancel'), pairingId: z.uuid() }),
  z.strictObject({
    intent: z.literal('confirm'),
    pairingId: z.uuid(),
    matchNumber: z.coerce.number().int().min(10).max(99),
  }),
  z.strictObject({
    intent: z.literal('rename'),
    tillId: z.uuid(),
    name: z.string().trim().min(1, 'field.required').max(60),
  }),
  z.strictObject({
    intent: z.literal('assign'),
    tillId: z.uuid(),
    /** Nothing for the whole business. */
    costCentreId: z.union([z.literal('').transform(() => null), z.uuid()]),
  }),
  z.strictObject({ intent: z.literal('revoke'), tillId: z.uuid() }),
  z.strictObject({
    intent: z.literal('place'),
    tillId: z.uuid(),
    /** Empty is the shop floor. */
    locationId: z.union([z.literal('').transform(() => null), z.uuid()]),
  }),
])
export type TillsForm = z.output<typeof TillsForm>

/** One's own PIN, typed twice. */
export const PinForm = z
  .strictObject({
    pin: z.string().regex(/^\d{6}$/, 'pos.bad_pin'),
    again: z.string(),
  })
  .refine(({ pin, again }) => pin === again, { path: ['again'], error: 'pos.pins_differ' })
