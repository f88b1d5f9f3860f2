import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import {
  badBarcode,
  barcodeTaken,
  changedMeanwhile,
  skuTaken,
  unitHasMoves,
  unknownCategory,
  unknownPicture,
} from './errors.ts'
import { setHasExpiry } from './lots.ts'
import { saveUnits } from './product-units.ts'
import { findCategory } from './queries.ts'
import {
  findBarcodeOwners,
  findSkuOwners,
  isDuplicateKey,
  type ProductRow,
  writeProducts,
} from './repository.ts'
import { findOrMakeCategories } from './save-category.ts'
import { setStock } from './set-stock.ts'
import { foldForSearch, type ProductInput, parseBarcode } from './shared.ts'

export interface SavedProduct {
  id: string
  name: string
  isNew: boolean
}

/**
 * Creates or changes a product: all of it, or nothing. A count in `stockMilli` becomes the opening
 * stock of a product that never had any, and a correction of one that had.
 *
 * @throws inventory.barcode_… when a code can't be one; inventory.barcode_taken and
 *   inventory.sku_taken name the product that has it; inventory.unknown_category and
 *   inventory.unknown_picture; inventory.changed_meanwhile when somebody else saved since;
 *   inventory.unit_has_moves when its unit changes after stock moved; inventory.unit_twice.
 */
export async function saveProduct(tx: Tx, input: ProductInput): Promise<SavedProduct> {
  const before = await lockProduct(tx, input.id)
  const isStale = before && input.shownChangedAt && before.changedAt !== input.shownChangedAt
  if (isStale) throw changedMeanwhile()
  const barcodes = readBarcodes(input.barcodes)
  await refuseTaken(tx, input, barcodes)
  const categoryId = await categoryOf(tx, input)
  await requirePicture(tx, input.pictureId)
  if (before) await refuseOtherUnit(tx, before.unit, input)
  await write(tx, { ...input, barcodes, categoryId })
  if (input.units) await saveUnits(tx, input.id, input.units)
  if (input.hasExpiry !== undefined) await setHasExpiry(tx, input.id, input.hasExpiry)
  if (input.stockMilli !== undefined) await setStock(tx, input.id, input.stockMilli)
  await recordAudit(tx, {
    action: before ? 'inventory.product_changed' : 'inventory.product_created',
    targetType: 'product',
    targetId: input.id,
    detail: {
      name: input.name,
      priceMinor: input.priceMinor,
      ...(before ? { priceMinorBefore: before.priceMinor } : {}),
    },
  })
  return { id: input.id, name: input.name, isNew: !before }
}

async function lockProduct(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('product')
    .select(['unit', 'priceMinor', 'updatedAt'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && { ...row, changedAt: row.updatedAt.toISOString() }
}

function readBarcodes(typed: readonly string[]): string[] {
  const barcodes = new Set<string>()
  for (const each of typed) {
    const read = parseBarcode(each)
    if (!read.ok) throw badBarcode(each.trim(), read)
    barcodes.add(read.barcode)
  }
  return [...barcodes]
}

async function refuseTaken(tx: Tx, input: ProductInput, barcodes: string[]): Promise<void> {
  const isOther = (owner: { productId: string }) => owner.productId !== input.id
  const code = (await findBarcodeOwners(tx, barcodes)).find(isOther)
  if (code) throw barcodeTaken(code.barcode, code.name)
  if (input.sku === null) return
  const sku = (await findSkuOwners(tx, [input.sku])).find(isOther)
  if (sku) throw skuTaken(sku.sku, sku.name)
}

async function categoryOf(tx: Tx, input: ProductInput): Promise<string | null> {
  if (input.newCategoryName !== null) {
    const { ids } = await findOrMakeCategories(tx, [input.newCategoryName])
    return ids.get(foldForSearch(input.newCategoryName)) ?? null
  }
  if (input.categoryId === null) return null
  if (!(await findCategory(tx, input.categoryId))) throw unknownCategory()
  return input.categoryId
}

async function requirePicture(tx: Tx, pictureId: string | null): Promise<void> {
  if (pictureId === null) return
  const row = await tx
    .selectFrom('picture')
    .select('id')
    .where('id', '=', pictureId)
    .executeTakeFirst()
  if (!row) throw unknownPicture()
}

/** What was counted in cans yesterday can't be cases today: the history would say something else. */
async function refuseOtherUnit(tx: Tx, before: string, input: ProductInput): Promise<void> {
  if (before === input.unit) return
  const move = await tx
    .selectFrom('stockMove')
    .select('id')
    .where('productId', '=', input.id)
    .limit(1)
    .executeTakeFirst()
  if (move) throw unitHasMoves()
}

/** Two people who give one code to two products at the same moment: the second one is told. */
async function write(tx: Tx, product: ProductRow): Promise<void> {
  try {
    await writeProducts(tx, [product])
  } catch (error) {
    const isTaken =
      isDuplicateKey(error, 'product_barcode_pkey') || isDuplicateKey(error, 'product_sku')
    throw isTaken ? changedMeanwhile() : error
  }
}
