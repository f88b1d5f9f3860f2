export * from './shared-period.ts'
export * from './shared-worksheet.ts'
