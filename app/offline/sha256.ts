/** Round constants: the fractions of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const K = constants(64, 3)
/** Initial hash: the fractions of the square roots of the first 8 primes (FIPS 180-4, 5.3.3). */
const INITIAL = constants(8, 2)

/** SHA-256 of a text, in UTF-8, as lower-case hex. */
export const sha256 = (text: string): Promise<string> =>
  sha256OfBytes(new TextEncoder().encode(text))

/**
 * SHA-256 as lower-case hex. The browser's own where there is one; a shop that serves its tills over
 * plain HTTP in its own network has none, and gets the same sum computed here.
 */
export async function sha256OfBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto?.subtle) return sha256InScript(bytes)
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** FIPS 180-4, section 6.2. */
export function sha256InScript(bytes: Uint8Array): string {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n)
  let state = [...INITIAL]
  for (let at = 0; at < padded.length; at += 64) state = compress(state, view, at)
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function compress(before: number[], view: DataView, at: number): number[] {
  const schedule = new Int32Array(64)
  for (let index = 0; index < 16; index += 1) schedule[index] = view.getInt32(at + index * 4)
  for (let index = 16; index < 64; index += 1) {
    const early = schedule[index - 15] ?? 0
    const late = schedule[index - 2] ?? 0
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    schedule[index] = (schedule[index - 16] ?? 0) + s0 + (schedule[index - 7] ?? 0) + s1
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = before
  for (let index = 0; index < 64; index += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (K[index] ?? 0) + (schedule[index] ?? 0)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  const after = [a, b, c, d, e, f, g, h]
  return before.map((word, index) => (word + (after[index] ?? 0)) | 0)
}

function constants(count: number, root: 2 | 3): number[] {
  const words: number[] = []
  for (let candidate = 2; words.length < count; candidate += 1) {
    if (!isPrime(candidate)) continue
    // The first 32 bits after the point, taken from a whole root of the number shifted far enough.
    const shifted = BigInt(candidate) << BigInt(32 * root)
    words.push(Number(wholeRoot(shifted, root) & 0xffffffffn) | 0)
  }
  return words
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
    if (candidate % divisor === 0) return false
  }
  return true
}

/** The largest whole number whose power does not exceed `value`, by halving. */
function wholeRoot(value: bigint, root: 2 | 3): bigint {
  let low = 0n
  let high = 1n << 40n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** BigInt(root) <= value) low = middle
    else high = middle - 1n
  }
  return low
}
