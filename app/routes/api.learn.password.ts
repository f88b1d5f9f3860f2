import type { ActionFunctionArgs } from '@remix-run/node'
import { comeBackWithPassword } from '#app/server/own-phone.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { phones } from '#modules/learning/index.ts'

/** `POST /api/learn/password`: somebody comes back with the centre's code, a short name and a password. */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () =>
    comeBackWithPassword(args, await readJson(args.request, phones.PasswordSignIn, 10_000)),
  )
