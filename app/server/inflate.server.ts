/**
 * The bytes of a request's body. A till on a slow network sends them packed (`Content-Encoding:
 * gzip`); unpacking stops at `maxBytes`, so that a small body can't become a huge one.
 *
 * @returns undefined when there are more than `maxBytes`.
 * @throws what the stream throws when it is no gzip.
 */
export async function bodyBytes(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (!request.body) return new Uint8Array()
  const isPacked = request.headers.get('content-encoding') === 'gzip'
  const stream = isPacked ? request.body.pipeThrough(new DecompressionStream('gzip')) : request.body
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.length
    if (length > maxBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts, length)
}
