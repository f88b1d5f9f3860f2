import { randomBytes } from 'node:crypto'

/** Crockford's 32: no letter of it is read as another, or as a digit, from paper. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 26

/** A code of 130 random bits: nobody guesses one, and nobody lists them. */
export const newCertificateCode = (): string =>
  [...randomBytes(LENGTH)].map((byte) => LETTERS.charAt(byte & 31)).join('')

/** A code as somebody may have typed it from the paper; undefined for what can't be one. */
export function readCertificateCode(text: string): string | undefined {
  if (text.length > 60) return undefined
  const plain = text.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1')
  const isCode = plain.length === LENGTH && [...plain].every((letter) => LETTERS.includes(letter))
  return isCode ? plain : undefined
}
