import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createCanvas } from '@napi-rs/canvas'
import { expect, type Page } from '@playwright/test'
import { build } from 'vite'
import { dayIn } from '#modules/kernel/shared.ts'
import { renderRaster } from '#modules/printing/index.ts'
import { samplePapers } from '#test/printing/samples.ts'
import { OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'

/** A drawing of a house, as a shop may have it on its computer. */
function logoFile(): Buffer {
  const context = createCanvas(300, 150).getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 300, 150)
  context.fillStyle = '#000'
  context.fillRect(90, 70, 120, 80)
  context.beginPath()
  context.moveTo(70, 75)
  context.lineTo(150, 10)
  context.lineTo(230, 75)
  context.fill()
  return context.canvas.toBuffer('image/png')
}

const picture = async (page: Page, name: string) => {
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}

test('an owner designs the receipt, sees it change, and it prints so', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/settings/receipt'))
  const preview = page.locator('.receipt-view')
  await expect(preview).toContainText(/電話 0/)
  await page.getByRole('textbox', { name: /店名下面的字/ }).fill('自己種，自己賣')
  await expect(preview).toContainText('自己種，自己賣')
  await page.getByRole('checkbox', { name: '電話' }).uncheck()
  await expect(preview).not.toContainText(/電話 0/)
  const logo = { name: 'logo.png', mimeType: 'image/png', buffer: logoFile() }
  await expect(preview.locator('.receipt-logo')).toHaveCount(0)
  await page.locator('input[name=logo]').setInputFiles(logo)
  // One sees what will be printed before anything is saved.
  await expect(preview.locator('.receipt-logo')).toBeVisible()
  await picture(page, 'receipt-logo-chosen')
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByRole('status').filter({ hasText: '存好了' })).toBeVisible()
  await expect(preview.locator('.receipt-logo')).toBeVisible()
  await page.getByRole('radio', { name: '80 公釐' }).check()
  await expect(page.locator('.receipt-view-80')).toBeVisible()
  await page.getByText('印表機的點', { exact: true }).click()
  const dots = page.getByRole('img', { name: '收據印出來的樣子' })
  await expect(dots).toHaveJSProperty('complete', true)
  await expect(dots).toHaveJSProperty('naturalWidth', 576)
  await picture(page, 'receipt-design-tablet')
  await page.setViewportSize({ width: 360, height: 740 })
  await picture(page, 'receipt-design-phone')

  // What is no picture is refused in words, and the rest of the form stays.
  const text = {
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture '.repeat(9)),
  }
  await page.locator('input[name=logo]').setInputFiles(text)
  await expect(page.getByText('這個檔案讀不出圖')).toBeVisible()
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByText('這個檔案讀不出圖')).toBeVisible()

  await page.reload()
  await page.getByRole('checkbox', { name: '拿掉標誌' }).check()
  await expect(preview.locator('.receipt-logo')).toHaveCount(0)
  await page.getByRole('textbox', { name: /店名下面的字/ }).fill('')
  await page.getByRole('checkbox', { name: '電話' }).check()
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByRole('status').filter({ hasText: '存好了' })).toBeVisible()
})

test('papers of the office are files that open', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/products/labels'))
  await page.getByRole('checkbox').nth(0).check()
  await page.getByRole('checkbox').nth(1).check()
  await picture(page, 'labels-tablet')
  const [product] = await page
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => (box instanceof HTMLInputElement ? box.value : '')))
  const sale = page.locator('a[href*="/sales/"]').first()
  // Before the shop opens nobody has bought anything today.
  const yesterday = dayIn('Asia/Taipei', new Date(Date.now() - 86_400_000))
  await page.goto(url(`/shanxia/sales?day=${yesterday}`))
  const saleAddress = (await sale.getAttribute('href')) ?? ''
  await page.goto(url(saleAddress))
  await picture(page, 'sale-tablet')
  await page.goto(url('/shanxia/tabs'))
  const tabAddress = (await page.locator('a[href*="/tabs/"]').first().getAttribute('href')) ?? ''
  await page.goto(url(tabAddress))
  await picture(page, 'tab-tablet')
  for (const address of [
    `/shanxia/products/labels.pdf?product[]=${product}&copies=2`,
    `${saleAddress}/receipt.pdf`,
    `${saleAddress}/receipt.pdf?kind=gift`,
    `${tabAddress}/statement.pdf`,
  ]) {
    const answer = await page.request.get(url(address))
    expect(answer.status(), address).toBe(200)
    expect((await answer.body()).subarray(0, 5).toString(), address).toBe('%PDF-')
  }
  expect((await page.request.get(url('/shanxia/products/labels.pdf?product[]=x'))).status()).toBe(
    404,
  )
})

