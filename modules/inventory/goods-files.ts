/** Goods as files: what an import keeps, shows and writes, and what an export tells. */
export { exportProducts } from './export-products.ts'
export {
  type ImportPreview,
  type ImportResult,
  previewImport,
  runImport,
  stageImport,
} from './import-products.ts'
