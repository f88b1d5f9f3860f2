/** What a browser draws papers with, as one script for a test's page. */
export { canvasMeasure, drawReceipt, layoutReceipt, toRaster } from '#modules/printing/shared.ts'
