import type { LoaderFunctionArgs } from '@remix-run/node'
import { asCounter } from '#app/server/count-edge.server.ts'
import { answerJson } from '#app/server/till-edge.server.ts'
import { stocktakes } from '#modules/inventory/index.ts'

/** `GET /api/count/snapshot`: the goods of a stocktake, for a phone that counts without a network. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerJson(() =>
    asCounter(request, 'read only', (tx, stocktake) =>
      stocktakes.getCountSnapshot(tx, stocktake, new Date()),
    ),
  )
