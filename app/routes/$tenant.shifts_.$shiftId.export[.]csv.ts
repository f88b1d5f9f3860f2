import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getShift } from '#modules/pos/index.ts'

/** One shift as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export const loader = tenantLoader(
  'sales.read',
  z.object({ shiftId: z.uuid() }),
  async (tx, { shiftId }, edge) => {
    const shift = await getShift(tx, shiftId)
    const { t } = textsFor(languageOf(edge.request))
    const rows: (string | number | null)[][] = [
      [t('shift:office.what'), t('shift:office.count'), t('shift:office.amount')],
      [t('shift:report.float'), null, shift.floatMinor],
      ...shift.figures.map((figure) => [
        figure.tender
          ? t(`common:tender.${figure.tender}`)
          : t(`shift:office.figure.${figure.kind}`),
        figure.count,
        figure.amountMinor,
      ]),
      [t('shift:report.expected'), null, shift.expectedMinor],
      [t('shift:report.counted'), null, shift.countedMinor],
      [t('shift:office.corrections'), shift.correctionCount, shift.correctionMinor],
      [t('shift:report.difference'), null, shift.differenceMinor],
      [t('shift:close.note'), null, shift.note],
    ]
    // The mark before it tells spreadsheets that this is UTF-8.
    const text = `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`
    return new Response(text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${edge.membership.slug}-shift.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  },
)

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
