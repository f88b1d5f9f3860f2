/**
 * qr-image was written for Node, and takes from `Buffer` what an array of bytes can do too. A browser
 * has none; this is as much of it as the drawing of a code needs.
 */
class Bytes extends Uint8Array {
  constructor(
    from: number | string | ArrayLike<number> | ArrayBuffer,
    at?: number,
    length?: number,
  ) {
    if (typeof from === 'string') super(new TextEncoder().encode(from))
    else if (typeof from === 'number') super(from)
    else if (from instanceof ArrayBuffer) super(from, at, length)
    else super(from)
  }

  static isBuffer(value: unknown): boolean {
    return value instanceof Bytes
  }
}

if (!('Buffer' in globalThis)) Object.assign(globalThis, { Buffer: Bytes })
