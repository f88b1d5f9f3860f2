import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { imageSize } from './image-size.ts'
import { findPicture, savePicture } from './save-picture.ts'
import { tinyPng } from './tiny-png.fixture.ts'

connectDatabase()

async function keep(bytes: Buffer) {
  const { run } = await makeTenant()
  const id = newId()
  await run((tx) => savePicture(tx, { id, bytes }))
  const picture = await run((tx) => findPicture(tx, id))
  if (!picture) throw new Error('the picture was not kept')
  return picture
}

/** Left half red, right half green, as a camera lays it down. */
function photo(width: number, height: number) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#c00000'
  context.fillRect(0, 0, width / 2, height)
  context.fillStyle = '#00c000'
  context.fillRect(width / 2, 0, width / 2, height)
  return canvas
}

/** Puts an EXIF segment with an orientation (TIFF tag 0x0112) behind the start of a JPEG. */
function withExif(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from('49492a0008000000010012010300010000000000000000000000', 'hex')
  tiff.writeUInt16LE(orientation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0SECRET-PLACE', 'latin1').subarray(0, 6), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

test('a large photograph is kept small, as WebP', async () => {
  for (const bytes of [
    photo(2000, 1000).toBuffer('image/jpeg'),
    photo(2000, 1000).toBuffer('image/png'),
    photo(2000, 1000).toBuffer('image/webp'),
  ]) {
    const picture = await keep(bytes)
    expect(picture.mediaType).toBe('image/webp')
    expect(imageSize(picture.bytes)).toEqual({ width: 512, height: 256 })
    expect(picture.bytes.length).toBeLessThan(300_000)
  }
})

test('what a camera wrote into the file is gone, and the picture stands upright', async () => {
  const jpeg = withExif(photo(400, 200).toBuffer('image/jpeg'), 6)
  expect(jpeg.includes('Exif')).toBe(true)
  const picture = await keep(jpeg)
  expect(picture.bytes.includes('Exif')).toBe(false)
  // Orientation 6 is turned a quarter clockwise: the left half is then the top.
  expect(imageSize(picture.bytes)).toEqual({ width: 200, height: 400 })
  const canvas = createCanvas(200, 400)
  canvas.getContext('2d').drawImage(await loadImage(picture.bytes), 0, 0)
  const [red, green] = canvas.getContext('2d').getImageData(100, 50, 1, 1).data
  expect(red).toBeGreaterThan(150)
  expect(green).toBeLessThan(60)
})

test.each([
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'.padEnd(99))],
  ['a text', Buffer.from('hello'.repeat(20))],
  ['nothing', Buffer.alloc(0)],
  ['the head of a PNG alone', tinyPng().subarray(0, 40)],
  [
    'noise behind the head of a JPEG',
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(99, 7)]),
  ],
])('%s is not a picture', async (_, bytes) => {
  const { run } = await makeTenant()
  await expect(run((tx) => savePicture(tx, { id: newId(), bytes }))).rejects.toMatchObject({
    code: 'inventory.not_a_picture',
    status: 422,
  })
})

test('a file that claims to unfold into more than 40 million pixels is refused unopened', async () => {
  const { run } = await makeTenant()
  const bomb = Buffer.from(tinyPng())
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  await expect(run((tx) => savePicture(tx, { id: newId(), bytes: bomb }))).rejects.toMatchObject({
    code: 'inventory.picture_too_many_pixels',
  })
})

test('more than 8 MB is refused', async () => {
  const { run } = await makeTenant()
  const bytes = Buffer.concat([tinyPng(), Buffer.alloc(8_000_000)])
  await expect(run((tx) => savePicture(tx, { id: newId(), bytes }))).rejects.toMatchObject({
    code: 'inventory.picture_too_large',
    status: 413,
  })
})

test('another tenant’s picture is not there', async () => {
  const mine = await makeTenant()
  const theirs = await makeTenant()
  const id = newId()
  await theirs.run((tx) => savePicture(tx, { id, bytes: tinyPng() }))
  expect(await mine.read((tx) => findPicture(tx, id))).toBeUndefined()
})
