import { DEVICE_HEADERS, signedText } from '#modules/pos/shared.ts'

/** The key that makes this browser a till: it signs, and can't leave. */
export interface DeviceKeys {
  privateKey: CryptoKey
  /** SubjectPublicKeyInfo, base64. */
  publicKey: string
}

/** Whoever signs a request: a till, or a device that wants to become one. */
export interface Signer {
  tillId: string
  keys: DeviceKeys
}

/** Browsers lend their keys to secure pages only (HTTPS, or this machine itself). */
export const hasKeys = (): boolean => globalThis.crypto?.subtle !== undefined

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const

export async function makeKeys(): Promise<DeviceKeys> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])
  const publicKey = await crypto.subtle.exportKey('spki', pair.publicKey)
  return { privateKey: pair.privateKey, publicKey: toBase64(publicKey) }
}

/** The secret that PINs are checked with on this device, sealed in the browser. */
export const sealPinKey = (base64: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64(base64), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])

/**
 * The headers that make a request this device's own.
 *
 * @param at the time as the server has it, as far as the device knows.
 */
export async function signatureHeaders(
  signer: Signer,
  request: { method: string; pathAndQuery: string; body: string },
  at: Date,
): Promise<Record<string, string>> {
  const bodySha256 = toHex(await crypto.subtle.digest('SHA-256', bytesOf(request.body)))
  const time = at.toISOString()
  const nonce = toBase64(crypto.getRandomValues(new Uint8Array(16)))
  const { method, pathAndQuery } = request
  const text = signedText({ method, pathAndQuery, bodySha256, time, nonce })
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    signer.keys.privateKey,
    bytesOf(text),
  )
  return {
    [DEVICE_HEADERS.till]: signer.tillId,
    [DEVICE_HEADERS.time]: time,
    [DEVICE_HEADERS.nonce]: nonce,
    [DEVICE_HEADERS.signature]: toBase64(signature),
  }
}

export const bytesOf = (text: string) => new TextEncoder().encode(text)

export function toBase64(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
}

export const fromBase64 = (base64: string) =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
