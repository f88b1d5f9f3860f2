import { readAgeing } from '#app/books/ageing.server.ts'
import { AgeingQuery } from '#app/books/ageing-params.ts'
import { formatAmount } from '#app/components/money.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { renderTable } from '#modules/printing/index.ts'

/** Who owes how much since when, on sheets of A4. */
export const loader = tenantLoader('books.read', AgeingQuery, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  const { t } = textsFor(language)
  const { title, asOf, day, columns, rows, totals } = await readAgeing(tx, query, language)
  const { name } = await tx.selectFrom('tenant').select('name').executeTakeFirstOrThrow()
  const cells = (label: string, amounts: readonly number[]) => [
    label,
    ...columns.map((_, at) => formatAmount(amounts[at] ?? 0)),
  ]
  const pdf = await renderTable({
    language,
    name,
    title,
    lines: [asOf, t('statements:unit')],
    isLandscape: true,
    columns: [
      { head: t(`ledger:ageing.who.${query.side}`), align: 'start', share: 3 },
      ...columns.map((head) => ({ head, align: 'end' as const, share: 2 })),
    ],
    rows: [
      ...rows.map(({ label, amounts }) => ({ cells: cells(label, amounts), indent: 1 })),
      { cells: cells(t('ledger:ageing.total'), totals), look: 'total' as const, indent: 0 },
    ],
    pageWord: (page) => t('statements:page', { page }),
    madeAt: new Date(),
  })
  return pdfResponse(pdf, `${edge.membership.slug}-${query.side}-${day}`)
})
