import { z } from 'zod'
import { isDay } from '#app/components/dates.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { streamFile } from '#app/server/stream-file.server.ts'
import { exportLedger } from '#modules/bookkeeping/index.ts'
import { LEDGER_EXTENSION, LEDGER_FORMATS } from '#modules/bookkeeping/shared.ts'

/** An empty field of the form asks for all days. */
const day = z
  .union([z.literal(''), z.string().refine(isDay)])
  .optional()
  .transform((text) => text || undefined)

const Query = z.object({
  format: z.enum(LEDGER_FORMATS).catch('csv').default('csv'),
  from: day,
  to: day,
})

/** The whole ledger as a file, for somebody who is signed in. Programs ask `/api/v1/ledger`. */
export const loader = tenantLoader('books.read', Query, async (_tx, wanted, edge) =>
  streamFile(
    edge.actor,
    {
      name: `${edge.membership.slug}.${LEDGER_EXTENSION[wanted.format]}`,
      type: wanted.format === 'csv' ? 'text/csv; charset=utf-8' : 'text/plain; charset=utf-8',
    },
    (tx) => exportLedger(tx, wanted),
  ),
)
