import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { loadContext } from '#app/server/edge.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { joinClass, unknownCode } from '#modules/centre/index.ts'
import { pairingsFromAddress, subscriberOf } from '#modules/identity/index.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { findClassOfCode } from '#modules/learning/index.ts'
import { LearnerName } from '#modules/learning/shared.ts'

const Input = z.strictObject({
  code: z.string().regex(/^\d{6}$/, 'field.wrong'),
  displayName: LearnerName,
  language: z.string().max(20).default('zh-TW'),
  requestId: z.uuid(),
})

/**
 * `POST /api/learn/join`: a phone brings the code on the wall and a name, and becomes that learner's
 * own device. Wrong codes from one address are counted, and each wait is longer than the last.
 */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const address = subscriberOf(loadContext(args.context).clientAddress)
    const { code, ...person } = await readJson(args.request, Input, 10_000)
    await pairingsFromAddress.take(address)
    const found = await findClassOfCode(code)
    if (!found) throw unknownCode()
    const { tenantId, classId } = found
    const joined = await inTenant({ tenantId, userId: null }, 'read write', (tx) =>
      joinClass(tx, tenantId, { ...person, classId }),
    )
    await pairingsFromAddress.giveBack(address)
    return joined
  })
