import { z } from 'zod'
import { type CsvCell, csvResponse } from '#app/server/csv.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getShift } from '#modules/pos/index.ts'

/** One shift as CSV. */
export const loader = tenantLoader(
  'sales.read',
  z.object({ shiftId: z.uuid() }),
  async (tx, { shiftId }, edge) => {
    const shift = await getShift(tx, shiftId)
    const { t } = textsFor(languageOf(edge.request))
    const rows: CsvCell[][] = [
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
    return csvResponse(rows, `${edge.membership.slug}-shift`)
  },
)
