import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas'
import {
  asDrawn,
  canvasMeasure,
  layoutReceipt,
  type PaperWidth,
  type ReceiptDocument,
} from '#modules/printing/shared.ts'
import type { ShownLetter } from './view-entry.tsx'

/**
 * Reads what a printer was sent with the letters of a browser: each place where a letter of the paper
 * belongs is compared, dot by dot, with every letter as Chromium draws it in the HTML of the same
 * document. What the bytes show there is the letter that it is most like.
 */

/** A picture, a byte a dot: 0 is black. */
export interface Picture {
  width: number
  height: number
  grey: Uint8Array
}

export async function readPng(png: Buffer): Promise<Picture> {
  const image = await loadImage(png)
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const grey = new Uint8Array(width * height)
  for (const [dot] of grey.entries()) {
    const at = dot * 4
    grey[dot] = ((data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255)) / 3
  }
  return { width, height, grey }
}

const require = createRequire(import.meta.url)

/** The fonts that print, by the family and weight of the page that shows the HTML. */
export const FONTS = {
  'tc-400': require.resolve('@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf'),
  'tc-700': require.resolve('@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf'),
  'latin-400': require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  'latin-700': require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
}
for (const [name, file] of Object.entries(FONTS)) {
  GlobalFonts.registerFromPath(file, name.startsWith('tc') ? 'Read' : 'Read Latin')
}
const measure = canvasMeasure(createCanvas(8, 8).getContext('2d'), '"Read", "Read Latin"')

/** Where the letters of a paper belong; blanks are none. */
export function placesOf(document: ReceiptDocument, widthDots: PaperWidth): ShownLetter[] {
  const layout = layoutReceipt(document, { widthDots, measure })
  return inReadingOrder(
    layout.drawings.flatMap((drawing) => {
      if (drawing.kind !== 'text') return []
      const { text, sizeDots, weight, y } = drawing
      let before = ''
      return [...text].flatMap((letter) => {
        const left = measure(before, sizeDots, weight)
        before += letter
        if (letter.trim() === '') return []
        const width = measure(before, sizeDots, weight) - left
        const x = Math.round(drawing.x) + left
        return [{ letter, x, width, baseline: y, size: sizeDots, weight }]
      })
    }),
  )
}

/** Letters that stand so much lower are on another line. */
const LINE = 10

/** Line after line, and each from the left: as an eye reads a page, whatever it is made of. */
export function inReadingOrder(letters: readonly ShownLetter[]): ShownLetter[] {
  const lines: ShownLetter[][] = []
  for (const letter of letters.toSorted((a, b) => a.baseline - b.baseline)) {
    const line = lines.at(-1)
    const [first] = line ?? []
    if (line && first && letter.baseline - first.baseline < LINE) line.push(letter)
    else lines.push([letter])
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.x - b.x))
}

/** Letters are compared at this size, whatever they are drawn at. */
const EM = 24
const ABOVE = 24
const BELOW = 8
const HIGH = ABOVE + BELOW
/** A letter may stand so many dots beside its place: one picture rounds where the other does not, */
const SLACK = 2
/** and of two letters that move together, one counts it to the first and the other to the second. */
const SLACK_ACROSS = 4

interface Cell {
  wide: number
  /** How black, 0 to 1, rows from the top. */
  ink: Float32Array
  /** What is known of parts of it; each is asked for once for every letter. */
  windows: Map<number, { sum: number; spread: number }>
}

/** A letter's box out of a picture, at the common size, a little softened. */
function cellOf(picture: Picture, place: ShownLetter, across = 0, slack = 0): Cell {
  const scale = place.size / EM
  const wide = Math.max(1, Math.round(place.width / scale)) + 2 * across
  const high = HIGH + 2 * slack
  const raw = new Float32Array(wide * high)
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      const x = place.x + (column - across) * scale
      const y = place.baseline + (row - slack - ABOVE) * scale
      raw[row * wide + column] = blackIn(picture, x, y, scale)
    }
  }
  return { wide, ink: softened(raw, wide, high), windows: new Map() }
}

