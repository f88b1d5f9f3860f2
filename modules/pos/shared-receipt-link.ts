/**
 * The link to a receipt, as the square code on it says it: whoever holds the paper may read the
 * receipt again, without an account, until the link has run out. A till makes it without the network,
 * so the shop's key for it lies on its tills.
 *
 * A token is base64url of 46 bytes: shop, sale, the last day it works (days since 1970, two bytes),
 * and the first 12 bytes of HMAC-SHA-256 (RFC 2104, which allows half a hash and no less than 80 bits).
 */

/** How a shop makes its links. */
export interface ReceiptLink {
  /** Where Tillage is reached by customers, e.g. `https://till.example`. */
  origin: string
  /** 32 random bytes, base64url. Another key ends all links made before. */
  key: string
  /** So many days a link works. */
  days: number
}

const ID_BYTES = 16
const SIGNED_BYTES = 2 * ID_BYTES + 2
const MAC_BYTES = 12
const TOKEN = /^[\w-]{62}$/
const DAY_MS = 86_400_000

/** Where a receipt can be read: `<origin>/r/<token>`. `from` is when it was printed. */
export async function receiptUrl(
  link: ReceiptLink,
  about: { tenantId: string; saleId: string; from: Date },
): Promise<string> {
  const lastDay = Math.floor(about.from.getTime() / DAY_MS) + link.days
  const token = new Uint8Array(SIGNED_BYTES + MAC_BYTES)
  token.set(bytesOfId(about.tenantId), 0)
  token.set(bytesOfId(about.saleId), ID_BYTES)
  new DataView(token.buffer).setUint16(2 * ID_BYTES, lastDay)
  token.set(await macOf(link.key, token.slice(0, SIGNED_BYTES)), SIGNED_BYTES)
  return `${link.origin}/r/${toBase64Url(token)}`
}

/** What a token says, before anybody knows whether it is true. */
export interface ReceiptToken {
  tenantId: string
  saleId: string
  /** The first instant at which it no longer works. */
  expiresAt: Date
  bytes: Uint8Array<ArrayBuffer>
}

/** @returns undefined for what is no token at all. */
export function readReceiptToken(text: string): ReceiptToken | undefined {
  if (!TOKEN.test(text)) return undefined
  const bytes = fromBase64Url(text)
  const lastDay = new DataView(bytes.buffer).getUint16(2 * ID_BYTES)
  return {
    tenantId: idOfBytes(bytes.subarray(0, ID_BYTES)),
    saleId: idOfBytes(bytes.subarray(ID_BYTES, 2 * ID_BYTES)),
    expiresAt: new Date((lastDay + 1) * DAY_MS),
    bytes,
  }
}

/** Whether the shop itself made this token. */
export async function isSigned({ bytes }: ReceiptToken, key: string): Promise<boolean> {
  const mac = await macOf(key, bytes.slice(0, SIGNED_BYTES))
  const said = bytes.subarray(SIGNED_BYTES)
  // As long for a wrong one as for a right one, however much of it is right.
  return mac.reduce((different, byte, index) => different | (byte ^ (said[index] ?? 0)), 0) === 0
}

async function macOf(key: string, signed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secret = await crypto.subtle.importKey('raw', fromBase64Url(key), algorithm, false, [
    'sign',
  ])
  return new Uint8Array(await crypto.subtle.sign('HMAC', secret, signed)).subarray(0, MAC_BYTES)
}

const bytesOfId = (id: string): Uint8Array =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const idOfBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  )
