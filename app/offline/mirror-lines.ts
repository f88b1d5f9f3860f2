import type { Ack, Head, StoredEvent } from './disk.ts'

/** One write as the second copy keeps it: entries with the head after them, or answers to entries. */
export type MirrorRecord =
  | { kind: 'written'; head: Head; events: readonly StoredEvent[] }
  | { kind: 'answered'; acks: readonly { eventId: string; ack: Ack }[] }

/** A record as one line that says of itself whether it is whole. */
export function encodeLine(record: MirrorRecord): string {
  const text = JSON.stringify(record)
  return `${crc32(text)} ${text}\n`
}

/** The records of a file in order. Lines that are torn or damaged are left out and counted. */
export function decodeLines(text: string): { records: MirrorRecord[]; damaged: number } {
  const records: MirrorRecord[] = []
  let damaged = 0
  for (const line of text.split('\n')) {
    if (line === '') continue
    const record = decodeLine(line)
    if (record) records.push(record)
    else damaged += 1
  }
  return { records, damaged }
}

function decodeLine(line: string): MirrorRecord | undefined {
  const text = line.slice(9)
  if (line[8] !== ' ' || crc32(text) !== line.slice(0, 8)) return undefined
  // What the sum confirms was written by `encodeLine`.
  return JSON.parse(text)
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})

/** CRC-32 (ISO 3309, as in gzip) of the text's UTF-8, as eight hex digits. */
export function crc32(text: string): string {
  let sum = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) {
    sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8)
  }
  return ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}
