import { sql } from 'kysely'
import { postEntries } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { MAX_IMPORT_BYTES } from './decode-csv.ts'
import {
  changedMeanwhile,
  importEmpty,
  importGone,
  importHasErrors,
  importNothing,
  importTooLarge,
} from './errors.ts'
import type { RowProblem } from './import-cells.ts'
import { moveStock } from './move-stock.ts'
import { type PlannedRow, planImport } from './plan-import.ts'
import { isDuplicateKey, timeZoneOf, writeProducts } from './repository.ts'
import { findOrMakeCategories } from './save-category.ts'
import { cleanText, foldForSearch } from './shared.ts'

const PREVIEW_ROWS = 20
const SHOWN_PROBLEMS = 200
const BATCH = 500

export interface ImportPreview {
  id: string
  fileName: string
  /** The first rows as they will be. */
  rows: PlannedRow[]
  problems: RowProblem[]
  /** Rows by what becomes of them; `problems` are all that could be shown. */
  totals: { new: number; changed: number; same: number; wrong: number; problems: number }
  ignoredColumns: string[]
  stockKept: number
}

export interface ImportResult {
  created: number
  changed: number
  /** Rows left out because something was wrong with them. */
  leftOut: number
  categories: number
}

/**
 * Keeps an uploaded file until somebody says yes, and looks through it once, so that what can't be
 * read at all is refused at once. Files that were never used go after a day.
 *
 * @throws inventory.import_… for a file as a whole.
 */
export async function stageImport(
  tx: Tx,
  input: { id: string; fileName: string; content: Buffer },
): Promise<{ id: string }> {
  if (input.content.length === 0) throw importEmpty()
  if (input.content.length > MAX_IMPORT_BYTES) throw importTooLarge()
  await planImport(tx, input.content)
  await sql`delete from goods_import where created_at < now() - interval '1 day'`.execute(tx)
  await tx
    .insertInto('goodsImport')
    .values({
      id: input.id,
      fileName: cleanText(input.fileName).slice(0, 200),
      content: input.content,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
  return { id: input.id }
}

/** What would become of a waiting file. Nothing is written. @throws inventory.import_gone */
export async function previewImport(tx: Tx, id: string): Promise<ImportPreview> {
  const file = await tx
    .selectFrom('goodsImport')
    .select(['fileName', 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!file) throw importGone()
  const plan = await planImport(tx, file.content)
  const count = (change: PlannedRow['change']) =>
    plan.rows.filter((row) => row.change === change).length
  return {
    id,
    fileName: file.fileName,
    rows: plan.rows.slice(0, PREVIEW_ROWS),
    problems: plan.problems.slice(0, SHOWN_PROBLEMS),
    totals: {
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      wrong: plan.wrongRows,
      problems: plan.problems.length,
    },
    ignoredColumns: plan.ignoredColumns,
    stockKept: plan.stockKept,
  }
}

/**
 * Imports a waiting file: every row in this one transaction, or none.
 *
 * @param input with `onlyGood` the rows that are wrong are left out knowingly; without it one wrong
 *   row refuses the file.
 * @param onProgress is told how many rows are written, of how many.
 * @throws inventory.import_gone (also when it was imported already), inventory.import_has_errors
 */
export async function runImport(
  tx: Tx,
  input: { id: string; onlyGood: boolean },
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ImportResult> {
  // Taking the file is also the lock: a second press waits here and then finds nothing.
  const file = await tx
    .deleteFrom('goodsImport')
    .where('id', '=', input.id)
    .returning(['fileName', 'content'])
    .executeTakeFirst()
  if (!file) throw importGone()
  const plan = await planImport(tx, file.content)
  if (plan.wrongRows > 0 && !input.onlyGood) throw importHasErrors(plan.wrongRows)
  const rows = plan.rows.filter((row) => row.change !== 'same')
  if (rows.length === 0 && plan.wrongRows > 0) throw importNothing()
  const categories = await writeRows(tx, input.id, rows, onProgress)
  const created = rows.filter((row) => row.change === 'new').length
  const result = {
    created,
    changed: rows.length - created,
    leftOut: plan.wrongRows,
    categories,
  }
  await recordAudit(tx, {
    action: 'inventory.goods_imported',
    targetType: 'goods_import',
    targetId: input.id,
    detail: { fileName: file.fileName, ...result },
  })
  return result
}

async function writeRows(
  tx: Tx,
  importId: string,
  rows: PlannedRow[],
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const named = rows.flatMap((row) => (row.category === null ? [] : [row.category]))
  const categories = await findOrMakeCategories(tx, named)
  const occurredAt = new Date()
  let openingValue = 0
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    await writeBatch(tx, batch, categories.ids)
    openingValue += await openStock(tx, importId, batch, occurredAt)
    onProgress(start + batch.length, rows.length)
  }
  await postOpening(tx, importId, openingValue, occurredAt)
  return categories.madeCount
}

async function writeBatch(tx: Tx, batch: PlannedRow[], categoryIds: Map<string, string>) {
  const products = batch.map(({ product, category }) => {
    const categoryId = category === null ? null : categoryIds.get(foldForSearch(category))
    assert(categoryId !== undefined, 'every category was found or made')
    return { ...product, categoryId }
  })
  try {
    await writeProducts(tx, products)
  } catch (error) {
    // Somebody gave one of these codes to a product after the file was read.
    const isTaken =
      isDuplicateKey(error, 'product_barcode_pkey') || isDuplicateKey(error, 'product_sku')
    throw isTaken ? changedMeanwhile() : error
  }
}

async function openStock(tx: Tx, importId: string, batch: PlannedRow[], occurredAt: Date) {
  const moved = await moveStock(
    tx,
    batch.flatMap(({ row, product, openingMilli }) =>
      openingMilli === undefined
        ? []
        : [
            {
              productId: product.id,
              kind: 'opening',
              quantityMilli: openingMilli,
              sourceType: 'goods_import',
              sourceId: importId,
              sourceLine: row,
              occurredAt,
            },
          ],
    ),
  )
  return moved.reduce((sum, each) => sum + each.valueMinor, 0)
}

/** One entry for the whole file: Dr inventory, Cr owner's capital. */
async function postOpening(tx: Tx, importId: string, valueMinor: number, occurredAt: Date) {
  await postEntries(tx, [
    {
      kind: 'opening_stock',
      postedOn: dayIn(await timeZoneOf(tx), occurredAt),
      sourceType: 'goods_import',
      sourceId: importId,
      postings: [
        { account: 'inventory', amountMinor: valueMinor },
        { account: 'capital', amountMinor: -valueMinor },
      ],
    },
  ])
}
