import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { type DrawnFilm, sheet } from './drawn-film.ts'
import { lookBeforeTap } from './look-before-tap.ts'
import { writeWebm } from './webm.ts'

/**
 * `npm run courses:video`: makes the films of courses from our own drawings, picture by picture, with
 * a browser's own encoder. What comes out lies beside the course; only who changes a film needs this.
 */
const FILMS: readonly DrawnFilm[] = [lookBeforeTap]
const [WIDTH, HEIGHT] = [640, 480]
const PICTURES_A_SECOND = 15
const BITS_A_SECOND = 60_000

interface Encoded {
  atMs: number
  isKey: boolean
  base64: string
}

/** Runs in the page: it is whole in itself, and travels alone. */
async function encode(film: {
  sheets: string[]
  width: number
  height: number
  rate: number
  bitrate: number
}): Promise<Encoded[]> {
  const encoded: Encoded[] = []
  const encoder = new VideoEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
      const atMs = Math.round(chunk.timestamp / 1000)
      encoded.push({ atMs, isKey: chunk.type === 'key', base64 })
    },
    error(cause) {
      throw cause
    },
  })
  const { width, height, rate, bitrate } = film
  const shape = { codec: 'vp09.00.10.08', width, height, framerate: rate, bitrate }
  encoder.configure({ ...shape, latencyMode: 'quality', bitrateMode: 'variable' })
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  for (const [index, sheet] of film.sheets.entries()) {
    const image = new Image()
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sheet)}`
    await image.decode()
    context?.drawImage(image, 0, 0, width, height)
    const frame = new VideoFrame(canvas, { timestamp: Math.round((index * 1_000_000) / rate) })
    // A whole picture every two seconds: so far a jump may miss.
    encoder.encode(frame, { keyFrame: index % (rate * 2) === 0 })
    frame.close()
    if (encoder.encodeQueueSize > 20) await encoder.flush()
  }
  await encoder.flush()
  return encoded
}

async function make(film: DrawnFilm): Promise<void> {
  const count = Math.round(film.seconds * PICTURES_A_SECOND)
  const sheets = Array.from({ length: count }, (_, index) =>
    sheet(film.draw(index / PICTURES_A_SECOND)),
  )
  const size = { width: WIDTH, height: HEIGHT }
  const encoded = await page.evaluate(encode, {
    ...size,
    sheets,
    rate: PICTURES_A_SECOND,
    bitrate: BITS_A_SECOND,
  })
  const frames = encoded.map(({ atMs, isKey, base64 }) => ({
    atMs,
    isKey,
    bytes: Buffer.from(base64, 'base64'),
  }))
  const bytes = writeWebm({ ...size, durationMs: film.seconds * 1000, frames })
  const folder = path.join('courses', film.course)
  mkdirSync(path.join(folder, 'media'), { recursive: true })
  writeFileSync(path.join(folder, 'media', film.file), bytes)
  noteHash(path.join(folder, 'course.yaml'), film.file, bytes)
  console.log(`${folder}/media/${film.file}: ${film.seconds} s, ${bytes.length} bytes`)
}

/** The course says which file is meant. */
function noteHash(place: string, file: string, bytes: Buffer): void {
  const text = readFileSync(place, 'utf8')
  const hash = createHash('sha256').update(bytes).digest('hex')
  const at = text.indexOf(`file: ${file}\n`)
  if (at < 0) throw new Error(`${place} has no media "${file}" yet: sha256: '${hash}'`)
  writeFileSync(
    place,
    text.slice(0, at) + text.slice(at).replace(/sha256: '?\w+'?/, `sha256: '${hash}'`),
  )
}

const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: ['--no-sandbox'],
})
const page = await browser.newPage()
// Encoders are for pages that came safely; nothing is fetched from anywhere.
await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
await page.goto('https://film.example/')
// What the compiler of this file adds to functions is missing where they run alone.
await page.evaluate('globalThis.__name = (each) => each')
for (const film of FILMS) await make(film)
await browser.close()
