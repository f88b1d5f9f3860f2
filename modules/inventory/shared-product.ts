import { z } from 'zod'
import {
  cleanText,
  MAX_AMOUNT_MINOR,
  MAX_BARCODES,
  MAX_NAME,
  MAX_QUANTITY_MILLI,
  milliOf,
  TAX_CLASSES,
} from './shared-limits.ts'
import { UNIT_KEYS } from './shared-unit.ts'

const text = (maximum: number) =>
  z.string().transform(cleanText).pipe(z.string().min(1).max(maximum))
const orNull = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => null), z.null(), shape])

const LanguageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/)

/** Names of a product or category in other languages, by BCP 47 tag. */
export const Names = z.record(LanguageTag, text(MAX_NAME))
export type Names = z.infer<typeof Names>

const Amount = z.number().int().min(0).max(MAX_AMOUNT_MINOR)
const Quantity = z.number().int().min(0).max(MAX_QUANTITY_MILLI)
/** A drawn picture's id; what the screens can draw is known to them. */
const Pictogram = z.string().regex(/^[a-z0-9-]{1,40}$/)

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
  /** The `changedAt` of the product as it was shown: refuses to overwrite somebody else's change. */
  shownChangedAt: z.string().optional(),
})
export type ProductInput = z.infer<typeof ProductInput>

/** Whole NT$ as people type them: `1,234`, `NT$45`, full-width digits. Empty is null. */
const TypedAmount = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const plain = typed.normalize('NFKC').replace(/^NT\$|[,\s]/gi, '')
    if (plain === '') return null
    if (/^-?\d+(\.0+)?$/.test(plain)) return Number(plain)
    context.addIssue({ code: 'custom', message: 'inventory.not_an_amount' })
    return z.NEVER
  })
  .pipe(Amount.nullable())

/** A quantity as people type it (`12.5`) in thousandths. Empty is null. */
const TypedQuantity = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const plain = typed.normalize('NFKC').replace(/[,\s]/g, '')
    if (plain === '') return null
    const milli = milliOf(plain)
    if (milli !== undefined) return milli
    context.addIssue({ code: 'custom', message: 'inventory.not_a_quantity' })
    return z.NEVER
  })
  .pipe(Quantity.nullable())

/** A stock that nobody touched is no count, even when sales have changed it meanwhile. */
function withoutUntouchedStock(form: unknown): unknown {
  if (form === null || typeof form !== 'object' || !('stock' in form)) return form
  const { stock, ...rest } = form
  const isTouched = !('shownStock' in form) || stock !== form.shownStock
  return isTouched ? form : rest
}

const ProductFields = ProductInput.omit({
  names: true,
  priceMinor: true,
  costMinor: true,
  reorderLevelMilli: true,
  isFavourite: true,
  stockMilli: true,
})
  .extend({
    price: TypedAmount.default(null),
    cost: TypedAmount.default(null),
    reorderLevel: TypedQuantity.default(null),
    stock: TypedQuantity.optional(),
    isFavourite: z.literal('yes').optional(),
    nameTags: z.array(LanguageTag).max(40).default([]),
    nameTexts: z.array(z.string().max(MAX_NAME)).max(40).default([]),
  })
  .transform((form) => {
    const { price, cost, reorderLevel, stock, isFavourite, ...rest } = form
    const { nameTags, nameTexts, ...product } = rest
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
