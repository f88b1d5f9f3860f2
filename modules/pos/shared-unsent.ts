import type { TillEvent } from './shared-events.ts'

/**
 * Unsent entries on their way by hand: in a file, or as codes on paper. What a till seals is a list
 * of lines, each `TILLAGE1 <id> <part>/<parts> <base64url>`; a file is one box on one line, a code is
 * one line. Bytes of a box: the sender's public key (65), then AES-256-GCM of deflated JSON.
 *
 * @see docs/decisions/013-unsent-export.md
 */
export interface UnsentPayload {
  tillId: string
  journals: { journalId: string; events: TillEvent[] }[]
}

const MARK = 'TILLAGE1'
/** What both ends derive the key of a box for. */
export const BOX_INFO = 'tillage-unsent-1'
/** An uncompressed point of P-256. */
export const POINT_BYTES = 65
/** Of AES-GCM. Each box has a key of its own, so that this may be the same for all. */
export const BOX_IV = new Uint8Array(12)

/** A box as lines of at most so many characters of payload each. @param id tells boxes apart. */
export function boxLines(
  box: Uint8Array,
  id: string,
  longest = Number.POSITIVE_INFINITY,
): string[] {
  const text = toBase64Url(box)
  const parts = Math.max(1, Math.ceil(text.length / longest))
  const length = Math.ceil(text.length / parts)
  return Array.from(
    { length: parts },
    (_, index) =>
      `${MARK} ${id} ${index + 1}/${parts} ${text.slice(index * length, (index + 1) * length)}`,
  )
}

export interface ReadBoxes {
  boxes: Uint8Array[]
  /** Boxes of which lines are missing: which ones, by their numbers. */
  incomplete: { id: string; missing: number[] }[]
  /** Lines that are none of ours. */
  strange: number
}

/** Puts lines together again, in whatever order and however often they came. */
export function readBoxLines(text: string): ReadBoxes {
  const found = new Map<string, { parts: number; texts: Map<number, string> }>()
  let strange = 0
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const match = /^\s*TILLAGE1 ([0-9a-z]{1,16}) (\d{1,4})\/(\d{1,4}) ([\w-]+)\s*$/i.exec(line)
    const [, id = '', part = '', parts = '', data = ''] = match ?? []
    if (!match || Number(part) < 1 || Number(part) > Number(parts)) {
      strange += 1
      continue
    }
    const box = found.get(id) ?? { parts: Number(parts), texts: new Map<number, string>() }
    box.texts.set(Number(part), data)
    found.set(id, box)
  }
  const result: ReadBoxes = { boxes: [], incomplete: [], strange }
  for (const [id, { parts, texts }] of found) {
    const numbers = Array.from({ length: parts }, (_, index) => index + 1)
    const missing = numbers.filter((number) => !texts.has(number))
    if (missing.length > 0) result.incomplete.push({ id, missing })
    else result.boxes.push(fromBase64Url(numbers.map((number) => texts.get(number)).join('')))
  }
  return result
}

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  // In pieces: a whole file is too many arguments for one call.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/')
  // A length that base64 can't have is a line that was cut: then nothing of it can be opened.
  if (base64.length % 4 === 1) return new Uint8Array()
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
