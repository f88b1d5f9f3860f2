import { z } from 'zod'
import { apiFileRoute, apiResource } from '#app/server/api-edge.server.ts'
import { exportLedger } from '#modules/bookkeeping/index.ts'
import { LEDGER_EXTENSION, LEDGER_FORMATS } from '#modules/bookkeeping/shared.ts'

const ExportLedger = z
  .strictObject({
    format: z.enum(LEDGER_FORMATS).describe('Which program the file is for.'),
    from: z.iso.date().optional().describe('First day, included. The file opens with balances.'),
    to: z.iso.date().optional().describe('Last day, included.'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'field.days_backwards',
  })

export const ledger = apiResource({
  GET: apiFileRoute(
    'books:read',
    ExportLedger,
    (tx, wanted) => exportLedger(tx, wanted),
    ({ format }) => ({
      name: `ledger.${LEDGER_EXTENSION[format]}`,
      type: format === 'csv' ? 'text/csv; charset=utf-8' : 'text/plain; charset=utf-8',
    }),
    {
      operationId: 'exportLedger',
      summary: 'Take the books with you',
      description:
        'The whole ledger, or some days of it, as a journal that hledger, Ledger or Beancount reads, or as CSV. Balances are asserted at the end.',
      inputName: 'ExportLedger',
      files: ['text/plain', 'text/csv'],
      statuses: { 200: 'The file.' },
    },
  ),
})
