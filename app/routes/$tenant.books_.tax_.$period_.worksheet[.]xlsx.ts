import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { xlsxResponse } from '#app/server/xlsx.server.ts'
import { worksheetSheets } from '#app/tax/tax.server.ts'
import { getWorksheet, listTaxRows } from '#modules/tax/index.ts'

/** A period's worksheet with every row, as a file that Excel and LibreOffice open. */
export const loader = tenantLoader(
  'books.read',
  z.object({ period: z.string().max(7) }),
  async (tx, { period }, edge) => {
    const sheet = await getWorksheet(tx, period)
    const rows = await listTaxRows(tx, period)
    const sheets = worksheetSheets(sheet, rows, languageOf(edge.request))
    return xlsxResponse(sheets, `${edge.membership.slug}-tax-${period}`)
  },
)
