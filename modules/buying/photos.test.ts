import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeBuyingShop } from '#test/make-purchase-shop.ts'
import { purchases } from './index.ts'

connectDatabase()

const picture = async (type: 'jpeg' | 'png' | 'webp') => {
  const canvas = createCanvas(40, 60)
  return type === 'png' ? canvas.encode('png') : canvas.encode(type, 80)
}

test('a photograph of a slip is kept once, seen by its shop alone, and taken off for ever', async () => {
  const shop = await makeBuyingShop()
  const other = await makeBuyingShop()
  const receiptId = await shop.buy([{ productId: shop.tea, quantity: '1', amount: '10' }])
  const id = newId()
  const bytes = await picture('jpeg')
  const add = () => shop.run((tx) => purchases.addPhoto(tx, { id, receiptId, bytes }))
  await add()
  await add()
  expect(await shop.read((tx) => purchases.listPhotos(tx, receiptId))).toHaveLength(1)
  const found = await shop.read((tx) => purchases.findPhoto(tx, id))
  expect(found).toEqual({ mediaType: 'image/jpeg', bytes })
  expect(await other.read((tx) => purchases.findPhoto(tx, id))).toBeUndefined()
  await expect(
    other.run((tx) => purchases.addPhoto(tx, { id: newId(), receiptId, bytes })),
  ).rejects.toMatchObject({ code: 'buying.unknown_receipt' })
  await shop.run((tx) => purchases.removePhoto(tx, { id, receiptId }))
  expect(await shop.read((tx) => purchases.findPhoto(tx, id))).toBeUndefined()
})

test('the bytes say what a file is: drawings with scripts, papers and large files are refused', async () => {
  const shop = await makeBuyingShop()
  const receiptId = await shop.buy([{ productId: shop.tea, quantity: '1', amount: '10' }])
  const add = (bytes: Buffer) =>
    shop.run((tx) => purchases.addPhoto(tx, { id: newId(), receiptId, bytes }))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
  for (const bytes of [svg, Buffer.from('%PDF-1.7'.repeat(10)), Buffer.alloc(0)]) {
    await expect(add(bytes)).rejects.toMatchObject({ code: 'buying.not_a_photo' })
  }
  const large = Buffer.concat([await picture('png'), Buffer.alloc(300_000)])
  await expect(add(large)).rejects.toMatchObject({ code: 'buying.photo_too_large' })
  for (const type of ['png', 'webp', 'jpeg', 'png', 'webp', 'jpeg'] as const) {
    await add(await picture(type))
  }
  await expect(add(await picture('png'))).rejects.toMatchObject({
    code: 'buying.too_many_photos',
    data: { maximum: 6 },
  })
})
