import { findSourceProduct } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { booksOfTills } from '#modules/pos/index.ts'
import { sourcePath } from './source-path.ts'

const PAGES = { sale: 'sales', shift: 'shifts', customer: 'tabs' } as const

/**
 * The page on which one sees what caused an entry: its own, or that of what it belongs to. Undefined
 * for what is nothing but its entry.
 */
export async function findSourcePath(
  tx: Tx,
  slug: string,
  { sourceType, sourceId }: { sourceType: string; sourceId: string },
): Promise<string | undefined> {
  const own = sourcePath(slug, { sourceType, sourceId })
  if (own !== undefined) return own
  const seen = await booksOfTills.findSeenOn(tx, sourceType, sourceId)
  if (seen) return `/${slug}/${PAGES[seen.page]}/${seen.id}`
  const productId = await findSourceProduct(tx, sourceType, sourceId)
  return productId && `/${slug}/products/${productId}`
}
