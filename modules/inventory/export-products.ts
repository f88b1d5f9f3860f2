import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import {
  CHINESE_HEADS,
  IMPORT_FIELDS,
  type ImportField,
  TAX_WORDS,
  UNIT_WORDS,
} from './import-columns.ts'
import { isUnit, TAX_CLASSES } from './shared.ts'

/** More than any import brings in; a shop with more asks for it in parts. */
const MAX_ROWS = 100_000

/**
 * All products that are sold as CSV: UTF-8 with its mark, so that Excel reads the Chinese, and with
 * the columns that an import reads. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it (OWASP, CSV injection).
 */
export async function exportProducts(tx: Tx): Promise<string> {
  const rows = await tx
    .selectFrom('product as p')
    .leftJoin('category as c', 'c.id', 'p.categoryId')
    .leftJoin('stockLevel as l', 'l.productId', 'p.id')
    .where('p.archivedAt', 'is', null)
    .select(['p.name', 'p.sku', 'c.name as category', 'p.unit', 'p.priceMinor', 'p.costMinor'])
    .select(['p.taxClass', 'p.isFavourite', 'l.isCounted', 'l.quantityMilli'])
    .select(
      sql<string>`array_to_string(array(select b.barcode from product_barcode b
        where b.product_id = p.id order by b.barcode), ' ')`.as('barcode'),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(MAX_ROWS)
    .execute()
  const taxClassOf = (text: string) => TAX_CLASSES.find((each) => each === text) ?? 'taxable'
  const lines = rows.map((row) =>
    lineOf({
      name: row.name,
      barcode: row.barcode,
      sku: row.sku ?? '',
      category: row.category ?? '',
      unit: (isUnit(row.unit) ? UNIT_WORDS[row.unit][0] : row.unit) ?? '',
      price: String(row.priceMinor ?? ''),
      cost: String(row.costMinor ?? ''),
      taxClass: TAX_WORDS[taxClassOf(row.taxClass)][0] ?? '',
      stock: row.isCounted ? String((row.quantityMilli ?? 0) / 1000) : '',
      favourite: row.isFavourite ? '是' : '',
    }),
  )
  return `\ufeff${[lineOf(CHINESE_HEADS), ...lines].join('\r\n')}\r\n`
}

const lineOf = (cells: Record<ImportField, string>): string =>
  IMPORT_FIELDS.map((field) => cellOf(cells[field])).join(',')

function cellOf(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text)
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
