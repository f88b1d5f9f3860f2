import { readAgeing } from '#app/books/ageing.server.ts'
import { AgeingQuery } from '#app/books/ageing-params.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { xlsxResponse } from '#app/server/xlsx.server.ts'

/** Who owes how much since when, as a table that Excel and LibreOffice open. */
export const loader = tenantLoader('books.read', AgeingQuery, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  const { t } = textsFor(language)
  const { title, day, columns, rows, totals } = await readAgeing(tx, query, language)
  const sheet = {
    name: `${title} ${day}`,
    columns: [
      { head: t(`ledger:ageing.who.${query.side}`), type: 'text' as const },
      ...columns.map((head) => ({ head, type: 'money' as const, width: 18 })),
    ],
    rows: [
      ...rows.map(({ label, amounts }) => [label, ...amounts]),
      [t('ledger:ageing.total'), ...totals],
    ],
    sums: new Set([rows.length]),
  }
  return xlsxResponse([sheet], `${edge.membership.slug}-${query.side}-${day}`)
})
