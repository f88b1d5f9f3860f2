import { htmlToText } from './html-to-text.ts'

/** How the words of a GIFT file are written, by Moodle's page "GIFT format". */

export const GIFT_FORMATS = ['html', 'moodle', 'plain', 'markdown'] as const
export type GiftFormat = (typeof GIFT_FORMATS)[number]

/** Letters that mean something; a backslash before one takes its meaning away. */
const RESERVED = /[\\~=#{}:]/g

export const escapeGift = (text: string): string =>
  text.replace(RESERVED, '\\$&').replaceAll('\n', '\\n')

const unescapeGift = (text: string): string =>
  text.replace(/\\([\\~=#{}:n])/g, (_, letter) => (letter === 'n' ? '\n' : letter))

/** Where `sign` stands without a backslash before it, or -1. */
export function findFree(text: string, sign: string, from = 0): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text.startsWith(sign, at)) return at
  }
  return -1
}

/** Where `sign` stands last without a backslash before it, or -1. */
export function findLastFree(text: string, sign: string): number {
  let found = -1
  for (let at = findFree(text, sign); at >= 0; at = findFree(text, sign, at + 1)) found = at
  return found
}

/** A piece of the answers: the sign before it, and where it begins. */
export interface Piece {
  sign: string
  text: string
  at: number
}

/** Cuts a text before each free sign; the first piece has no sign. */
export function cutAtFree(text: string, signs: string): Piece[] {
  const pieces: Piece[] = [{ sign: '', text: '', at: 0 }]
  let from = 0
  const end = (to: number) => {
    const last = pieces.at(-1)
    if (last) last.text = text.slice(from, to)
  }
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    if (letter === '\\') at += 1
    else if (signs.includes(letter)) {
      end(at)
      pieces.push({ sign: letter, text: '', at })
      from = at + 1
    }
  }
  end(text.length)
  return pieces
}

/** Before and after the first free sign; `after` is undefined when there is none. */
export function splitAtFree(text: string, sign: string): [string, string | undefined] {
  const at = findFree(text, sign)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + sign.length)]
}

/** The format that a text names at its beginning, and the rest of it. */
export function takeFormat(text: string, usual: GiftFormat): { format: GiftFormat; rest: string } {
  const trimmed = text.trim()
  const format = GIFT_FORMATS.find((each) => trimmed.startsWith(`[${each}]`))
  return format ? { format, rest: trimmed.slice(format.length + 2) } : { format: usual, rest: text }
}

export interface PlainText {
  text: string
  hasMedia: boolean
}

/** A text of a GIFT file as a reader sees it, without any markup. */
export function plainTextOf(raw: string, usual: GiftFormat): PlainText {
  const { format, rest } = takeFormat(raw, usual)
  return plainTextIn(rest, format)
}

/** The same for a text whose format is known, and which names none. */
export function plainTextIn(raw: string, format: GiftFormat): PlainText {
  const text = unescapeGift(joinLines(raw))
  if (format === 'plain') return { text: tidy(text), hasMedia: false }
  if (format === 'markdown') return markdownToText(text)
  // In HTML an end of line is a space; in Moodle's own format it is one.
  const read = htmlToText(format === 'html' ? text.replace(/\s+/g, ' ') : text)
  return { ...read, text: tidy(read.text) }
}

/** Lines that were wrapped become one; Chinese has no spaces between words. */
function joinLines(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return lines
    .map((line, at) => {
      const before = lines[at - 1]?.at(-1)
      return before === undefined || (isWide(before) && isWide(line[0])) ? line : ` ${line}`
    })
    .join('')
}

const isWide = (letter = ''): boolean => /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(letter)

function markdownToText(markdown: string): PlainText {
  const { text, hasMedia } = htmlToText(
    markdown
      .replace(/!\[([^[\]\n]*)\]\([^()\n]*\)/g, '<img>$1')
      .replace(/\[([^[\]\n]*)\]\([^()\n]*\)/g, '$1')
      .replace(/\*\*([^*\n]+)\*\*/g, '$1')
      .replace(/(?<![\w*])[*_]([^\s*_][^*_\n]*)[*_](?![\w*])/g, '$1')
      .replace(/`([^`\n]+)`/g, '$1'),
  )
  return { text: tidy(text), hasMedia }
}

/** No signs that nobody sees, no empty lines, no spaces at the ends. */
export const tidy = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, (sign) => (sign === '\n' ? sign : sign === '\t' ? ' ' : ''))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
