import { type MediaFile, mediaAddress } from '#modules/learning/shared.ts'
import type { MediaStore } from './media-store.ts'

/** Where something plays from, while it is open. */
export interface OpenMedia {
  address: string
  close(): void
}

/** Brings what lessons play, and opens it. */
export interface Media {
  /** Hashes of what lies here whole. */
  kept(): Promise<Set<string>>
  /** Fetches a file; one that broke off goes on where it was. It is kept when its hash is right. */
  bring(file: MediaFile): Promise<'kept' | 'unreachable' | 'missing' | 'wrong'>
  /**
   * To be played: from this device, so that it needs no network; else from the server, where the
   * network may be used. Undefined when it is neither here nor to be had.
   */
  open(file: MediaFile): Promise<OpenMedia | undefined>
  /** Lets go of what nothing plays any more. */
  keepOnly(hashes: ReadonlySet<string>): Promise<void>
}

export interface MediaParts {
  store: MediaStore
  digest(bytes: Uint8Array): Promise<string>
  /** Whether this network may be used for it. */
  mayFetch(): boolean
  fetch?: typeof fetch
}

/** So much may be lost when a line breaks off. */
const PART_BYTES = 65_536
/** A line that says nothing for so long is dead. */
const STALLED_MS = 30_000

export function startMedia(parts: MediaParts): Media {
  const { store } = parts
  return {
    kept: store.kept,
    keepOnly: store.keepOnly,
    async bring(file) {
      // What came wrong is looked for once more from its beginning.
      for (let tries = 0; tries < 2; tries += 1) {
        const came = await bringRest(parts, file)
        if (came !== 'whole') return came
        const bytes = joined(await store.begun(file.hash))
        if (bytes.length === file.bytes && (await parts.digest(bytes)) === file.hash) {
          await store.keep({ hash: file.hash, mime: file.mime, bytes: bytes.buffer })
          return 'kept'
        }
        await store.dropParts(file.hash)
      }
      return 'wrong'
    },
    async open(file) {
      const kept = await store.read(file.hash)
      if (kept) {
        const address = URL.createObjectURL(new Blob([kept.bytes], { type: kept.mime }))
        return { address, close: () => URL.revokeObjectURL(address) }
      }
      return parts.mayFetch() ? fromServer(file) : undefined
    },
  }
}

/** Played as it comes, where nothing is kept: a wall, an office, a device that is still loading. */
export const fromServer = (file: MediaFile): OpenMedia => ({
  address: mediaAddress(file),
  close: () => undefined,
})

const sizeOf = (parts: readonly ArrayBuffer[]): number =>
  parts.reduce((sum, { byteLength }) => sum + byteLength, 0)

function joined(parts: readonly (ArrayBuffer | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part instanceof Uint8Array ? part : new Uint8Array(part), at)
    at += part.byteLength
  }
  return whole
}

/** Fetches what is not here yet of a file, and writes it down as it comes. */
async function bringRest(
  parts: MediaParts,
  file: MediaFile,
): Promise<'whole' | 'unreachable' | 'missing'> {
  const { store, fetch: ask = fetch } = parts
  const begun = sizeOf(await store.begun(file.hash))
  if (begun >= file.bytes) return 'whole'
  const line = new AbortController()
  const answer = await ask(mediaAddress(file), {
    headers: begun > 0 ? { range: `bytes=${begun}-` } : {},
    // It is kept once, here; and what came wrong shall not come out of a cache again.
    cache: 'no-store',
    signal: line.signal,
  }).catch(() => undefined)
  if (answer?.status === 404) return 'missing'
  const from = answer ? beginOf(answer, file) : undefined
  if (!answer?.body || from === undefined || from > begun) {
    line.abort()
    // A server that has nothing there has another file than the one that was begun.
    if (answer?.status === 416) await store.dropParts(file.hash)
    return 'unreachable'
  }
  if (from < begun) await store.dropParts(file.hash)
  return keepComing({ ...parts, file, line, from, reader: answer.body.getReader() })
}

/** Where in the file an answer begins; undefined when it is no part of this file. */
function beginOf(answer: Response, file: MediaFile): number | undefined {
  if (answer.status === 200) {
    const length = answer.headers.get('content-length')
    return length === null || Number(length) === file.bytes ? 0 : undefined
  }
  if (answer.status !== 206) return undefined
  const [, from, size] =
    /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '') ?? []
  return Number(size) === file.bytes ? Number(from) : undefined
}

interface Coming extends MediaParts {
  file: MediaFile
  line: AbortController
  from: number
  reader: ReadableStreamDefaultReader<Uint8Array>
}

async function keepComing(coming: Coming): Promise<'whole' | 'unreachable'> {
  const { store, file, line, reader, mayFetch } = coming
  let at = coming.from
  let waiting: Uint8Array[] = []
  const write = async () => {
    const part = joined(waiting)
    waiting = []
    if (part.length > 0) await store.addPart(file.hash, at, part.buffer)
    at += part.length
  }
  for (;;) {
    const stalled = setTimeout(() => line.abort(), STALLED_MS)
    const next = await reader.read().catch(() => undefined)
    clearTimeout(stalled)
    if (next?.value) waiting.push(next.value)
    const size = waiting.reduce((sum, { length }) => sum + length, 0)
    const isOver = !next || next.done || at + size > file.bytes
    if (isOver || size >= PART_BYTES) await write()
    if (isOver) break
    // The device may have left its Wi-Fi: the rest waits until it is back.
    if (!mayFetch()) {
      await write()
      break
    }
  }
  line.abort()
  return at >= file.bytes ? 'whole' : 'unreachable'
}
