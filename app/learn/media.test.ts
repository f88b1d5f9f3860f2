import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sha256OfBytes } from '#app/offline/sha256.ts'
import type { MediaFile } from '#modules/learning/shared.ts'
import { startMedia } from './media.ts'
import type { KeptMedia, MediaStore } from './media-store.ts'

const SIZE = 300_000
const FILM = new Uint8Array(SIZE).map((_, index) => (index * 7) % 251)
const FILE: MediaFile = {
  file: 'film.webm',
  mime: 'video/webm',
  bytes: SIZE,
  hash: createHash('sha256').update(FILM).digest('hex'),
}

/** A disk that keeps what it is given for as long as a test runs. */
function memoryStore() {
  const files = new Map<string, KeptMedia>()
  let parts: { from: number; bytes: ArrayBuffer }[] = []
  const store: MediaStore = {
    kept: async () => new Set(files.keys()),
    read: async (hash) => files.get(hash),
    async keep(media) {
      files.set(media.hash, media)
      parts = []
    },
    begun: async () => parts.map(({ bytes }) => bytes),
    addPart: async (_hash, from, bytes) => void parts.push({ from, bytes }),
    dropParts: async () => {
      parts = []
    },
    keepOnly: async () => undefined,
  }
  return { store, begun: () => parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) }
}

type Answer = (from: number, ask: Request) => Response | Promise<Response>

/** What a server that heeds `Range` says; its line may break after so many bytes. */
function serve(from: number, { bytes = FILM, breaksAfter = SIZE } = {}): Response {
  const rest = bytes.subarray(from)
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= breaksAfter) return controller.error(new Error('the line broke'))
      const chunk = rest.subarray(at, Math.min(at + 20_000, breaksAfter))
      at += chunk.length
      if (chunk.length > 0) controller.enqueue(chunk)
      if (at >= rest.length) controller.close()
    },
  })
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`
  return from === 0
    ? new Response(body, { headers: { 'content-length': String(bytes.length) } })
    : new Response(body, { status: 206, headers: { 'content-range': range } })
}

/** A device whose asks a test answers, one after the other. */
function device(answers: Answer[], mayFetch = () => true) {
  const asked: string[] = []
  const memory = memoryStore()
  const media = startMedia({
    store: memory.store,
    digest: sha256OfBytes,
    mayFetch,
    fetch: async (address, init) => {
      const ask = new Request(`http://centre.example${address}`, init)
      const range = ask.headers.get('range')
      asked.push(range ?? 'all')
      const [answer = () => Response.error()] = answers.splice(0, 1)
      return answer(Number(/\d+/.exec(range ?? '0')?.[0]), ask)
    },
  })
  return { media, asked, ...memory }
}

describe('a film on its way to a device', () => {
  test('goes on where the line broke, and is kept when it is what its hash says', async () => {
    const { media, asked, begun, store } = device([
      (from) => serve(from, { breaksAfter: 110_000 }),
      () => Promise.reject(new TypeError('no network')),
      (from) => serve(from),
    ])
    expect(await media.bring(FILE)).toBe('unreachable')
    expect(begun()).toBe(110_000)
    expect(await media.bring(FILE)).toBe('unreachable')
    expect(await media.bring(FILE)).toBe('kept')
    expect(asked).toEqual(['all', 'bytes=110000-', 'bytes=110000-'])
    const kept = await store.read(FILE.hash)
    expect(kept && Buffer.compare(Buffer.from(kept.bytes), FILM)).toBe(0)
    expect(begun()).toBe(0)
  })

  test('with a broken byte is thrown away and fetched again from its beginning, once', async () => {
    const broken = FILM.slice()
    broken[123_456] = 0xff
    const wrong: Answer = (from) => serve(from, { bytes: broken })
    const first = device([wrong, (from) => serve(from)])
    expect(await first.media.bring(FILE)).toBe('kept')
    expect(first.asked).toEqual(['all', 'all'])
    const always = device([wrong, wrong, wrong])
    expect(await always.media.bring(FILE)).toBe('wrong')
    expect(always.asked).toHaveLength(2)
    expect(await always.store.kept()).toEqual(new Set())
  })

  test('whose server does not go on in the middle is read from its beginning', async () => {
    const { media, asked } = device([
      (from) => serve(from, { breaksAfter: 70_000 }),
      () => serve(0),
    ])
    expect(await media.bring(FILE)).toBe('unreachable')
    expect(await media.bring(FILE)).toBe('kept')
    expect(asked).toEqual(['all', 'bytes=70000-'])
  })

  test('waits when the device leaves the network that may be used for it', async () => {
    let chunks = 0
    let isWifi = true
    const mayFetch = () => {
      chunks += 1
      if (chunks === 5) isWifi = false
      return isWifi
    }
    const { media, begun } = device([(from) => serve(from), (from) => serve(from)], mayFetch)
    expect(await media.bring(FILE)).toBe('unreachable')
    expect(begun()).toBe(100_000)
    expect(await media.open(FILE)).toBeUndefined()
    isWifi = true
    expect((await media.open(FILE))?.address).toBe(`/api/learn/media/${FILE.hash}.webm`)
  })

  test('is not begun with a page of a hotel, nor with another file', async () => {
    const page: Answer = () => new Response('Sign in', { headers: { 'content-length': '7' } })
    const gone: Answer = () => new Response(null, { status: 404 })
    const { media, begun } = device([page, gone])
    expect(await media.bring(FILE)).toBe('unreachable')
    expect(begun()).toBe(0)
    expect(await media.bring(FILE)).toBe('missing')
  })
})
