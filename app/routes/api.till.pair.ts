import type { ActionFunctionArgs } from '@remix-run/node'
import { loadContext } from '#app/server/edge.server.ts'
import { answerJson, readJson, readSigned } from '#app/server/till-edge.server.ts'
import { pairingsFromAddress, subscriberOf } from '#modules/identity/index.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { tills } from '#modules/pos/index.ts'
import { PairTillInput } from '#modules/pos/shared.ts'

/**
 * `POST /api/till/pair`: a device brings the code that its owner read out. It signs with the key it
 * names, and then waits at `/api/till/pairing` for the owner's word.
 */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const { request } = args
    const address = subscriberOf(loadContext(args.context).clientAddress)
    await pairingsFromAddress.take(address)
    const { code, ...device } = await readJson(request, PairTillInput, 10_000)
    tills.checkOwnSignature(device.publicKey, await readSigned(request))
    const found = await tills.findPairingCode(code)
    if (!found) throw new DomainError('pos.unknown_pairing', 'invalid')
    const actor = { tenantId: found.tenantId, userId: null }
    const state = await inTenant(actor, 'read write', (tx) =>
      tills.claimPairing(tx, found.pairingId, device),
    )
    await pairingsFromAddress.giveBack(address)
    return state
  })
