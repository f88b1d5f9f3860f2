import type { LoaderFunctionArgs } from '@remix-run/node'
import { answerJson, enterTill } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { findSnapshotChanges, getTillSnapshot, markSnapshot } from '#modules/pos/index.ts'
import type { SnapshotMarks } from '#modules/pos/shared.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

/**
 * `GET /api/till/snapshot`: goods, rates, rules and people; 304 for a till that has this version. With
 * `?since=<cursor>&parts=<name>:<hash>,…` only what has changed; everything, when that is too old.
 */
export const loader = (args: LoaderFunctionArgs) =>
  answerJson(async () => {
    const { actor, tillId } = await enterTill(args)
    const marks = marksFrom(new URL(args.request.url).searchParams)
    const { snapshot, changes } = await inTenant(actor, 'read only', async (tx) => {
      const printer = await findDefaultPrinter(tx)
      const whole = await getTillSnapshot(tx, tillId, printer !== undefined)
      return {
        snapshot: { ...whole, marks: await markSnapshot(tx, whole) },
        changes: marks && (await findSnapshotChanges(tx, whole, marks)),
      }
    })
    if (changes) return changes
    const tag = `"${snapshot.version}"`
    const headers = { ETag: tag, 'Cache-Control': 'no-store' }
    // A till may send the version with or without the quotes of an entity tag.
    const known = args.request.headers.get('if-none-match')?.replace(/^W\//, '').replaceAll('"', '')
    if (known === snapshot.version) return new Response(null, { status: 304, headers })
    return Response.json(snapshot, { headers })
  })

function marksFrom(query: URLSearchParams): SnapshotMarks | undefined {
  const cursor = query.get('since')
  if (cursor === null) return undefined
  const parts = (query.get('parts') ?? '').split(',').slice(0, 100)
  return {
    cursor,
    hashes: Object.fromEntries(parts.map((part) => [part.split(':')[0], part.split(':')[1] ?? ''])),
  }
}
