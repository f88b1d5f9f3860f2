import { z } from 'zod'
import { pictures, saveProduct } from '#modules/inventory/index.ts'
import { ProductForm } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

/** The form of one product, with the photograph that may come along. */
export const ProductPageForm = z.intersection(
  ProductForm,
  z.object({ photo: z.instanceof(File).optional() }),
)

/** A photograph of 8 MB and the fields around it. */
export const FORM_BYTES = 9_000_000

/** Saves a product and its new photograph together, or neither. */
export async function saveProductPage(tx: Tx, form: z.output<typeof ProductPageForm>) {
  const { photo, ...product } = form
  // A browser sends an empty file when none was chosen.
  if (!photo || photo.size === 0) return saveProduct(tx, product)
  const bytes = Buffer.from(await photo.arrayBuffer())
  const { id } = await pictures.savePicture(tx, { id: newId(), bytes })
  return saveProduct(tx, { ...product, pictureId: id })
}
