import { csvResponse } from '#app/server/csv.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { readReportFile } from '#app/stock/reports/read-report.server.ts'
import { reportLines } from '#app/stock/reports/report-file.server.ts'
import { ReportQuery } from '#app/stock/reports/report-query.ts'

/** A report of the stock as CSV, with every row. */
export const loader = tenantLoader('sales.read', ReportQuery, async (tx, query, edge) => {
  const { sheet, fileName } = await readReportFile(tx, query, edge)
  return csvResponse(reportLines(sheet), fileName)
})