/** The layout and drawing of the modules as one script for a page that has nothing else. */
async function drawingScript(): Promise<string> {
  const bundle = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rollupOptions: { treeshake: { moduleSideEffects: false } },
      target: 'es2022',
      lib: {
        entry: 'test/printing/browser-entry.ts',
        name: 'paper',
        formats: ['iife'],
      },
    },
  })
  const [first] = Array.isArray(bundle) ? bundle : [bundle]
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('Nothing was bundled.')
  return chunk.code
}

const require = createRequire(import.meta.url)
const FONTS = {
  'tc-400': '@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
  'tc-700': '@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf',
  'latin-400': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'latin-700': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
}

/** Papers that together have every way of drawing. */
const COMPARED = ['designed', 'reprint', 'shift-z', 'order-ticket', 'labels', 'test']

/** Draws in the page what `renderRaster` draws on the server; dots as base64. */
const drawInPage = (script: string, document: unknown, widthDots: number) => `(async () => {
  ${script}
  if (window.document.fonts.size === 0) for (const [name, family] of [['tc', 'Paper'], ['latin', 'Paper Latin']]) {
    for (const weight of ['400', '700']) {
      const font = new FontFace(family, 'url(/paper-fonts/' + name + '-' + weight + '.ttf)', { weight })
      window.document.fonts.add(await font.load())
    }
  }
  const family = '"Paper", "Paper Latin"'
  const canvas = window.document.createElement('canvas')
  const measure = paper.canvasMeasure(canvas.getContext('2d'), family)
  const layout = paper.layoutReceipt(${JSON.stringify(document)}, { widthDots: ${widthDots}, measure })
  canvas.width = layout.widthDots
  canvas.height = layout.heightDots
  const context = canvas.getContext('2d', { willReadFrequently: true })
  paper.drawReceipt(context, layout, family)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const { rows } = paper.toRaster(data, canvas.width, canvas.height)
  return { heightDots: layout.heightDots, rows: [...rows] }
})()`

/** Black dots of one picture that have no black dot of the other within one dot. */
function strayDots(rows: Uint8Array, others: Uint8Array, width: number): number {
  const isBlack = (from: Uint8Array, x: number, y: number) =>
    x >= 0 && x < width && ((from[(y * width + x) >> 3] ?? 0) & (0x80 >> (x & 7))) !== 0
  const near = [-1, 0, 1]
  let stray = 0
  for (let y = 0; y < (rows.length * 8) / width; y++) {
    for (let x = 0; x < width; x++) {
      if (!isBlack(rows, x, y)) continue
      if (!near.some((down) => near.some((right) => isBlack(others, x + right, y + down)))) stray++
    }
  }
  return stray
}

test('a browser draws the same paper as the server', async ({ page }) => {
  await page.route('**/paper-fonts/*.ttf', async (route) => {
    const name = /([\w-]+)\.ttf$/.exec(route.request().url())?.[1] ?? ''
    const file = Object.entries(FONTS).find(([key]) => key === name)?.[1] ?? ''
    await route.fulfill({ body: await readFile(require.resolve(file)), contentType: 'font/ttf' })
  })
  await page.goto(url('/signin'))
  const script = await drawingScript()
  for (const widthDots of [384, 576] as const) {
    for (const [name, document] of Object.entries(samplePapers('zh-TW', widthDots))) {
      if (!COMPARED.includes(name)) continue
      const server = renderRaster(document, widthDots)
      const drawn: { heightDots: number; rows: number[] } = await page.evaluate(
        drawInPage(script, document, widthDots),
      )
      expect(drawn.heightDots, name).toBe(server.heightDots)
      const browser = Uint8Array.from(drawn.rows)
      const ink = server.rows.reduce(
        (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
        0,
      )
      const stray =
        strayDots(server.rows, browser, widthDots) + strayDots(browser, server.rows, widthDots)
      if (process.env.SHOTS) console.log(name, widthDots, ink, stray)
      expect(stray / ink, `${name} at ${widthDots}`).toBeLessThan(0.01)
    }
  }
})
