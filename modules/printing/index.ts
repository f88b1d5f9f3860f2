/** The server door of printing. What browsers may use is in `shared.ts`. */

export {
  beginAgentJob,
  greetAgent,
  nextAgentJob,
  reportAgentJob,
} from './agent-jobs.ts'
export { AGENT_VERSION, AGENT_WAIT_MS, type AgentPaper } from './agent-protocol.ts'
export { archivePrinter } from './archive-printer.ts'
export * as asking from './asking.ts'
export { barcodeBars, qrCode } from './barcode-bars.ts'
export { type DecodedPaper, decodeEscPos } from './decode-escpos.ts'
export { encodeReceipt } from './escpos.ts'
export { jobOffered, jobQueued } from './events.ts'
export { logoFromPicture, readLogo } from './logo.ts'
export { offerPrintJob } from './offer-print-job.ts'
export { type OfferedJob, paperBytes } from './paper-bytes.ts'
export { printTestPage } from './print-test-page.ts'
export { countStuckPapers, findDefaultPrinter, listPrinters, listPrintJobs } from './queries.ts'
export { queueDrawerPulse } from './queue-drawer-pulse.ts'
export { type PrintRequest, queuePrintJob } from './queue-print-job.ts'
export { recordTillPaper, type TillPaper } from './record-till-paper.ts'
export { type CertificateSheet, renderCertificate } from './render-certificate.ts'
export { renderPdf } from './render-pdf.ts'
export { rasterToPng, renderRaster } from './render-raster.ts'
export { renderSheet, type TableSheet } from './render-sheet.ts'
export { renderSlips, SLIPS_A_SHEET, type Slip } from './render-slips.ts'
export { renderTable, type TablePaper, type TableRow } from './render-table.ts'
export { retryPrintJob } from './retry-print-job.ts'
export {
  addPrintRoute,
  type Destination,
  destinationsOf,
  eachCopy,
  listPrintRoutes,
  listTicketRoutes,
  planTickets,
  removePrintRoute,
} from './routes.ts'
export { addAgent, findAgent, listAgents, revokeAgent } from './save-agent.ts'
export { type PrinterKeys, renewPrinterKeys, savePrinter } from './save-printer.ts'
export { claimJob, sendPrintJob } from './send-print-job.ts'
export { type Outcome, settlePrintJob } from './settle-print-job.ts'
export { tunePrinter } from './tune-printer.ts'
export { type PrintedJob, startVirtualPrinter } from './virtual-printer.ts'
