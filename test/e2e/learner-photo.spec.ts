import { createCanvas } from '@napi-rs/canvas'
import { expect, type Page } from '@playwright/test'
import { makeClass, openDevice } from './class-steps.ts'
import { inspect } from './inspect.ts'
import { CENTRE, signIn, url } from './people.ts'
import { test } from './test.ts'

/** What a phone's camera writes: large, upright only by its Exif, and with where it was taken. */
async function photograph(): Promise<Buffer> {
  const canvas = createCanvas(1600, 1200)
  const context = canvas.getContext('2d')
  for (let at = 0; at < 4000; at += 1) {
    context.fillStyle = `hsl(${(at * 47) % 360} 60% ${30 + (at % 50)}%)`
    context.fillRect((at * 131) % 1600, (at * 197) % 1200, 90, 60)
  }
  const plain = await canvas.encode('jpeg', 92)
  // TIFF, big-endian, one entry: orientation 6, a quarter turn.
  const tiff = Buffer.from('4d4d002a0000000800010112000300000001000600000000000000', 'hex')
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from('GPS 23.97 121.61')])
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)])
}

/** How many photographs lie on a device. */
const keptOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const asked = indexedDB.open('tillage-learn-files-photos')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const count = asked.result.transaction('files').objectStore('files').count()
          count.onsuccess = () => {
            asked.result.close()
            resolve(count.result)
          }
        }
      }),
  )

test('a trainer puts a photograph on a tile with consent; the tablet shows it offline, and it goes when it is taken off', async ({
  page,
  browser,
}) => {
  await signIn(page, CENTRE)
  const name = '胡金葉'
  const { learners } = await makeClass(page, [name, '乙松'])
  const device = await openDevice(page)
  const address = url(`/xikou-centre/learners/${learners[0]}`)
  await page.goto(address)
  await page.getByText('放一張照片').click()
  const save = page.getByRole('button', { name: '放上照片' })
  await expect(page.getByText('先拍或選一張照片')).toBeVisible()
  await page
    .getByLabel('選一張')
    .setInputFiles({ name: 'note.txt', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') })
  await expect(page.getByText('這張照片打不開')).toBeVisible()
  const photo = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photograph() }
  await page.getByLabel('選一張').setInputFiles(photo)
  await expect(page.getByRole('img', { name: `${name}的照片，會這樣出現` })).toBeVisible()
  await expect(page.getByText('先當面問過，再打勾')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await inspect(page, 'photo-form-phone')
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.getByRole('checkbox', { name: /我當面問過胡金葉/ }).check()
  await save.click()
  await expect(page.getByText('照片放上去了')).toBeVisible()
  await expect(page.getByText(/當面問過，本人同意/)).toBeVisible()
  // More than 30 kB would have been refused: it left the browser small already.
  const kept = await (await page.request.get(`${address}/photo`)).body()
  expect(kept.length).toBeLessThan(30_000)
  expect(kept.toString('latin1')).not.toMatch(/Exif|GPS/)
  await inspect(page, 'photo-learner')

  const tablet = await browser.newContext({
    viewport: { width: 1024, height: 768 },
    locale: 'zh-TW',
  })
  const shown = await tablet.newPage()
  await shown.goto(url(`/learn/#device=${device.token}`))
  const tile = shown.getByRole('button', { name })
  const face = tile.locator('img.face-photo')
  await expect(face).toBeVisible({ timeout: 60_000 })
  await expect(face).toHaveJSProperty('naturalWidth', 256)
  await inspect(shown, 'photo-tile')
  await shown.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await tablet.setOffline(true)
  await shown.reload()
  await expect(face).toHaveJSProperty('naturalWidth', 256)
  await tile.click()
  await expect(shown.locator('.sign-in-person img.face-photo')).toBeVisible()
  await shown.getByRole('button', { name: '不是我' }).click()

  await page.getByText('拿掉照片').click()
  await page.getByRole('button', { name: `拿掉${name}的照片` }).click()
  await expect(page.getByText('照片刪掉了')).toBeVisible()
  const gone = await page.request.get(`${address}/photo`)
  expect(gone.status()).toBe(404)
  await expect(face).toBeVisible()
  await tablet.setOffline(false)
  await expect(face).toHaveCount(0, { timeout: 60_000 })
  await expect(tile).toBeVisible()
  await expect.poll(() => keptOn(shown)).toBe(0)
  await tablet.close()
})
