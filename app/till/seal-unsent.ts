import type { StoredEvent } from '#app/offline/disk.ts'
import { asTillEvent } from '#app/offline/next-batch.ts'
import { BOX_INFO, BOX_IV, boxLines, type UnsentPayload } from '#modules/pos/shared.ts'

/** So many characters a code can be read reliably from paper, drawn as wide as a receipt. */
const CODE_LENGTH = 1_300
/** Deflated and as text, a sale of a few lines is about this long; a code takes as many as fit. */
const MOST_PER_CODE = 8

/** Whether this browser can seal anything: one that was opened over plain HTTP can't. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined

/** Unsent entries as one sealed line, for a file. @param exportKey the shop's, from the snapshot. */
export async function sealFile(
  tillId: string,
  events: readonly StoredEvent[],
  exportKey: string,
): Promise<string> {
  const box = await sealBox(payloadOf(tillId, events), exportKey)
  return `${boxLines(box, newBoxId()).join('\n')}\n`
}

/** One code on paper, and which entries it holds. */
export interface SealedCode {
  line: string
  /** Its place among the lines of its box; a sale that is too long for one code takes several. */
  part: number
  parts: number
  events: StoredEvent[]
}

/** Unsent entries as lines that each fit a code. A code that can't be read spoils no other. */
export async function sealCodes(
  tillId: string,
  events: readonly StoredEvent[],
  exportKey: string,
): Promise<SealedCode[]> {
  const codes: SealedCode[] = []
  let rest = [...events]
  while (rest.length > 0) {
    let size = Math.min(MOST_PER_CODE, rest.length)
    let lines = await seal(rest.slice(0, size))
    while (size > 1 && lines.length > 1) {
      size = Math.max(1, Math.min(size - 1, Math.floor(size / lines.length)))
      lines = await seal(rest.slice(0, size))
    }
    const held = rest.slice(0, size)
    for (const [index, line] of lines.entries()) {
      codes.push({ line, part: index + 1, parts: lines.length, events: held })
    }
    rest = rest.slice(size)
  }
  return codes

  async function seal(some: StoredEvent[]): Promise<string[]> {
    return boxLines(await sealBox(payloadOf(tillId, some), exportKey), newBoxId(), CODE_LENGTH)
  }
}

function payloadOf(tillId: string, events: readonly StoredEvent[]): UnsentPayload {
  const byJournal = new Map<string, StoredEvent[]>()
  for (const event of events) {
    byJournal.set(event.journalId, [...(byJournal.get(event.journalId) ?? []), event])
  }
  return {
    tillId,
    journals: [...byJournal].map(([journalId, own]) => ({
      journalId,
      events: own.map(asTillEvent),
    })),
  }
}

/** ECDH on P-256 with a key of its own, HKDF-SHA256, AES-256-GCM: see decision 013. */
async function sealBox(payload: UnsentPayload, exportKey: string): Promise<Uint8Array> {
  const { subtle } = crypto
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const theirs = Uint8Array.from(atob(exportKey), (letter) => letter.charCodeAt(0))
  const shopKey = await subtle.importKey('raw', theirs, curve, false, [])
  const own = await subtle.generateKey(curve, false, ['deriveBits'])
  const point = new Uint8Array(await subtle.exportKey('raw', own.publicKey))
  const secret = await subtle.deriveBits({ name: 'ECDH', public: shopKey }, own.privateKey, 256)
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info: new TextEncoder().encode(BOX_INFO) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  const plain = await deflate(JSON.stringify(payload))
  const sealed = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv: BOX_IV }, key, plain))
  const box = new Uint8Array(point.length + sealed.length)
  box.set(point)
  box.set(sealed, point.length)
  return box
}

async function deflate(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Response(stream).arrayBuffer()
}

/** Short, because it stands in every code; only boxes that are read together must differ. */
const newBoxId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(4))]
    .map((byte) => byte.toString(36).padStart(2, '0'))
    .join('')
