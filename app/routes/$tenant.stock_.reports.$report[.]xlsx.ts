import { tenantLoader } from '#app/server/edge.server.ts'
import { xlsxResponse } from '#app/server/xlsx.server.ts'
import { readReportFile } from '#app/stock/reports/read-report.server.ts'
import { ReportQuery } from '#app/stock/reports/report-query.ts'

/** A report of the stock as a sheet that Excel and LibreOffice open, with every row. */
export const loader = tenantLoader('sales.read', ReportQuery, async (tx, query, edge) => {
  const { sheet, fileName } = await readReportFile(tx, query, edge)
  return xlsxResponse([sheet], fileName)
})
