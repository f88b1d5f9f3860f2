/** The keys of a scan come at most this far apart; fast typists need about 100 ms. */
const MOST_GAP_MS = 80
/** And on average this fast: a few characters must come faster than many, to be no fingers. */
const FAST_MS = { short: 45, long: 70 } as const
const LONG_FROM = 8
const FEWEST_CHARACTERS = 3
const MOST_CHARACTERS = 64

/** Characters that came fast, one after the other, so far. */
export interface Burst {
  text: string
  startedAtMs: number
  lastAtMs: number
}

export interface KeyPress {
  key: string
  /** The key's place on the board: tells a digit even while an input method is composing. */
  code: string
  atMs: number
  shift: boolean
}

export type ScanStep =
  | { kind: 'started'; burst: Burst }
  | { kind: 'goes on'; burst: Burst }
  | { kind: 'scanned'; text: string; startedAtMs: number }
  | { kind: 'none' }

/**
 * Follows key presses and tells a scanner (a keyboard that types fast and ends with Enter) from
 * fingers by speed alone, so that it works whatever has the focus. Pure.
 */
export function stepScanner(burst: Burst | undefined, press: KeyPress): ScanStep {
  const isFast = burst !== undefined && press.atMs - burst.lastAtMs <= MOST_GAP_MS
  if (press.key === 'Enter' || press.code === 'Enter' || press.code === 'NumpadEnter') {
    if (!isFast || !isScan(burst, press.atMs)) return { kind: 'none' }
    return { kind: 'scanned', text: burst.text, startedAtMs: burst.startedAtMs }
  }
  const character = characterOf(press)
  if (character === undefined) {
    // Shift comes before a capital letter within one scan.
    return press.key === 'Shift' && isFast ? { kind: 'goes on', burst } : { kind: 'none' }
  }
  if (!isFast || burst.text.length >= MOST_CHARACTERS) {
    return {
      kind: 'started',
      burst: { text: character, startedAtMs: press.atMs, lastAtMs: press.atMs },
    }
  }
  return {
    kind: 'goes on',
    burst: { ...burst, text: burst.text + character, lastAtMs: press.atMs },
  }
}

function isScan({ text, startedAtMs }: Burst, enterAtMs: number): boolean {
  const averageMs = (enterAtMs - startedAtMs) / text.length
  const allowedMs = text.length >= LONG_FROM ? FAST_MS.long : FAST_MS.short
  return text.length >= FEWEST_CHARACTERS && averageMs <= allowedMs
}

/**
 * The character of a press. With a Chinese input method on, the browser says `Process` for every
 * key and the digits of a barcode would become ㄅㄉˇˋ: then the key's place on the board says it.
 */
function characterOf({ key, code, shift }: KeyPress): string | undefined {
  if (key.length === 1 && /^[\x21-\x7e]$/.test(key)) return key
  const isComposing = key === 'Process' || key === 'Unidentified' || key.length === 1
  if (!isComposing) return undefined
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)
  if (digit && !shift) return digit[1]
  const letter = /^Key([A-Z])$/.exec(code)
  if (letter) return shift ? letter[1] : letter[1]?.toLowerCase()
  if (code !== 'Minus') return undefined
  return shift ? '_' : '-'
}
