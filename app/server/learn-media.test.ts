import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { loader } from '#app/routes/api.learn.media.$file.ts'
import { listCatalogue } from '#modules/learning/index.ts'
import { mediaAddress } from '#modules/learning/shared.ts'

const files = listCatalogue().flatMap(({ media }) => media)
const film = files.find(({ mime }) => mime === 'video/webm')
const words = files.find(({ mime }) => mime === 'text/vtt')
if (!film || !words) throw new Error('no course has a film with captions')
const address = mediaAddress(film)

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  loader({
    request: new Request(`http://centre.example${path}`, { method, headers }),
    params: { file: path.split('/').at(-1) },
    context: {},
  })
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

test('a film is what its name says, and is never asked for twice', async () => {
  const answer = await ask(address)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('video/webm')
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-length')).toBe(String(film.bytes))
  const bytes = await bytesOf(answer)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(film.hash)
  const again = await ask(address, { 'if-none-match': answer.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
  const captions = await ask(mediaAddress(words))
  expect(captions.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
  expect(await captions.text()).toMatch(/^WEBVTT/)
})

test('whoever was interrupted goes on where it broke off', async () => {
  const whole = await bytesOf(await ask(address))
  const rest = await ask(address, { range: 'bytes=1000-' })
  expect(rest.status).toBe(206)
  expect(rest.headers.get('content-range')).toBe(`bytes 1000-${film.bytes - 1}/${film.bytes}`)
  expect(Buffer.compare(await bytesOf(rest), whole.subarray(1000))).toBe(0)
  const middle = await ask(address, { range: 'bytes=10-19' })
  expect(Buffer.compare(await bytesOf(middle), whole.subarray(10, 20))).toBe(0)
  const behind = await ask(address, { range: `bytes=${film.bytes}-` })
  expect(behind.status).toBe(416)
  expect(behind.headers.get('content-range')).toBe(`bytes */${film.bytes}`)
  // A stretch of another version would fit to nothing.
  const other = await ask(address, { range: 'bytes=10-19', 'if-range': '"other"' })
  expect(other.status).toBe(200)
  const head = await ask(address, { range: 'bytes=10-19' }, 'HEAD')
  expect([head.status, head.headers.get('content-length'), head.body]).toEqual([206, '10', null])
})

test.each([
  `/api/learn/media/${'0'.repeat(64)}.webm`,
  address.replace('.webm', '.mp4'),
  '/api/learn/media/..%2f..%2fpackage.json',
  '/api/learn/media/look-before-tap.webm',
])('%s is not there', async (path) => {
  expect((await ask(path)).status).toBe(404)
})
