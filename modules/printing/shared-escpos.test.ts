import { expect, test } from 'vitest'
import { sampleReceipt } from '#test/sample-receipt.ts'
import { decodeEscPos } from './decode-escpos.ts'
import { encodeDrawerPulse, encodeReceipt } from './escpos.ts'
import { renderRaster } from './render-raster.ts'
import { drawerPulseBytes, rasterBytes } from './shared-escpos.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test.each([
  [384, { cut: true, drawer: true }],
  [384, { cut: false, drawer: false }],
  [576, { cut: true, drawer: false }],
] as const)('a browser makes the same bytes as the server: %i dots, %o', async (widthDots, end) => {
  const raster = renderRaster(sampleReceipt(), widthDots)
  expect(hex(rasterBytes(raster, end))).toBe(hex(await encodeReceipt(raster, end)))
})

test('a pulse alone is the same too', () => {
  expect(hex(drawerPulseBytes())).toBe(hex(encodeDrawerPulse()))
})

test('what was encoded is read back dot by dot, with nothing left over', () => {
  const raster = renderRaster(sampleReceipt(), 384)
  const print = decodeEscPos(rasterBytes(raster, { cut: true, drawer: true }))
  expect(print).toMatchObject({ drawerPulses: 1, unknownBytes: 0, papers: [{ isCut: true }] })
  expect(print.papers[0]?.raster).toEqual(raster)
})
