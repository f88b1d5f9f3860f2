import type { LoaderFunctionArgs } from '@remix-run/node'
import { findPack } from '#modules/learning/index.ts'

const FILE = /^([a-z0-9-]{2,60})\.([A-Za-z-]{2,20})\.([0-9a-f]{64})\.json$/

/**
 * `GET /api/learn/packs/<course>.<language>.<hash>.json`: a course as devices carry it. Its name says
 * what is in it, so it never changes; courses are nobody's secret.
 */
export function loader({ params }: LoaderFunctionArgs) {
  const [, courseId = '', language = '', hash = ''] = FILE.exec(params.file ?? '') ?? []
  const json = findPack(courseId, language, hash)
  if (json === undefined) return new Response(null, { status: 404 })
  return new Response(json, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  })
}
