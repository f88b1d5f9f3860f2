import { apiResource, apiRoute } from '#app/server/api-edge.server.ts'
import { Quote, QuoteRequest, quote as quoteCart } from '#modules/pos/index.ts'

export const quote = apiResource({
  POST: apiRoute(
    'quote',
    QuoteRequest,
    async (tx, request) => ({ status: 200, body: await quoteCart(tx, request) }),
    {
      operationId: 'quote',
      summary: 'Price a cart without selling',
      description:
        'Lines round half away from zero to whole NT$. Tax stands inside prices and is rounded per line or once per tax class of the document.',
      inputName: 'QuoteRequest',
      answer: { name: 'Quote', shape: Quote },
      statuses: { 200: 'Totals, tax by class, and amounts by line.' },
    },
  ),
})
