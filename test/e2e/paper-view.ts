import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import { paperBytes } from '#modules/printing/index.ts'
import type { PaperWidth, ReceiptDocument } from '#modules/printing/shared.ts'
import {
  FONTS,
  inReadingOrder,
  placesOf,
  readPaper,
  readPng,
  strayInk,
} from '#test/printing/read-paper.ts'
import { readPicture } from '#test/printing/read-picture.ts'
import type { ShownLetter } from '#test/printing/view-entry.tsx'

/** The fonts that print, the size that prints, and ink that is black in every theme. */
const STYLE = `
  ${Object.keys(FONTS)
    .map((name) => {
      const [family, weight] = name.split('-')
      return `@font-face { font-family: ${family}; font-weight: ${weight}; src: url(/${name}.ttf) }`
    })
    .join('\n')}
  body { margin: 8px; background: #fff }
  .receipt-view, .alphabet { --ink: #000; --surface: #fff; color: #000; background: #fff;
    font: 24px/1.375 tc, latin; overflow-wrap: anywhere }
  .receipt-view { box-sizing: border-box; max-inline-size: none; padding: 0; border: 0 }
  .alphabet { margin-top: 40px }`

interface View {
  script: string
  style: string
}

let bundled: Promise<View> | undefined

/** The HTML of papers, its style and React, for a page that has nothing else. */
async function bundleView(): Promise<View> {
  const bundle = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    esbuild: { jsx: 'automatic' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'test/printing/view-entry.tsx', name: 'view', formats: ['iife'] },
    },
  })
  const [first] = Array.isArray(bundle) ? bundle : [bundle]
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('Nothing was bundled.')
  const css = ['tokens.css', 'receipt-view.css'].map((name) =>
    readFile(new URL(`../../app/components/${name}`, import.meta.url), 'utf8'),
  )
  return { script: chunk.code, style: `${(await Promise.all(css)).join('\n')}${STYLE}` }
}

const PAGE = 'http://paper.test'

/** Opens a page that shows papers. It is alone in the world: everything it asks for is answered here. */
export async function openPaperView(page: Page): Promise<void> {
  bundled ??= bundleView()
  const { script, style } = await bundled
  await page.route(`${PAGE}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1)
    const font = Object.entries(FONTS).find(([key]) => name === `${key}.ttf`)?.[1]
    if (font) {
      return route.fulfill({ body: await readFile(font), contentType: 'font/ttf' })
    }
    await route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><style>${style}</style><main></main><script>${script}</script>`,
    })
  })
  await page.goto(`${PAGE}/`)
}

/** What a printer was sent of a document, unpacked by Epson's manual. */
async function printedPicture(document: ReceiptDocument, widthDots: PaperWidth) {
  const bytes = await paperBytes({
    document,
    widthDots,
    encoding: 'raster',
    density: 'normal',
    hasCutter: true,
    hasDrawer: false,
    openDrawer: false,
  })
  return readPicture(bytes)
}

/**
 * All figures, so that a wrong one is taken for the one it is; what papers draw for ’; and a letter
 * that half of another one is. Letters that neither stand on the paper nor here are not looked for.
 */
const ALPHABET = '0123456789ʼ雜'

/**
 * Reads the paper of a document by the letters of its HTML.
 * @param printed what the printer was sent instead, to see that a difference is seen.
 */
export async function readAgainstHtml(
  page: Page,
  document: ReceiptDocument,
  widthDots: PaperWidth,
  printed: ReceiptDocument = document,
) {
  const asked = JSON.stringify([document, widthDots, ALPHABET])
  await page.evaluate(`view.show(...${asked})`)
  await page.evaluate(`document.fonts.ready.then(() => undefined)`)
  const shown = inReadingOrder(
    await page.evaluate<ShownLetter[]>(`view.lettersOf('.receipt-view')`),
  )
  const alphabet = await page.evaluate<ShownLetter[]>(`view.lettersOf('.alphabet')`)
  const screen = await readPng(await page.screenshot({ fullPage: true }))
  const paper = await printedPicture(printed, widthDots)
  const places = placesOf(document, widthDots)
  const letters = readPaper(paper, places, screen, shown, alphabet)
  return {
    shown: shown.map(({ letter }) => letter).join(''),
    belongs: places.map(({ letter }) => letter).join(''),
    read: letters.map(({ read }) => read).join(''),
    letters,
    strayDots: strayInk(paper, document, widthDots),
    screen,
  }
}
