/** The receipt as the screen and the browser's print dialogue show it, as one script for a page. */
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import type { PaperWidth, ReceiptDocument } from '#modules/printing/shared.ts'

/** A letter as Chromium shows it: its box in CSS pixels, `y` of its baseline. */
export interface ShownLetter {
  letter: string
  x: number
  width: number
  baseline: number
  size: number
  weight: number
}

let root: Root | undefined

/** Shows a paper alone on the page, and below it letters to compare with. */
export function show(document: ReceiptDocument, widthDots: PaperWidth, alphabet: string): void {
  const place = window.document.querySelector('main')
  if (!place) throw new Error('The page has no place for a paper.')
  root ??= createRoot(place)
  const current = root
  flushSync(() =>
    current.render(
      <div style={{ width: widthDots - 16 }}>
        <ReceiptView document={document} widthDots={widthDots} />
        <div className="alphabet">
          <p>{alphabet}</p>
          <b>{alphabet}</b>
        </div>
      </div>,
    ),
  )
}

/** Every letter below an element, in the order of the page; blanks are none. */
export function lettersOf(selector: string): ShownLetter[] {
  const place = window.document.querySelector(selector)
  const context = window.document.createElement('canvas').getContext('2d')
  if (!place || !context) throw new Error(`There is no ${selector}.`)
  const walker = window.document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
  const letters: ShownLetter[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    if (!node.parentElement) continue
    const { fontSize, fontWeight, fontFamily } = getComputedStyle(node.parentElement)
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`
    const ascent = Math.round(context.measureText('國').fontBoundingBoxAscent)
    let at = 0
    for (const letter of text) {
      const range = window.document.createRange()
      range.setStart(node, at)
      at += letter.length
      range.setEnd(node, at)
      const { left, width, top } = range.getBoundingClientRect()
      if (letter.trim() === '' || width === 0) continue
      const size = Number.parseFloat(fontSize)
      const weight = Number(fontWeight)
      letters.push({ letter, x: left, width, baseline: top + ascent, size, weight })
    }
  }
  return letters
}
