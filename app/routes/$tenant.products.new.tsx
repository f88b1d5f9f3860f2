import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { FORM_BYTES, ProductPageForm, saveProductPage } from '#app/goods/product-form.server.ts'
import { ProductPanel } from '#app/goods/product-panel.tsx'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { listCategories } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Query = z.object({ barcode: z.string().max(60).catch('').default('') })

export const loader = tenantLoader('goods.manage', Query, async (tx, { barcode }, edge) => ({
  slug: edge.membership.slug,
  categories: await listCategories(tx),
  // Made with the form, so that saving twice makes one product.
  id: newId(),
  barcode,
}))

// The id stays while the form is filled; another one would make a retry another product.
export const shouldRevalidate = () => false

export const action = tenantAction(
  'goods.manage',
  ProductPageForm,
  saveProductPage,
  (saved, edge) => `/${edge.membership.slug}/products/${saved.id}`,
  { maxBytes: FORM_BYTES },
)

/** A new product; a scanned barcode is filled in already. */
export default function NewProductPage() {
  const { slug, categories, id, barcode } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const product = {
    id,
    name: '',
    names: {},
    sku: null,
    barcodes: barcode === '' ? [] : [barcode],
    categoryId: null,
    unit: 'piece',
    priceMinor: null,
    costMinor: null,
    taxClass: 'taxable' as const,
    pictogram: null,
    pictureId: null,
    reorderLevelMilli: null,
    stockMilli: 0,
    isCounted: false,
    isFavourite: false,
    hasExpiry: false,
    ownUnits: [],
    archivedAt: null,
    changedAt: undefined,
  }
  return <ProductPanel slug={slug} product={product} categories={categories} answer={answer} />
}
