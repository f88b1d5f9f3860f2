import type { ActionFunctionArgs } from '@remix-run/node'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { answerJson, enterTill, readJson } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { registerTill } from '#modules/pos/index.ts'
import { RegisterTillInput } from '#modules/pos/shared.ts'

/** `POST /api/till/register?shop=`: this browser becomes a till. Repeating it is safe. */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const { actor } = await enterTill(args)
    const { t } = textsFor(languageOf(args.request))
    const nameOf = (number: number) => t('home:tillName', { number })
    const { tillId, journalId, name } = await readJson(args.request, RegisterTillInput, 10_000)
    return inTenant(actor, 'read write', (tx) =>
      registerTill(tx, { tillId, journalId, name, nameOf }),
    )
  })
