import { z } from 'zod'
import { newId } from '#modules/kernel/shared.ts'
import { cleanText, MAX_BARCODES, MAX_NAME, TAX_CLASSES } from './shared-limits.ts'
import { Amount, orNull, Quantity, TypedAmount, TypedQuantity, text } from './shared-typed.ts'
import { UNIT_KEYS } from './shared-unit.ts'

const LanguageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/)

/** Names of a product or category in other languages, by BCP 47 tag. */
export const Names = z.record(LanguageTag, text(MAX_NAME))
export type Names = z.infer<typeof Names>

/** A drawn picture's id; what the screens can draw is known to them. */
const Pictogram = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** A unit that the shop made for a product: so many of it are so many of the product's own. */
const UnitInput = z.object({
  id: z.uuid(),
  name: text(20),
  countMilli: Quantity.min(1),
  baseMilli: Quantity.min(1),
  isBuying: z.boolean().default(false),
})
export type UnitInput = z.infer<typeof UnitInput>
const MAX_UNITS = 10

/** A product as it is saved. The id is made by whoever starts the action, so a retry is the same. */
export const ProductInput = z.object({
  id: z.uuid(),
  name: text(MAX_NAME),
  names: Names.default({}),
  sku: orNull(text(60)).default(null),
  /** As scanned or typed; EAN-13, EAN-8 and UPC-A have their check digit verified. */
  barcodes: z.array(z.string().max(60)).max(MAX_BARCODES).default([]),
  categoryId: orNull(z.uuid()).default(null),
  /** A category by its name, made when there is none yet; wins over `categoryId`. */
  newCategoryName: orNull(text(60)).default(null),
  /** Says too whether it is sold by piece or by weight. */
  unit: z.enum(UNIT_KEYS),
  /** Whole NT$ including tax for one unit; null until somebody sets it. */
  priceMinor: Amount.nullable().default(null),
  /** What one unit last cost, in whole NT$. */
  costMinor: Amount.nullable().default(null),
  taxClass: z.enum(TAX_CLASSES).default('taxable'),
  pictogram: orNull(Pictogram).default(null),
  pictureId: orNull(z.uuid()).default(null),
  /** At or below this much the shop is reminded. */
  reorderLevelMilli: Quantity.nullable().default(null),
  isFavourite: z.boolean().default(false),
  /** What lies there now, when somebody counted; undefined leaves the stock alone. */
  stockMilli: Quantity.optional(),
  /** Further units that it is bought or sold in; undefined leaves them alone. */
  units: z.array(UnitInput).max(MAX_UNITS).optional(),
  /** Whether the shop notes until when it keeps; undefined leaves that alone. */
  hasExpiry: z.boolean().optional(),
  /** The `changedAt` of the product as it was shown: refuses to overwrite somebody else's change. */
  shownChangedAt: z.string().optional(),
})
export type ProductInput = z.infer<typeof ProductInput>

/** A stock that nobody touched is no count, even when sales have changed it meanwhile. */
function withoutUntouchedStock(form: unknown): unknown {
  if (form === null || typeof form !== 'object' || !('stock' in form)) return form
  const { stock, ...rest } = form
  const isTouched = !('shownStock' in form) || stock !== form.shownStock
  return isTouched ? form : rest
}

interface UnitLists {
  /** Null for a new one. */
  unitId: (string | null)[]
  unitName: string[]
  unitCount: (number | null)[]
  unitBase: (number | null)[]
  buyingUnit: number | null
}

/** Rows that nobody filled are left out; half of one is refused beside its name. */
function unitRows(form: UnitLists, context: z.RefinementCtx): UnitInput[] {
  return form.unitName.flatMap((typed, index) => {
    const name = cleanText(typed)
    const countMilli = form.unitCount[index] ?? null
    const baseMilli = form.unitBase[index] ?? null
    if (name === '' && baseMilli === null) return []
    const row = UnitInput.safeParse({
      id: form.unitId[index] ?? newId(),
      name,
      countMilli,
      baseMilli,
      isBuying: form.buyingUnit === index,
    })
    if (row.success) return [row.data]
    context.addIssue({ code: 'custom', message: 'inventory.bad_unit', path: ['unitName', index] })
    return []
  })
}

const ProductFields = ProductInput.omit({
  names: true,
  priceMinor: true,
  costMinor: true,
  reorderLevelMilli: true,
  isFavourite: true,
  stockMilli: true,
  units: true,
  hasExpiry: true,
})
  .extend({
    price: TypedAmount.default(null),
    cost: TypedAmount.default(null),
    reorderLevel: TypedQuantity.default(null),
    stock: TypedQuantity.optional(),
    isFavourite: z.literal('yes').optional(),
    nameTags: z.array(LanguageTag).max(40).default([]),
    nameTexts: z.array(z.string().max(MAX_NAME)).max(40).default([]),
    // Rows of units; the form shows them when it says so.
    hasUnits: z.literal('yes').optional(),
    hasExpiry: z.literal('yes').optional(),
    unitId: z.array(orNull(z.uuid())).max(MAX_UNITS).default([]),
    unitName: z.array(z.string().max(40)).max(MAX_UNITS).default([]),
    unitCount: z.array(TypedQuantity).max(MAX_UNITS).default([]),
    unitBase: z.array(TypedQuantity).max(MAX_UNITS).default([]),
    /** The place among the rows of the unit that buying offers first; empty is its own unit. */
    buyingUnit: orNull(z.coerce.number().int().min(0).max(MAX_UNITS)).default(null),
  })
  .transform((form, context) => {
    const { price, cost, reorderLevel, stock, isFavourite, ...rest } = form
    const { unitId, unitName, unitCount, unitBase, buyingUnit, hasUnits, ...other } = rest
    const { hasExpiry, ...named } = other
    const { nameTags, nameTexts, ...product } = named
    const rows = { unitId, unitName, unitCount, unitBase, buyingUnit }
    // The form shows both, or neither.
    const units =
      hasUnits === 'yes' ? { units: unitRows(rows, context), hasExpiry: hasExpiry === 'yes' } : {}
    const pairs = nameTags.map((tag, index) => [tag, cleanText(nameTexts[index] ?? '')] as const)
    return {
      ...product,
      barcodes: product.barcodes.filter((each) => each.trim() !== ''),
      names: Object.fromEntries(pairs.filter(([, name]) => name !== '')),
      priceMinor: price,
      costMinor: cost,
      reorderLevelMilli: reorderLevel,
      isFavourite: isFavourite === 'yes',
      ...(stock === null || stock === undefined ? {} : { stockMilli: stock }),
      ...units,
    }
  })

/** The product form as a browser sends it: amounts and quantities as people type them. */
export const ProductForm = z.preprocess(withoutUntouchedStock, ProductFields)

export const CategoryInput = z.object({
  id: z.uuid(),
  name: text(60),
  names: Names.default({}),
  pictogram: orNull(Pictogram).default(null),
  position: z.number().int().min(0).max(10_000).default(0),
})
export type CategoryInput = z.infer<typeof CategoryInput>

/** A category as its form sends it: what the form does not show stays as it is. */
export const CategoryForm = z.object({
  id: z.uuid(),
  name: text(60),
  isScamProne: z
    .literal('on')
    .optional()
    .transform((mark) => mark === 'on'),
})
export type CategoryForm = z.infer<typeof CategoryForm>
