import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bodyBytes } from './inflate.server.ts'

const request = (body: BodyInit, encoding?: string) =>
  new Request('http://till.example/api/till/events', {
    method: 'POST',
    body,
    headers: encoding ? { 'content-encoding': encoding } : {},
  })

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString()

test('a body arrives as it was, packed or not', async () => {
  expect(text(await bodyBytes(request('{"茶":1}'), 100))).toBe('{"茶":1}')
  expect(text(await bodyBytes(request(gzipSync('{"茶":1}'), 'gzip'), 100))).toBe('{"茶":1}')
})

test('a small body that would become a huge one is let go of', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  expect(bomb.length).toBeLessThan(100_000)
  expect(await bodyBytes(request(bomb, 'gzip'), 1_000_000)).toBeUndefined()
})

test('what says it is packed and is not is refused', async () => {
  await expect(bodyBytes(request('{}', 'gzip'), 100)).rejects.toThrow()
})
