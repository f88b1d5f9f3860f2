import type { LoaderFunctionArgs } from '@remix-run/node'
import { answerJson } from '#app/server/till-edge.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { lookAtDisplay } from '#modules/pos/index.ts'

/** `GET /api/display/<secret>`: what the customer's phone shows now. 404 once it has ended. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  answerJson(async () => {
    const seen = await lookAtDisplay(params.token ?? '', new Date())
    if (!seen) throw new DomainError('request.no_such_page', 'missing')
    return seen
  })
