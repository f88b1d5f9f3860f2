import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { asOwnPhone, changeAccount } from '#app/server/own-phone.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { phones } from '#modules/learning/index.ts'

/** `GET /api/learn/me`: how somebody comes back, for their own phone. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerJson(() => asOwnPhone(request, 'read only', (tx, own) => phones.getOwnAccount(tx, own)))

/** `POST /api/learn/me`: changes it. */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () =>
    changeAccount(args, await readJson(args.request, phones.AccountChange, 100_000)),
  )
