import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { stretchOf } from '#app/server/range.server.ts'
import { findMedia } from '#modules/learning/index.ts'
import { MEDIA_ENDINGS } from '#modules/learning/shared.ts'

const FILE = /^([0-9a-f]{64})\.([a-z0-9]{2,4})$/

/**
 * `GET /api/learn/media/<hash>.<ending>`: a sound, a film or captions of a course. Its name says what
 * is in it, so it never changes; whoever was interrupted goes on where it broke off (`Range`).
 * Courses are nobody's secret.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [, hash = '', ending = ''] = FILE.exec(params.file ?? '') ?? []
  const media = findMedia(hash)
  const size = media && (await stat(media.place).catch(() => undefined))?.size
  // A file that was changed below a running server is another one: devices ask for the catalogue again.
  if (!media || MEDIA_ENDINGS[media.mime] !== ending || size !== media.bytes) {
    return new Response(null, { status: 404 })
  }
  const headers = {
    'Accept-Ranges': 'bytes',
    // Packed on the way, a stretch of it would not be that stretch.
    'Cache-Control': 'public, max-age=31536000, immutable, no-transform',
    'Content-Type': media.mime === 'text/vtt' ? 'text/vtt; charset=utf-8' : media.mime,
    ETag: `"${hash}"`,
  }
  if (request.headers.get('if-none-match') === headers.ETag) {
    return new Response(null, { status: 304, headers })
  }
  const condition = request.headers.get('if-range')
  const isSame = condition === null || condition === headers.ETag
  const asked = isSame ? stretchOf(request.headers.get('range'), size) : 'whole'
  if (asked === 'none') {
    const range = { 'Content-Range': `bytes */${size}`, 'Content-Length': '0' }
    return new Response(null, { status: 416, headers: { ...headers, ...range } })
  }
  const { first, last } = asked === 'whole' ? { first: 0, last: size - 1 } : asked
  const length = { 'Content-Length': String(last - first + 1) }
  const range = asked !== 'whole' && { 'Content-Range': `bytes ${first}-${last}/${size}` }
  // Asked for its head alone, nothing is read.
  const body =
    request.method === 'HEAD'
      ? null
      : createReadableStreamFromReadable(createReadStream(media.place, { start: first, end: last }))
  const status = asked === 'whole' ? 200 : 206
  return new Response(body, { status, headers: { ...headers, ...length, ...range } })
}
