import { z } from 'zod'
import { apiResource, apiRoute } from '#app/server/api-edge.server.ts'
import { listRecordedSales, RecordedSale, SaleRequest, sellThroughApi } from '#modules/pos/index.ts'
import { nextAfter, PAGING } from './paging.ts'

/** The first year of the calendar that receipts here are written in. */
const EARLIEST_DAY = '1912-01-01'
const day = z.iso.date().refine((text) => text >= EARLIEST_DAY)

const ListSales = z.strictObject({
  ...PAGING,
  from: day.optional().describe("First day, by the shop's clock."),
  to: day.optional().describe('Last day, included.'),
})

const SalePage = z.object({ sales: z.array(RecordedSale), nextAfter })

export const sales = apiResource({
  GET: apiRoute(
    'sales:read',
    ListSales,
    async (tx, page) => ({ status: 200, body: await listRecordedSales(tx, page) }),
    {
      operationId: 'listSales',
      summary: 'List sales',
      description:
        'In the order in which customers paid. A till that was offline sends late: read the last days again.',
      inputName: 'ListSales',
      answer: { name: 'SalePage', shape: SalePage },
      statuses: { 200: 'A page of sales with lines and payments.' },
    },
  ),
  POST: apiRoute(
    'sales:write',
    SaleRequest,
    async (tx, request, client) => {
      const { sale, isNew } = await sellThroughApi(tx, request, client.createdBy)
      return { status: isNew ? 201 : 200, body: sale }
    },
    {
      operationId: 'recordSale',
      summary: 'Record a paid sale',
      description:
        'Takes stock and posts the books. The id is made by the caller: the same id with the same body answers the recorded sale, with another body 409.',
      inputName: 'SaleRequest',
      answer: { name: 'Sale', shape: RecordedSale },
      statuses: { 200: 'This sale was recorded before.', 201: 'The sale is recorded.' },
    },
  ),
})
