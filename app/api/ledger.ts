import { z } from 'zod'
import { apiFileRoute, apiResource, apiRoute } from '#app/server/api-edge.server.ts'
import { enterJournal, exportLedger, getEntry } from '#modules/bookkeeping/index.ts'
import { JournalInput, LEDGER_EXTENSION, LEDGER_FORMATS } from '#modules/bookkeeping/shared.ts'

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

const LedgerEntry = z.object({
  id: z.uuid(),
  postedOn: z.iso.date(),
  kind: z.string(),
  memo: z.string(),
  costCentreId: z.uuid().nullable(),
  postings: z.array(
    z.object({
      code: z.string().describe('Code of the account.'),
      name: z.string(),
      amountMinor: z.number().int().describe('A debit is positive, a credit negative.'),
    }),
  ),
})

export const ledgerEntries = apiResource({
  POST: apiRoute(
    'books:write',
    JournalInput,
    async (tx, request) => {
      const { entryId, isNew } = await enterJournal(tx, request)
      const entry = LedgerEntry.parse(await getEntry(tx, entryId))
      return { status: isNew ? 201 : 200, body: entry }
    },
    {
      operationId: 'enterJournal',
      summary: 'Enter a journal entry',
      description:
        'Debits and credits must be equal, and the day open. The id is made by the caller: the same id with the same body answers the entry that stands, with another body 409.',
      inputName: 'LedgerEntryRequest',
      answer: { name: 'LedgerEntry', shape: LedgerEntry },
      statuses: { 200: 'This entry was made before.', 201: 'The entry stands in the books.' },
    },
  ),
})
