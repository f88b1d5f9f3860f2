import { assert } from '#modules/kernel/errors.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const TOKEN = /^[A-Z2-7]{28}$/
const BITS = 5

/**
 * What a printer calls a paper: its id and which handing over of it this is, in 28 letters of base32
 * (RFC 4648), since an Epson takes 30 and no others than letters and digits are sure to pass.
 */
export function jobToken(jobId: string, offerNo: number): string {
  const bytes = Buffer.from(jobId.replaceAll('-', '') + byteHex(offerNo), 'hex')
  assert(bytes.length === 17, 'a token has an id and a number')
  let bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  bits = bits.padEnd(Math.ceil(bits.length / BITS) * BITS, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]).join('')
}

/** The paper and the handing over that a token names; undefined when we made no such token. */
export function readJobToken(token: string): { jobId: string; offer: number } | undefined {
  const text = token.trim().toUpperCase()
  if (!TOKEN.test(text)) return undefined
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(BITS, '0'))
  const hex = (bits.join('').match(/.{8}/g) ?? []).map((byte) => byteHex(Number.parseInt(byte, 2)))
  const digits = hex.slice(0, 16).join('')
  const jobId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { jobId, offer: Number.parseInt(hex[16] ?? '', 16) }
}

/**
 * An empty paper of this name goes beside each question after a stored paper. A printer speaks of all
 * that one answer of ours held together, so this name says what is said in answer to a question. The
 * question itself has the paper's own token, and so would a late word of its handing over.
 */
export const questionMark = (token: string): string => `${token}Q`

/** A token keeps the last eight bits of the number: no paper is under way 256 times at once. */
export const isOffer = (offerNo: number, offer: number): boolean => (offerNo & 0xff) === offer

const byteHex = (value: number): string => (value & 0xff).toString(16).padStart(2, '0')
