import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { measureRate, type Rate, round } from './measure.ts'
import type { BenchServer } from './server.ts'

export interface Pages {
  productList: Rate & { products: number }
  ownersDay: Rate
  tillScriptKb: number
  firstPageScriptKb: number
}

/** Renders pages from four callers at once, and weighs the scripts that browsers are sent (gzip). */
export async function benchPages(server: BenchServer, seconds: number): Promise<Pages> {
  const list = `/${server.slug}/products`
  const day = `/${server.slug}/today`
  const html = await read(server, list)
  const pages = {
    productList: {
      ...(await measureRate(4, seconds * 1000, async () => void (await read(server, list)))),
      products: (html.match(/row-link/g) ?? []).length,
    },
    ownersDay: await measureRate(4, seconds * 1000, async () => void (await read(server, day))),
    tillScriptKb: await tillScripts(),
    firstPageScriptKb: await scriptsOf(await read(server, day)),
  }
  console.log('product list', pages.productList)
  console.log("owner's day", pages.ownersDay)
  console.log(
    `script sent, gzip: till ${pages.tillScriptKb} kB, owner's day ${pages.firstPageScriptKb} kB`,
  )
  return pages
}

async function read(server: BenchServer, address: string): Promise<string> {
  const response = await fetch(server.url + address, { headers: { cookie: server.cookie } })
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.text()
}

const kilobytes = (bytes: Buffer): number => gzipSync(bytes).length / 1000

/** What index.html of the till loads at once; other languages and dialogs come when asked for. */
async function tillScripts(): Promise<number> {
  const html = await readFile('build/till/index.html', 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\/till\/(assets\/[^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  )
  const sizes = await Promise.all(
    first.map(async (file) => kilobytes(await readFile(path.join('build/till', file)))),
  )
  return round(sizes.reduce((sum, size) => sum + size, 0))
}

/** Scripts a page preloads, and the texts of one language that its entry asks for. */
async function scriptsOf(html: string): Promise<number> {
  const named = [...html.matchAll(/\/assets\/([\w.-]+\.js)/g)].map((match) => match[1] ?? '')
  const folder = 'build/client/assets'
  const texts = (await readdir(folder)).filter(
    (name) => /^office-/.test(name) && !named.includes(name),
  )
  const sizes = await Promise.all(
    [...new Set(named)].map(async (name) => kilobytes(await readFile(path.join(folder, name)))),
  )
  const languages = await Promise.all(
    texts.map(async (name) => kilobytes(await readFile(path.join(folder, name)))),
  )
  return round(sizes.reduce((sum, size) => sum + size, 0) + Math.max(0, ...languages))
}
