import type { Transport } from './transport.ts'

/** The address that hands bytes to the app RawBT of Android. */
export function rawbtAddress(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return `rawbt:base64,${btoa(text)}`
}

/** Only Android has the app. */
export const hasRawbt = (): boolean => /Android/i.test(navigator.userAgent)

/** Hands a whole paper over. The app says nothing back, so `sent` is all that is ever known. */
export const rawbtTransport = (): Transport => ({
  pieceBytes: Number.POSITIVE_INFINITY,
  open: async () => undefined,
  write: async (bytes) => location.assign(rawbtAddress(bytes)),
  close: async () => undefined,
})
