import { crc32, inflateRawSync } from 'node:zlib'

/**
 * ZIP packages: written without compression, read with or without.
 * @see APPNOTE.TXT 6.3.10 by PKWARE, sections 4.3 (records) and 4.4 (fields)
 */

export interface ZipEntry {
  name: string
  content: Buffer
}

const SIGNATURE = { file: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const
const VERSION = 20
/** Bit 11: names are UTF-8. Bit 0: what is inside is encrypted. */
const UTF8_NAMES = 0x0800
const ENCRYPTED = 0x0001
/** 1980-01-01 at midnight: the same questions are the same bytes on every day. */
const NO_DATE = 0x0021
const END_BYTES = 22
const CENTRAL_BYTES = 46
const FILE_BYTES = 30

/** The bytes of a package with these files, in this order, stored as they are. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const nameBytes = Buffer.from(name, 'utf8')
    const about = Buffer.alloc(26)
    about.writeUInt16LE(VERSION, 0)
    about.writeUInt16LE(UTF8_NAMES, 2)
    about.writeUInt16LE(NO_DATE, 8)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(content.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(nameBytes.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const file = Buffer.concat([number32(SIGNATURE.file), about, nameBytes, content])
    const versionMadeBy = Buffer.from([VERSION, 0])
    central.push(
      Buffer.concat([number32(SIGNATURE.central), versionMadeBy, about, place, nameBytes]),
    )
    files.push(file)
    offset += file.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(SIGNATURE.end, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, list, end])
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value, 0)
  return bytes
}

export interface ZipLimits {
  maxEntries: number
  /** Of everything that is taken, unpacked. */
  maxBytes: number
}

/**
 * The files of a package whose names pass; the list at its end says where they are.
 * @returns undefined when this is no package, is broken, encrypted, or larger than the limits.
 */
export function readZip(
  bytes: Buffer,
  isWanted: (name: string) => boolean,
  limits: ZipLimits,
): ZipEntry[] | undefined {
  try {
    return entriesOf(bytes, isWanted, limits)
  } catch {
    // A number that points outside of the file, or data that does not unpack.
    return undefined
  }
}

function entriesOf(bytes: Buffer, isWanted: (name: string) => boolean, limits: ZipLimits) {
  const end = bytes.lastIndexOf(number32(SIGNATURE.end))
  if (end < 0 || end + END_BYTES > bytes.length) return undefined
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.maxEntries) return undefined
  const entries: ZipEntry[] = []
  let left = limits.maxBytes
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== SIGNATURE.central) return undefined
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength)
    if (isWanted(name)) {
      const content = contentAt(bytes, at, left)
      if (!content) return undefined
      left -= content.length
      entries.push({ name, content })
    }
    at += CENTRAL_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function contentAt(bytes: Buffer, central: number, maxBytes: number): Buffer | undefined {
  const [flags, method] = [bytes.readUInt16LE(central + 8), bytes.readUInt16LE(central + 10)]
  const packed = bytes.readUInt32LE(central + 20)
  const local = bytes.readUInt32LE(central + 42)
  if (flags & ENCRYPTED || bytes.readUInt32LE(local) !== SIGNATURE.file) return undefined
  const from = local + FILE_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (from + packed > bytes.length) return undefined
  const data = bytes.subarray(from, from + packed)
  if (method !== 0 && method !== 8) return undefined
  const content = method === 8 ? inflateRawSync(data, { maxOutputLength: maxBytes }) : data
  const isWhole = crc32(content) === bytes.readUInt32LE(central + 16)
  return isWhole && content.length <= maxBytes ? content : undefined
}
