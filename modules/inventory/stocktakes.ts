/** Counting what lies there: by several people, without a network, and what comes of it. */
export { checkCountKey, getCountSnapshot } from './count-door.ts'
export type { SetAside } from './count-repository.ts'
export { type CountToken, readCountToken } from './count-token.ts'
export { ingestCounts } from './ingest-counts.ts'
export { dropStocktake, letPhonesIn, openStocktake } from './open-stocktake.ts'
export { postStocktake } from './post-stocktake.ts'
export {
  type Counter,
  getStocktake,
  type ListedStocktake,
  listStocktakes,
  type StocktakeDetail,
} from './queries-counts.ts'
export {
  type CountLine,
  type CountReview,
  reviewCount,
  type UncountedLine,
} from './review-count.ts'
export { CountBatch } from './shared-count-forms.ts'
