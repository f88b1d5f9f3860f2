import { z } from 'zod'
import { note, orNull, TypedSome, text } from './shared-typed.ts'

/** Why goods are thrown away, as people say it. */
export const WASTE_REASONS = ['expired', 'spoiled', 'broken', 'pests', 'tasting', 'other'] as const
export type WasteReason = (typeof WASTE_REASONS)[number]

export const PLACE_KINDS = ['store', 'van', 'other'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export const ACT_KINDS = ['waste', 'own_use', 'transfer', 'production', 'count'] as const
export type ActKind = (typeof ACT_KINDS)[number]

const MAX_ACT_LINES = 50
const MAX_NOTE = 200

/** A quantity of some unit of a product, as people say it. */
export interface GoodsLine {
  productId: string
  quantityMilli: number
  /** Left out: the product's own unit. */
  unitId?: string | undefined
}

/** A place as forms send it: empty is the shop floor. */
const Place = orNull(z.uuid()).default(null)
const Quantities = z.array(TypedSome).max(MAX_ACT_LINES).default([])
const Units = z.array(z.string().max(40)).max(MAX_ACT_LINES).default([])
const SomeProducts = z
  .array(z.uuid(), { error: 'inventory.no_goods' })
  .min(1, { error: 'inventory.no_goods' })
  .max(MAX_ACT_LINES)

/** Lines out of a form's lists; a product without a quantity was refused before. */
function zip(products: string[], quantities: number[], units: string[]): GoodsLine[] {
  return products.flatMap((productId, index) => {
    const quantityMilli = quantities[index]
    return quantityMilli === undefined
      ? []
      : [{ productId, quantityMilli, unitId: units[index] || undefined }]
  })
}

const TakenFields = {
  /** Made by whoever shows the form, so that pressing twice books once. */
  id: z.uuid(),
  note: note(MAX_NOTE),
  locationId: Place,
  product: SomeProducts,
  quantity: Quantities,
  unit: Units,
}

/** Goods that were thrown away. */
export const WasteForm = z
  .object({ ...TakenFields, reason: z.enum(WASTE_REASONS, { error: 'inventory.no_reason' }) })
  .transform(({ product, quantity, unit, ...rest }) => ({
    ...rest,
    lines: zip(product, quantity, unit),
  }))
export type WasteForm = z.output<typeof WasteForm>

/** Goods that the family ate or used. */
export const OwnUseForm = z
  .object(TakenFields)
  .transform(({ product, quantity, unit, ...rest }) => ({
    ...rest,
    lines: zip(product, quantity, unit),
  }))
export type OwnUseForm = z.output<typeof OwnUseForm>

/** Goods that were carried somewhere else. */
export const CarryForm = z
  .object({ ...TakenFields, toLocationId: Place })
  .transform(({ product, quantity, unit, ...rest }) => ({
    ...rest,
    lines: zip(product, quantity, unit),
  }))
export type CarryForm = z.output<typeof CarryForm>

/** Goods that were made of others: what went in, and what came out. */
export const MakeForm = z
  .object({
    id: z.uuid(),
    note: note(MAX_NOTE),
    locationId: Place,
    recipeId: orNull(z.uuid()).default(null),
    inProduct: SomeProducts,
    inQuantity: Quantities,
    inUnit: Units,
    outProduct: SomeProducts,
    outQuantity: Quantities,
    outUnit: Units,
  })
  .transform(({ id, note: words, locationId, recipeId, ...form }) => ({
    id,
    note: words,
    locationId,
    recipeId,
    inputs: zip(form.inProduct, form.inQuantity, form.inUnit),
    outputs: zip(form.outProduct, form.outQuantity, form.outUnit),
  }))
export type MakeForm = z.output<typeof MakeForm>

/** What one makes again and again, for one time. */
export const RecipeForm = z
  .object({
    id: z.uuid(),
    name: text(60),
    inProduct: SomeProducts,
    inQuantity: Quantities,
    inUnit: Units,
    outProduct: SomeProducts,
    outQuantity: Quantities,
    outUnit: Units,
  })
  .transform(({ id, name, ...form }) => ({
    id,
    name,
    inputs: zip(form.inProduct, form.inQuantity, form.inUnit),
    outputs: zip(form.outProduct, form.outQuantity, form.outUnit),
  }))
export type RecipeForm = z.output<typeof RecipeForm>

export const PlaceForm = z.object({ id: z.uuid(), name: text(60), kind: z.enum(PLACE_KINDS) })
export type PlaceForm = z.output<typeof PlaceForm>
