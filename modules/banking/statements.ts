/** A bank's files: kept, looked through, taken in, taken back. */
export {
  importStatement,
  listImports,
  previewStatement,
  type StatementPreview,
  stageStatement,
  undoImport,
} from './import-statement.ts'
