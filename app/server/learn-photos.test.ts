import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { loader } from '#app/routes/api.learn.photos.$file.ts'
import { exportLearner } from '#modules/centre/index.ts'
import {
  addLearnDevice,
  addLearner,
  endLearner,
  eraseLearner,
  listLearnPersons,
  phones,
  photos,
} from '#modules/learning/index.ts'
import { MAX_PHOTO_BYTES, PHOTO_EDGE } from '#modules/learning/shared.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'

connectDatabase()

const WORDS = '我當面問過秋月，他同意把照片放在據點的機器上。'

/** A photograph with a place in it, as a phone writes it: an Exif segment right behind the first two bytes. */
async function photograph(width = 300, height = 400): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#c33'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#3c3'
  context.fillRect(0, (height - width) / 2, width, width)
  const plain = await canvas.encode('jpeg', 80)
  const body = Buffer.from('Exif\0\0GPSLatitude 23.97 GPSLongitude 121.61')
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)])
}

async function makeLearner() {
  const centre = await makeTenant({ kind: 'centre' })
  const { id: learnerId } = await centre.run((tx) => addLearner(tx, { displayName: '林秋月' }))
  const { token } = await centre.run((tx) =>
    addLearnDevice(tx, centre.tenantId, { name: '平板一', learnerId: null }),
  )
  const get = (file: string, as = token) =>
    loader({
      request: new Request('http://centre.example/', {
        headers: { authorization: `Bearer ${as}` },
      }),
      params: { file },
      context: {},
    })
  const set = (bytes: Buffer) =>
    centre.run((tx) => photos.setPhoto(tx, learnerId, { bytes, consentWords: WORDS }))
  const shown = async () => {
    const [person] = await centre.read((tx) => listLearnPersons(tx, [learnerId], new Date()))
    return person?.photo ?? null
  }
  const ownPhone = async () => {
    const { id } = await centre.run((tx) => addLearner(tx, { displayName: '高金水' }))
    return centre.run((tx) =>
      phones.addOwnPhone(tx, centre.tenantId, id, {
        deviceId: crypto.randomUUID(),
        secret: 'x'.repeat(43),
      }),
    )
  }
  return { centre, learnerId, token, get, set, shown, ownPhone }
}

test('a photograph is drawn anew, small and square, and shown to devices of its centre alone', async () => {
  const { centre, learnerId, get, set, shown, ownPhone } = await makeLearner()
  expect(await shown()).toBeNull()
  await set(await photograph())
  const photo = await shown()
  const answer = await get(`${photo?.id}.${photo?.hash}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.length).toBeLessThanOrEqual(MAX_PHOTO_BYTES)
  expect(bytes.toString('latin1')).not.toMatch(/Exif|GPS/)
  const image = await loadImage(bytes)
  expect([image.width, image.height]).toEqual([PHOTO_EDGE, PHOTO_EDGE])
  // The square in the middle, without what is above and below.
  const context = createCanvas(1, 1).getContext('2d')
  context.drawImage(image, 0, -2)
  const [red = 0, green = 0] = context.getImageData(0, 0, 1, 1).data
  expect(green).toBeGreaterThan(red)

  const stranger = await makeLearner()
  expect((await stranger.get(`${photo?.id}.${photo?.hash}`)).status).toBe(404)
  expect((await get(`${photo?.id}.${photo?.hash}`, (await ownPhone()).token)).status).toBe(404)
  expect((await get(`${photo?.id}.${'0'.repeat(64)}`)).status).toBe(404)
  expect((await get('nothing')).status).toBe(404)
  expect((await get(`${photo?.id}.${photo?.hash}`, 'x')).status).toBe(401)
  const kept = await centre.read((tx) => photos.findPhoto(tx, learnerId))
  expect(kept).toMatchObject({ consentWords: WORDS, heardBy: '測試員' })
  expect(kept?.consentedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
})

test('one at a time, gone at once when it is taken off, and with its learner', async () => {
  const { centre, learnerId, get, set, shown } = await makeLearner()
  const bytesKept = async () =>
    (
      await asOwner('select 1 from learner_photo where learner_id = $1 and bytes is not null', [
        learnerId,
      ])
    ).length
  await set(await photograph())
  const first = await shown()
  await set(await photograph(200, 200))
  const second = await shown()
  expect(second?.id).not.toBe(first?.id)
  expect((await get(`${first?.id}.${first?.hash}`)).status).toBe(404)
  expect(await bytesKept()).toBe(1)
  await centre.run((tx) => photos.removePhoto(tx, { learnerId }))
  await centre.run((tx) => photos.removePhoto(tx, { learnerId }))
  expect(await shown()).toBeNull()
  expect((await get(`${second?.id}.${second?.hash}`)).status).toBe(404)
  expect(await bytesKept()).toBe(0)

  await set(await photograph())
  const data = await centre.read((tx) => exportLearner(tx, learnerId))
  expect(data.photo?.jpegBase64).toMatch(/^\/9j\//)
  await centre.run((tx) => eraseLearner(tx, { learnerId }))
  expect(await bytesKept()).toBe(0)

  const other = await makeLearner()
  await other.set(await photograph())
  await other.centre.run((tx) => endLearner(tx, { learnerId: other.learnerId }))
  expect(
    await asOwner('select 1 from learner_photo where learner_id = $1 and bytes is not null', [
      other.learnerId,
    ]),
  ).toEqual([])
  await expect(other.set(await photograph())).rejects.toMatchObject({
    code: 'learning.learner_left',
  })
})

test('what is no photograph, or too large, or unfolds into gigabytes, is refused', async () => {
  const { set, shown } = await makeLearner()
  const png = await createCanvas(20, 20).encode('png')
  const good = await photograph()
  // A few bytes that claim to be 60,000 pixels wide and high.
  const claims = Buffer.from(good)
  const frame = claims.indexOf(Buffer.from([0xff, 0xc0]))
  claims.writeUInt16BE(60_000, frame + 5)
  claims.writeUInt16BE(60_000, frame + 7)
  const cases: [string, Buffer, string][] = [
    ['nothing', Buffer.alloc(0), 'learning.not_a_photo'],
    ['text', Buffer.from('<svg onload="alert(1)"></svg>'), 'learning.not_a_photo'],
    ['PNG', png, 'learning.not_a_photo'],
    ['only a head', good.subarray(0, 120), 'learning.not_a_photo'],
    ['a bomb', claims, 'learning.not_a_photo'],
    ['large', Buffer.concat([good, Buffer.alloc(MAX_PHOTO_BYTES)]), 'learning.photo_too_large'],
  ]
  for (const [what, bytes, code] of cases) {
    await expect(set(bytes), what).rejects.toMatchObject({ code })
  }
  expect(await shown()).toBeNull()
})
