import type { TillProduct } from '#modules/pos/shared.ts'

/** Goods that nobody has chosen a picture for. */
const PLAIN = 'box'

/** The shop's own photograph of a product, else its pictogram. */
export function pictureOf(
  product: Pick<TillProduct, 'pictureId' | 'pictogram'>,
  slug: string,
): string {
  if (product.pictureId) return `/api/pictures/${slug}/${product.pictureId}`
  return product.pictogram ?? PLAIN
}
