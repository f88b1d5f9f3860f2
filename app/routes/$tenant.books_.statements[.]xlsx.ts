import { readStatement } from '#app/books/statement.server.ts'
import { StatementQuery } from '#app/books/statement-params.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { xlsxResponse } from '#app/server/xlsx.server.ts'

/** The same statement as a table that Excel and LibreOffice open. */
export const loader = tenantLoader('books.read', StatementQuery, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  const { title, columns, rows } = await readStatement(tx, query, language)
  const { t } = textsFor(language)
  const sums = new Set(rows.flatMap((row, at) => (row.look === undefined ? [] : [at])))
  const sheet = {
    name: title,
    columns: [
      { head: t('statements:account'), type: 'text' as const },
      ...columns.map(({ head }) => ({ head, type: 'money' as const, width: 18 })),
    ],
    rows: rows.map((row) => [row.label, ...columns.map((_, at) => row.amounts[at])]),
    sums,
  }
  return xlsxResponse([sheet], `${edge.membership.slug}-${query.kind}-${columns[0]?.to ?? ''}`)
})
