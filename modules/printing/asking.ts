/** Printers that ask for their papers by themselves: Star CloudPRNT and Epson Server Direct Print. */
export {
  parseStarPoll,
  readCode,
  readMac,
  servesStarType,
  starAnswer,
  starPaper,
} from './cloudprnt.ts'
export { epsonAnswer, MAX_EPSON_BYTES, parseEpsonMessage } from './epson-direct.ts'
export {
  epsonRequestMatters,
  hearEpsonResults,
  hearEpsonStatus,
  takeEpsonJobs,
} from './epson-printer.ts'
export { giveUpPrintJob } from './give-up-print-job.ts'
export { jobToken } from './job-token.ts'
export type { OfferedJob } from './paper-bytes.ts'
export { type AskingPrinter, findAskingPrinters } from './repository-printers.ts'
export { DIGEST_REALM } from './save-printer.ts'
export { confirmStarJob, hearStarPoll, starPollSaysNew, takeStarJob } from './star-printer.ts'