/** How black a square of a picture is. */
function blackIn({ width, height, grey }: Picture, left: number, top: number, size: number) {
  let black = 0
  let area = 0
  for (let y = Math.floor(top); y < top + size; y++) {
    for (let x = Math.floor(left); x < left + size; x++) {
      const share =
        Math.max(0, Math.min(x + 1, left + size) - Math.max(x, left)) *
        Math.max(0, Math.min(y + 1, top + size) - Math.max(y, top))
      area += share
      const isInside = x >= 0 && x < width && y >= 0 && y < height
      black += isInside ? share * (1 - (grey[y * width + x] ?? 255) / 255) : 0
    }
  }
  return area === 0 ? 0 : black / area
}

function softened(raw: Float32Array, wide: number, high: number): Float32Array {
  const soft = new Float32Array(raw.length)
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      let sum = 0
      for (let y = Math.max(0, row - 1); y <= Math.min(high - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(wide - 1, column + 1); x++) {
          sum += raw[y * wide + x] ?? 0
        }
      }
      soft[row * wide + column] = sum / 9
    }
  }
  return soft
}

/** How alike (1: the same, 0: nothing in common) a letter is to what the paper shows at a place. */
function likeness(printed: Cell, letter: Cell): number {
  // A wide letter is no narrow one, however alike a part of it is.
  const spare = printed.wide - 2 * SLACK_ACROSS - letter.wide
  if (Math.abs(spare) > SLACK_ACROSS) return 0
  let best = 0
  for (let down = 0; down <= 2 * SLACK; down++) {
    for (let right = 0; right + letter.wide <= printed.wide; right++) {
      best = Math.max(best, correlation(printed, letter, right, down))
    }
  }
  return best
}

function correlation(printed: Cell, letter: Cell, right: number, down: number): number {
  const { wide, ink } = letter
  const n = HIGH * wide
  const here = spreadIn(printed, wide, right, down)
  const there = spreadIn(letter, wide, 0, 0)
  const spread = Math.sqrt(here.spread * there.spread)
  if (spread < 1e-6) return 0
  let together = 0
  for (let row = 0; row < HIGH; row++) {
    const from = (row + down) * printed.wide + right
    for (let column = 0; column < wide; column++) {
      together += (printed.ink[from + column] ?? 0) * (ink[row * wide + column] ?? 0)
    }
  }
  return (together - (here.sum * there.sum) / n) / spread
}

/** How black a window of a cell is, and how far its dots are from all being alike. */
function spreadIn(cell: Cell, wide: number, right: number, down: number) {
  const place = (wide * 256 + right) * 256 + down
  const known = cell.windows.get(place)
  if (known) return known
  let [sum, squares] = [0, 0]
  for (let row = down; row < down + HIGH; row++) {
    for (let column = right; column < right + wide; column++) {
      const one = cell.ink[row * cell.wide + column] ?? 0
      sum += one
      squares += one * one
    }
  }
  const found = { sum, spread: squares - (sum * sum) / (HIGH * wide) }
  cell.windows.set(place, found)
  return found
}

export interface ReadLetter {
  /** What the browser shows there. */
  shown: string
  /** What the paper shows: a letter, or ▢ for nothing that can be read. */
  read: string
  own: number
  /** The other letter that it is most like; not looked for where none could be more like it. */
  other: { letter: string; likeness: number }
}

/** Below this it is no letter. Measured on all samples: at least 0.84 where it is, half of them 0.97. */
const LEAST_LIKE = 0.8
/** So much more like another letter it has to be. Measured: $ is like 5 by 0.04 more, a wrong figure by 0.1. */
const DIFFERENCE = 0.05

/**
 * Reads a paper letter by letter.
 * @param shown the letters of the document's HTML, as many as `places` and in their order.
 */
