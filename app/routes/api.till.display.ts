import type { ActionFunctionArgs } from '@remix-run/node'
import qr from 'qr-image'
import { answerJson, enterTill, readJson } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import {
  endTillDisplay,
  openTillDisplay,
  showTillDisplay,
  TillDisplayInput,
} from '#modules/pos/index.ts'

/** Six lines of the longest names are half of this. */
const MAX_BYTES = 10_000

/**
 * `POST /api/till/display`: a phone or tablet as the customer's screen. `open` answers with its
 * link and the squares of its QR code, row by row; `show` whether anybody looks; `end` ends it.
 */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const { actor } = await enterTill(args)
    const input = await readJson(args.request, TillDisplayInput, MAX_BYTES)
    if (input.intent === 'show') {
      return inTenant(actor, 'read write', (tx) => showTillDisplay(tx, input))
    }
    if (input.intent === 'end') {
      await inTenant(actor, 'read write', (tx) => endTillDisplay(tx, input))
      return { isOpen: false }
    }
    const { token } = await inTenant(actor, 'read write', (tx) => openTillDisplay(tx, input))
    const link = `${new URL(args.request.url).origin}/display/${token}`
    return { link, squares: qr.matrix(link, 'M').map((row) => row.join('')) }
  })
