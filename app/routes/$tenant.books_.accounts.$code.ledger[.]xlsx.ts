import { z } from 'zod'
import { LedgerSpan, ledgerSpan } from '#app/books/ledger-params.ts'
import { monthOf } from '#app/components/dates.ts'
import { accountName, entryKindWord } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { xlsxResponse } from '#app/server/xlsx.server.ts'
import { listAccountPostings } from '#modules/bookkeeping/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({ code: z.string().max(8), ...LedgerSpan })

/** One account of the general ledger, as a table that Excel and LibreOffice open. */
export const loader = tenantLoader('books.read', Params, async (tx, params, edge) => {
  const language = languageOf(edge.request)
  const texts = textsFor(language)
  const { t } = texts
  const words = texts.getFixedT<['today', 'books', 'common']>(language, [
    'today',
    'books',
    'common',
  ])
  const { timeZone } = await getShopClock(tx)
  const { from, to } = ledgerSpan(params, monthOf(dayIn(timeZone, new Date())))
  const account = await listAccountPostings(tx, params.code, { from, to })
  const rows = account.rows.map((row) => [
    row.postedOn,
    row.documentOn,
    entryKindWord(words, row.kind),
    row.memo,
    row.amountMinor > 0 ? row.amountMinor : null,
    row.amountMinor < 0 ? -row.amountMinor : null,
    row.balanceMinor,
    row.entryId,
  ])
  const sheet = {
    name: `${account.code} ${accountName(account, language)}`,
    columns: [
      { head: t('ledger:ledger.day'), type: 'day' as const },
      { head: t('ledger:ledger.document'), type: 'day' as const },
      { head: t('ledger:ledger.kind'), type: 'text' as const, width: 16 },
      { head: t('ledger:ledger.memo'), type: 'text' as const },
      { head: t('books:entry.debit'), type: 'money' as const },
      { head: t('books:entry.credit'), type: 'money' as const },
      { head: t('ledger:ledger.balance'), type: 'money' as const },
      { head: t('ledger:ledger.entry'), type: 'text' as const, width: 38 },
    ],
    rows: [
      [from, null, t('books:account.opening'), '', null, null, account.openingMinor, ''],
      ...rows,
      [to, null, t('books:account.closing'), '', null, null, account.closingMinor, ''],
    ],
    sums: new Set([0, rows.length + 1]),
  }
  return xlsxResponse([sheet], `${edge.membership.slug}-${account.code}-${from}-${to}`)
})
