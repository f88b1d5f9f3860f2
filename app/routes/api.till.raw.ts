import type { ActionFunctionArgs } from '@remix-run/node'
import { answerJson, enterTill, readBytes } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { ingestRaw } from '#modules/pos/index.ts'

/** Ten times what the largest sale takes. */
const MAX_ENTRY_BYTES = 2_000_000

/**
 * `POST /api/till/raw?journal=&seq=&event=`: one entry of a journal as bytes, kept
 * unread because the usual way refused it.
 */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const { actor, tillId } = await enterTill(args, { acceptsRevoked: true })
    const query = new URL(args.request.url).searchParams
    const bytes = await readBytes(args.request, MAX_ENTRY_BYTES)
    const raw = {
      tillId,
      journalId: query.get('journal') ?? '',
      seq: Number(query.get('seq')),
      eventId: query.get('event') ?? '',
      bytes,
    }
    return inTenant(actor, 'read write', (tx) => ingestRaw(tx, raw))
  })
