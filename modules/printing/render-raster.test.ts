import { expect, test } from 'vitest'
import { pieces, sampleReceipt } from '#test/sample-receipt.ts'
import { rasterToPng, renderRaster } from './render-raster.ts'
import type { Raster } from './shared.ts'

/** How many dots of each row are black. */
function blackPerRow({ widthDots, rows }: Raster): number[] {
  const bytesPerRow = widthDots / 8
  const counts: number[] = []
  for (let at = 0; at < rows.length; at += bytesPerRow) {
    const bits = [...rows.subarray(at, at + bytesPerRow)].map((byte) => byte.toString(2))
    counts.push(bits.join('').replaceAll('0', '').length)
  }
  return counts
}

/** Runs of rows with ink in them, as a reader sees lines: [first row, rows]. */
function inkRuns(raster: Raster): [number, number][] {
  const runs: [number, number][] = []
  for (const [row, count] of blackPerRow(raster).entries()) {
    const last = runs.at(-1)
    if (count === 0) continue
    if (last && last[0] + last[1] === row) last[1] += 1
    else runs.push([row, 1])
  }
  return runs
}

test('every line of the receipt has ink, and the margins have none', () => {
  const raster = renderRaster(sampleReceipt(), 384)

  expect(raster).toMatchObject({ widthDots: 384, heightDots: expect.any(Number) })
  expect(raster.rows).toHaveLength((384 / 8) * raster.heightDots)
  // Shop, phone, 3 rows of the head, 8 of goods, total, double rule, 2 of payment, tip, 2 of footer.
  const tall = inkRuns(raster).filter(([, rows]) => rows >= 15)
  expect(tall.length).toBeGreaterThanOrEqual(17)
  const black = blackPerRow(raster)
  expect(Math.max(...black)).toBeGreaterThan(300)
  expect(black.slice(0, 8).concat(black.slice(-8))).toEqual(Array(16).fill(0))
})

test('the same receipt is the same picture, and a reprint is another', () => {
  const first = renderRaster(sampleReceipt(), 576)
  expect(renderRaster(sampleReceipt(), 576)).toEqual(first)
  expect(renderRaster(sampleReceipt({ isReprint: true }), 576)).not.toEqual(first)
})

test('letters that the Chinese font lacks are drawn, each as itself', () => {
  // The last one exists in no font, and is drawn as the box of a missing letter.
  const pictures = [...'ʉɨŋḻʼㆠ堃犇ễ\u{f0000}'].map((letter) => {
    const { rows } = renderRaster(sampleReceipt({ lines: [pieces(letter, 1)] }), 384)
    return Buffer.from(rows).toString('base64')
  })
  expect(new Set(pictures).size).toBe(pictures.length)
})

test('a PNG has one pixel a dot', () => {
  const raster = renderRaster(sampleReceipt(), 384)
  const png = rasterToPng(raster)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(384)
  expect(png.readUInt32BE(20)).toBe(raster.heightDots)
})
