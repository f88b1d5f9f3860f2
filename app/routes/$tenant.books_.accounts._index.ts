import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { LedgerSpan } from '#app/books/ledger-params.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'

const Query = z.object({
  code: z
    .string()
    .regex(/^\d{4,8}$/)
    .catch(ACCOUNTS.cash.code),
  from: LedgerSpan.from,
  to: LedgerSpan.to,
})

/** The ledger opens at the account that was chosen; at cash when none was. */
export const loader = tenantLoader('books.read', Query, async (_tx, { code, from, to }, edge) => {
  const span = new URLSearchParams({ ...(from && { from }), ...(to && { to }) })
  return redirect(`/${edge.membership.slug}/books/accounts/${code}?${span}`)
})
