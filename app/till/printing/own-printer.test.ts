import { expect, test } from 'vitest'
import { type OwnPrinter, readOwnPrinter } from './own-printer.ts'
import { rawbtAddress } from './rawbt.ts'

const PRINTER: OwnPrinter = {
  id: '01900000-0000-7000-8000-000000000001',
  name: 'POS-58',
  widthDots: 576,
  density: 'dark',
  hasCutter: true,
  hasDrawer: false,
  reach: { way: 'usb', vendorId: 0x0416, productId: 0x5011, serialNumber: null },
}

test('a printer is read as it was kept', () => {
  expect(readOwnPrinter(JSON.parse(JSON.stringify(PRINTER)))).toEqual(PRINTER)
})

test.each([
  [null],
  ['usb'],
  [{ ...PRINTER, reach: { way: 'pigeon' } }],
  [{ ...PRINTER, reach: { way: 'usb' } }],
  [{ ...PRINTER, id: 7 }],
])('what is no printer is none: %j', (stored) => {
  expect(readOwnPrinter(stored)).toBeUndefined()
})

test('what a later version adds is left aside, and what it lacks is as at first', () => {
  const { density: _, widthDots: __, ...rest } = PRINTER
  expect(readOwnPrinter({ ...rest, colour: 'red' })).toEqual({
    ...PRINTER,
    density: 'normal',
    widthDots: 384,
  })
})

test('the address of RawBT holds every byte', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const [head, text = ''] = rawbtAddress(bytes).split(',')
  expect(head).toBe('rawbt:base64')
  expect(Buffer.from(text, 'base64')).toEqual(Buffer.from(bytes))
})
