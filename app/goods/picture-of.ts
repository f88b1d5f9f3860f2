/** What stands on a product's plate: its photograph, else its drawn picture, else a box. */
export const pictureOf = (
  slug: string,
  product: { pictureId: string | null; pictogram: string | null },
): string =>
  product.pictureId ? `/api/pictures/${slug}/${product.pictureId}` : (product.pictogram ?? 'box')
