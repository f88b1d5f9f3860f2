import type { LoaderFunctionArgs } from '@remix-run/node'
import { answerJson, enterTill } from '#app/server/till-edge.server.ts'
import { may } from '#modules/identity/index.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { getTillSnapshot } from '#modules/pos/index.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

/** `GET /api/till/snapshot?shop=`: goods, rates and rules; 304 for a till that has this version. */
export const loader = (args: LoaderFunctionArgs) =>
  answerJson(async () => {
    const { actor, session, membership } = await enterTill(args)
    const person = {
      id: session.userId,
      displayName: session.displayName,
      locale: session.locale,
      theme: session.theme,
      textSize: session.textSize,
      mayManageGoods: may(membership.role, 'goods.manage'),
    }
    const snapshot = await inTenant(actor, 'read only', async (tx) => {
      const printer = await findDefaultPrinter(tx)
      return getTillSnapshot(tx, person, printer !== undefined)
    })
    const tag = `"${snapshot.version}"`
    const headers = { ETag: tag, 'Cache-Control': 'no-store' }
    // A till may send the version with or without the quotes of an entity tag.
    const known = args.request.headers.get('if-none-match')?.replace(/^W\//, '').replaceAll('"', '')
    if (known === snapshot.version) return new Response(null, { status: 304, headers })
    return Response.json(snapshot, { headers })
  })
