/** How a paired device signs what it asks: for till and server alike. */

/** The headers that each request of a device carries. */
export const DEVICE_HEADERS = {
  till: 'x-till',
  time: 'x-till-time',
  nonce: 'x-till-nonce',
  signature: 'x-till-signature',
} as const

/** A clock may be this far off before a request is refused (and told the time). */
export const DEVICE_CLOCK_TOLERANCE_MS = 10 * 60_000

/** What a device signs: everything a request is made of, and a word that never comes twice. */
export const signedText = (parts: {
  method: string
  pathAndQuery: string
  /** SHA-256 of the body in lower-case hex; of no bytes when there is none. */
  bodySha256: string
  /** ISO 8601. */
  time: string
  nonce: string
}): string =>
  [parts.method, parts.pathAndQuery, parts.bodySha256, parts.time, parts.nonce].join('\n')

/** Letters and digits that can't be taken for each other (Crockford): no I, L, O, U. */
export const PAIRING_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const PAIRING_CODE_LENGTH = 8

/** A code as a person may have typed it: small letters, spaces and O for 0 are meant well. */
export const normalCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')

/** What a device is told when it has become a till. */
export interface PairedTill {
  slug: string
  tillId: string
  journalId: string
  number: number
  name: string
  /** Who made it a till: lets themselves in where nobody has a PIN yet. */
  pairedById: string | null
  /** 32 bytes, base64: binds PIN verifiers to this device. */
  pinKey: string
}

/** Where a device stands that asked to be paired. */
export type PairingState =
  | { state: 'waiting'; matchNumber: number; expiresAt: string }
  | { state: 'ended' }
  | { state: 'paired'; till: PairedTill }
