/** Pictures of a film as an encoder gives them, in their order. */
export interface FilmFrame {
  atMs: number
  isKey: boolean
  bytes: Uint8Array
}

export interface Film {
  width: number
  height: number
  durationMs: number
  frames: readonly FilmFrame[]
}

/**
 * A film as a WebM file (VP9), with its length and an index in front: a player knows at once how long
 * it is and where to go on when somebody moves to another place.
 *
 * @see RFC 8794 (EBML), RFC 9559 (Matroska)
 */
export function writeWebm(film: Film): Buffer {
  const clusters = clustersOf(film.frames).map((frames) => ({
    atMs: frames[0]?.atMs ?? 0,
    bytes: writeCluster(frames),
  }))
  const info = element(0x1549a966, [
    number(0x2ad7b1, 1_000_000),
    element(0x4489, [float(film.durationMs)]),
    text(0x4d80, 'tillage'),
    text(0x5741, 'tillage'),
  ])
  const tracks = element(0x1654ae6b, [
    element(0xae, [
      number(0xd7, 1),
      number(0x73c5, 1),
      number(0x83, 1),
      text(0x86, 'V_VP9'),
      element(0xe0, [number(0xb0, film.width), number(0xba, film.height)]),
    ]),
  ])
  // Places are written with a fixed length, so that the index is as long before they are known.
  const cuesAt = (places: readonly number[]) =>
    element(
      0x1c53bb6b,
      clusters.map(({ atMs }, index) =>
        element(0xbb, [
          number(0xb3, atMs),
          element(0xb7, [number(0xf7, 1), fixed(0xf1, places[index] ?? 0)]),
        ]),
      ),
    )
  const head = Buffer.concat([info, tracks])
  let at = head.length + cuesAt([]).length
  const places = clusters.map(({ bytes }) => {
    const place = at
    at += bytes.length
    return place
  })
  const body = [head, cuesAt(places), ...clusters.map(({ bytes }) => bytes)]
  return Buffer.concat([
    element(0x1a45dfa3, [
      number(0x4286, 1),
      number(0x42f7, 1),
      number(0x42f2, 4),
      number(0x42f3, 8),
      text(0x4282, 'webm'),
      number(0x4287, 4),
      number(0x4285, 2),
    ]),
    element(0x18538067, body),
  ])
}

/** Each begins with a whole picture: a player can begin there. */
function clustersOf(frames: readonly FilmFrame[]): FilmFrame[][] {
  const clusters: FilmFrame[][] = []
  for (const frame of frames) {
    const open = clusters.at(-1)
    if (frame.isKey || !open) clusters.push([frame])
    else open.push(frame)
  }
  return clusters
}

function writeCluster(frames: readonly FilmFrame[]): Buffer {
  const startMs = frames[0]?.atMs ?? 0
  return element(0x1f43b675, [
    number(0xe7, startMs),
    ...frames.map(({ atMs, isKey, bytes }) => {
      const head = Buffer.alloc(4)
      head.writeUInt8(0x81, 0)
      head.writeInt16BE(atMs - startMs, 1)
      head.writeUInt8(isKey ? 0x80 : 0, 3)
      return element(0xa3, [head, Buffer.from(bytes)])
    }),
  ])
}

function idBytes(id: number): Buffer {
  const hex = id.toString(16)
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
}

function element(id: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([...parts])
  return Buffer.concat([idBytes(id), sizeBytes(body.length), body])
}

/** One, two or eight bytes; all ones would say that the length is not known. */
function sizeBytes(length: number): Buffer {
  if (length < 0x7f) return Buffer.from([0x80 | length])
  if (length < 0x3fff) return Buffer.from([0x40 | (length >> 8), length & 0xff])
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(length))
  size.writeUInt8(0x01, 0)
  return size
}

function number(id: number, value: number): Buffer {
  const hex = value.toString(16)
  return element(id, [Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')])
}

function fixed(id: number, value: number): Buffer {
  const body = Buffer.alloc(4)
  body.writeUInt32BE(value)
  return element(id, [body])
}

const text = (id: number, value: string): Buffer => element(id, [Buffer.from(value, 'latin1')])

function float(value: number): Buffer {
  const body = Buffer.alloc(8)
  body.writeDoubleBE(value)
  return body
}
