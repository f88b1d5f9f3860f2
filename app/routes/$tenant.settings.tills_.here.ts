import { z } from 'zod'
import { asResource, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { registerTill } from '#modules/pos/index.ts'
import { PairHereInput } from '#modules/pos/shared.ts'

/** Whether whoever is signed in here may make this browser a till of the shop. */
export const loader = tenantLoader('till.manage', z.object({}), async (_tx, _input, edge) =>
  Response.json(
    { shop: edge.membership.name, person: edge.session.displayName },
    { headers: { 'Cache-Control': 'no-store' } },
  ),
)

/** This browser becomes a till, with one press: for an owner with one tablet. Repeating it is safe. */
export const action = asResource(
  tenantAction('till.manage', PairHereInput, (tx, device, edge) => {
    const { t } = textsFor(languageOf(edge.request))
    const nameOf = (number: number) => t('home:tillName', { number })
    const { tillId, journalId, publicKey, name } = device
    return registerTill(tx, { tillId, journalId, publicKey, name, nameOf })
  }),
)