export function readPaper(
  paper: Picture,
  places: readonly ShownLetter[],
  page: Picture,
  shown: readonly ShownLetter[],
  alphabet: readonly ShownLetter[],
): ReadLetter[] {
  const known = new Map<string, { letter: string; weight: number; cell: Cell }>()
  for (const letter of [...shown, ...alphabet]) {
    const key = `${letter.letter} ${letter.weight} ${letter.size}`
    if (known.has(key)) continue
    known.set(key, {
      letter: letter.letter,
      weight: letter.weight,
      cell: cellOf(page, letter),
    })
  }
  const cells = [...known.values()]
  return places.map((place, index) => {
    const own = shown[index]
    // What a paper draws otherwise (’ as ʼ, which is no wider than it has to be) is found below.
    const drawn = own && asDrawn(`a${own.letter}a`).slice(1, -1)
    const instead =
      drawn === own?.letter
        ? undefined
        : cells.find(({ letter, weight }) => letter === drawn && weight === place.weight)
    const printed = cellOf(paper, place, SLACK_ACROSS, SLACK)
    const ownCell = instead?.cell ?? (own && cellOf(page, own))
    const ownLikeness = ownCell ? likeness(printed, ownCell) : 0
    let other = { letter: '▢', likeness: 0 }
    // Nothing is more alike than 1.
    const isSettled = ownLikeness >= LEAST_LIKE && ownLikeness >= 1 - DIFFERENCE
    for (const { letter, weight, cell } of isSettled ? [] : cells) {
      if (letter === own?.letter || letter === drawn || weight !== place.weight) continue
      const like = likeness(printed, cell)
      if (like > other.likeness) other = { letter, likeness: like }
    }
    const isOwn = ownLikeness >= LEAST_LIKE && ownLikeness >= other.likeness - DIFFERENCE
    const isOther = !isOwn && other.likeness >= LEAST_LIKE
    const read = isOwn ? (own?.letter ?? '▢') : isOther ? other.letter : '▢'
    return { shown: own?.letter ?? '', read, own: ownLikeness, other }
  })
}

/** Black dots where neither a letter nor a line, box, code or picture of the document belongs. */
export function strayInk(paper: Picture, document: ReceiptDocument, widthDots: PaperWidth): number {
  const { drawings } = layoutReceipt(document, { widthDots, measure })
  const isFree = new Uint8Array(paper.width * paper.height).fill(1)
  const cover = (left: number, top: number, width: number, height: number) => {
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(paper.height, top + height); y++) {
      isFree.fill(
        0,
        y * paper.width + Math.max(0, Math.floor(left)),
        y * paper.width + Math.min(paper.width, Math.ceil(left + width)),
      )
    }
  }
  for (const drawing of drawings) {
    const { x, y } = drawing
    switch (drawing.kind) {
      case 'text':
        cover(x - 2, y - drawing.sizeDots, drawing.widthDots + 4, drawing.sizeDots * 1.35)
        break
      case 'rule':
        cover(x, y, drawing.widthDots, 6)
        break
      case 'box': {
        const { widthDots: wide, heightDots: high } = drawing
        for (const [left, top, width, height] of [
          [x, y, wide, 6],
          [x, y + high - 6, wide, 6],
          [x, y, 6, high],
          [x + wide - 6, y, 6, high],
        ] as const)
          cover(left, top, width, height)
        break
      }
      case 'block':
        cover(x, y, drawing.widthDots, drawing.heightDots)
        break
      case 'shield':
        cover(x, y, drawing.sizeDots, drawing.sizeDots)
        break
      case 'code':
        cover(
          x,
          y,
          drawing.modules.length * drawing.moduleDots,
          drawing.modules.length * drawing.moduleDots,
        )
        break
      case 'bars':
        cover(x, y, drawing.modules.length * drawing.moduleDots, drawing.heightDots)
        break
      case 'bitmap':
        cover(x, y, drawing.bitmap.widthDots, drawing.bitmap.heightDots)
        break
    }
  }
  return paper.grey.filter((shade, dot) => shade < 128 && isFree[dot] === 1).length
}
