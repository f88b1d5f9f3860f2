import type { ActionFunctionArgs } from '@remix-run/node'
import { bringInvitation } from '#app/server/own-phone.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { phones } from '#modules/learning/index.ts'

/** `POST /api/learn/invitation`: a phone brings a trainer's invitation and becomes a learner's own. */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () =>
    bringInvitation(args, await readJson(args.request, phones.InvitationForm, 10_000)),
  )
