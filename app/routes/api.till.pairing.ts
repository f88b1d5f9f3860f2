import type { LoaderFunctionArgs } from '@remix-run/node'
import { answerJson, readSigned } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { tills } from '#modules/pos/index.ts'

/** `GET /api/till/pairing`: what became of the code that this device brought. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerJson(async () => {
    const { tenantId, pairingId } = await tills.findPairingDevice(await readSigned(request))
    return inTenant({ tenantId, userId: null }, 'read only', (tx) =>
      tills.getPairingState(tx, pairingId),
    )
  })
