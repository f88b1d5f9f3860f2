import { readStatement } from '#app/books/statement.server.ts'
import { StatementQuery } from '#app/books/statement-params.ts'
import type { StatementRow } from '#app/books/statement-rows.ts'
import { formatAmount } from '#app/components/money.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { renderTable } from '#modules/printing/index.ts'

/** More columns than this do not fit upright. */
const UPRIGHT_COLUMNS = 3

/** The same statement on sheets of A4. */
export const loader = tenantLoader('books.read', StatementQuery, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  const { t } = textsFor(language)
  const { title, columns, rows } = await readStatement(tx, query, language)
  const { name } = await tx.selectFrom('tenant').select('name').executeTakeFirstOrThrow()
  const amountOf = (row: StatementRow, at: number) =>
    row.look === 'heading' ? '' : formatAmount(row.amounts[at] ?? 0)
  const pdf = await renderTable({
    language,
    name,
    title,
    lines: [t('statements:unit')],
    isLandscape: columns.length > UPRIGHT_COLUMNS,
    columns: [
      { head: t('statements:account'), align: 'start', share: 3 },
      ...columns.map(({ head }) => ({ head, align: 'end' as const, share: 2 })),
    ],
    rows: rows.map((row) => ({
      cells: [row.label, ...columns.map((_, at) => amountOf(row, at))],
      look: row.look,
      indent: row.look === undefined ? 1 : 0,
    })),
    pageWord: (page) => t('statements:page', { page }),
    madeAt: new Date(),
  })
  return pdfResponse(pdf, `${edge.membership.slug}-${query.kind}-${columns[0]?.to ?? ''}`)
})
