import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { answerJson, enterTill } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { getTillSale } from '#modules/pos/index.ts'

const Asked = z.object({
  saleId: z.uuid().optional(),
  receiptNo: z.string().trim().min(1).max(30).optional(),
})

/** `GET /api/till/sale?receiptNo=` (or `saleId=`): a sale of any till, for goods that come back. */
export const loader = (args: LoaderFunctionArgs) =>
  answerJson(async () => {
    const { actor } = await enterTill(args)
    const asked = Asked.safeParse(Object.fromEntries(new URL(args.request.url).searchParams))
    if (!asked.success)
      throw new DomainError('request.bad_field', 'invalid', { field: 'receiptNo' })
    return inTenant(actor, 'read only', (tx) => getTillSale(tx, asked.data))
  })
