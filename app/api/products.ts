import { z } from 'zod'
import { apiResource, apiRoute } from '#app/server/api-edge.server.ts'
import { findProductForSync, listProductsForSync, saveProduct } from '#modules/inventory/index.ts'
import { Names, ProductInput, SOLD_BY, TAX_CLASSES } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { nextAfter, PAGING } from './paging.ts'

const instant = z.date().transform((date) => date.toISOString())

/** A product as the API tells it. */
const Product = z.object({
  id: z.uuid(),
  name: z.string(),
  names: Names,
  sku: z.string().nullable(),
  barcodes: z.array(z.string()),
  categoryId: z.uuid().nullable(),
  unit: z.string(),
  soldBy: z.enum(SOLD_BY),
  priceMinor: z.number().int().nullable(),
  costMinor: z.number().int().nullable(),
  taxClass: z.enum(TAX_CLASSES),
  pictogram: z.string().nullable(),
  reorderLevelMilli: z.number().int().nullable(),
  isFavourite: z.boolean(),
  isArchived: z.boolean(),
  stockMilli: z.number().int(),
  updatedAt: instant.pipe(z.iso.datetime()),
})

const ProductPage = z.object({ products: z.array(Product), nextAfter })

const ListProducts = z.strictObject({
  ...PAGING,
  updatedSince: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .describe('Only products that changed at or after this instant.'),
})

const { shape } = ProductInput

/** A product to create or change. What a change leaves out stays as it is. */
const ProductRequest = z.strictObject({
  id: shape.id
    .toLowerCase()
    .describe('Made by the caller: sending it again changes the same product.'),
  name: shape.name,
  names: shape.names.unwrap().optional(),
  sku: shape.sku.unwrap().optional(),
  barcodes: shape.barcodes.unwrap().optional().describe('All of them: others are taken away.'),
  categoryId: shape.categoryId.unwrap().optional(),
  newCategoryName: shape.newCategoryName.unwrap().optional(),
  unit: shape.unit,
  priceMinor: shape.priceMinor.unwrap().optional(),
  costMinor: shape.costMinor.unwrap().optional(),
  taxClass: shape.taxClass.unwrap().optional(),
  pictogram: shape.pictogram.unwrap().optional(),
  reorderLevelMilli: shape.reorderLevelMilli.unwrap().optional(),
  isFavourite: shape.isFavourite.unwrap().optional(),
  stockMilli: shape.stockMilli.describe('What lies there now; leave it out once the shop sells.'),
})

/** The product as it stands under what is to be changed of it. */
async function mergeProduct(tx: Tx, request: z.output<typeof ProductRequest>) {
  const before = await findProductForSync(tx, request.id)
  const { stockMilli: _, ...kept } = before ?? { stockMilli: 0 }
  return ProductInput.parse({ ...kept, ...request })
}

export const products = apiResource({
  GET: apiRoute(
    'products:read',
    ListProducts,
    async (tx, page) => {
      const found = await listProductsForSync(tx, page)
      return { status: 200, body: ProductPage.parse(found) }
    },
    {
      operationId: 'listProducts',
      summary: 'List products',
      description: 'All products of the shop in the order of their ids, archived ones too.',
      inputName: 'ListProducts',
      answer: { name: 'ProductPage', shape: ProductPage },
      statuses: { 200: 'A page of products.' },
    },
  ),
  POST: apiRoute(
    'products:write',
    ProductRequest,
    async (tx, request) => {
      const { isNew } = await saveProduct(tx, await mergeProduct(tx, request))
      const saved = await findProductForSync(tx, request.id)
      assert(saved, 'a saved product is there')
      return { status: isNew ? 201 : 200, body: Product.parse(saved) }
    },
    {
      operationId: 'saveProduct',
      summary: 'Create or change a product',
      description: 'The id is made by the caller, so that a request can be repeated safely.',
      inputName: 'ProductRequest',
      answer: { name: 'Product', shape: Product },
      statuses: { 200: 'The product was changed.', 201: 'The product was created.' },
    },
  ),
})
