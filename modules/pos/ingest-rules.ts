/** The decisions of the ingest that need no database, for the simulator of `test/faults`. */
export { checkSale, type SaleReferences } from './check-sale.ts'
export { salePostings } from './sale-postings.ts'
export { sortEvents } from './sort-events.ts'
