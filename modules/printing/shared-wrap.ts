import type { MeasureText, TextStyle } from './shared-layout.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Letters that Chinese never puts at the start of a line. */
const CLOSING = /^[，。、；：！？）」』》〉】%·,.;:!?)\]]/u
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}，。、（）「」：；！？]/u

/**
 * Breaks a text into lines that fit: after a space or beside a Chinese letter where it can, within
 * a word where it must, since a long romanised name may be one word wider than the paper.
 * Nothing is left out. A single letter wider than the line stands alone.
 */
export function wrapText(
  text: string,
  maxDots: number,
  style: TextStyle,
  measure: MeasureText,
): string[] {
  const fits = (part: string) => measure(part, style.sizeDots, style.weight) <= maxDots
  const whole = text.trim()
  if (fits(whole)) return [whole]

  const lines: string[] = []
  let letters = [...segmenter.segment(whole)].map(({ segment }) => segment)
  while (letters.length > 0) {
    const count = lettersThatFit(letters, fits)
    const end = count === letters.length ? count : breakBefore(letters, count)
    lines.push(letters.slice(0, end).join('').trimEnd())
    letters = letters.slice(end)
    while (letters[0] === ' ') letters.shift()
  }
  return lines
}

/** The longest beginning that fits, by halving, since measuring is what costs time. At least one. */
function lettersThatFit(letters: string[], fits: (part: string) => boolean): number {
  let low = 1
  let high = letters.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(letters.slice(0, middle).join(''))) low = middle
    else high = middle - 1
  }
  return low
}

/** The last good place for a break at or before `count`; `count` itself when there is none. */
function breakBefore(letters: string[], count: number): number {
  for (let at = count; at > 0; at--) {
    const before = letters[at - 1] ?? ''
    const after = letters[at] ?? ''
    if (CLOSING.test(after)) continue
    if (/[\s-]/.test(before) || after === ' ' || WIDE.test(before) || WIDE.test(after)) return at
  }
  return count
}
