import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { scaleRounded } from '#modules/kernel/shared.ts'
import { readCsv } from './decode-csv.ts'
import { importNothing, MAX_VALUE_MINOR } from './errors.ts'
import { type RowProblem, type RowValues, readRow } from './import-cells.ts'
import { readColumns } from './import-columns.ts'
import type { ProductRow } from './repository.ts'
import { foldForSearch, isUnit, Names, TAX_CLASSES } from './shared.ts'

/** One row as it will be when it is imported. */
export interface PlannedRow {
  row: number
  change: 'new' | 'changed' | 'same'
  product: ProductRow
  /** By name: categories that are not there yet are made with the import. */
  category: string | null
  /** What becomes its opening stock; undefined leaves the stock alone. */
  openingMilli: number | undefined
}

export interface ImportPlan {
  rows: PlannedRow[]
  problems: RowProblem[]
  wrongRows: number
  ignoredColumns: string[]
  /** Rows whose stock is left alone, because the product's stock has moved already. */
  stockKept: number
}

interface KnownProduct extends ProductRow {
  category: string | null
  isArchived: boolean
  hasMoves: boolean
}

/**
 * Reads a file and works out what would become of each row, writing nothing. A row is a product
 * that is there already when it has one of its barcodes or its SKU, or, having neither, its name.
 */
export async function planImport(tx: Tx, content: Buffer): Promise<ImportPlan> {
  const [heads, ...body] = readCsv(content)
  const columns = readColumns(heads ?? [])
  const known = await indexKnown(tx)
  const file: FileIndex = { barcodes: new Map(), skus: new Map(), products: new Map() }
  const plan: ImportPlan = {
    rows: [],
    problems: [],
    wrongRows: 0,
    ignoredColumns: columns.ignored,
    stockKept: 0,
  }
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell === '')) return
    const { values, problems } = readRow(cells, columns, index + 2)
    const product = problems.length === 0 ? match(values, known, problems) : undefined
    if (problems.length === 0) checkAgainstFile(values, product, file, problems)
    const planned = merge(values, product)
    if (problems.length === 0) checkResult(planned, product, problems)
    plan.problems.push(...problems)
    if (problems.length > 0) plan.wrongRows += 1
    else plan.rows.push(planned)
    if (values.stockMilli !== undefined && product?.hasMoves) plan.stockKept += 1
  })
  if (plan.rows.length === 0 && plan.wrongRows === 0) throw importNothing()
  return plan
}

interface Known {
  byBarcode: Map<string, KnownProduct>
  bySku: Map<string, KnownProduct>
  byName: Map<string, KnownProduct>
}

async function indexKnown(tx: Tx): Promise<Known> {
  const known: Known = { byBarcode: new Map(), bySku: new Map(), byName: new Map() }
  for (const product of await readKnown(tx)) {
    for (const barcode of product.barcodes) known.byBarcode.set(barcode, product)
    if (product.sku !== null) known.bySku.set(product.sku, product)
    if (!product.isArchived) known.byName.set(foldForSearch(product.name), product)
  }
  return known
}

async function readKnown(tx: Tx): Promise<KnownProduct[]> {
  const rows = await tx
    .selectFrom('product as p')
    .leftJoin('category as c', 'c.id', 'p.categoryId')
    .select(['p.id', 'p.name', 'p.names', 'p.sku', 'p.categoryId', 'p.unit', 'p.priceMinor'])
    .select(['p.costMinor', 'p.taxClass', 'p.pictogram', 'p.pictureId', 'p.reorderLevelMilli'])
    .select(['p.isFavourite', 'p.archivedAt', 'c.name as category'])
    .select(
      sql<string[]>`array(select b.barcode from product_barcode b
        where b.product_id = p.id order by b.barcode)`.as('barcodes'),
    )
    .select(
      sql<boolean>`exists (select from stock_move m where m.product_id = p.id)`.as('hasMoves'),
    )
    .execute()
  return rows.map(({ archivedAt, ...row }) => ({
    ...row,
    names: Names.parse(row.names),
    unit: isUnit(row.unit) ? row.unit : 'piece',
    taxClass: TAX_CLASSES.find((each) => each === row.taxClass) ?? 'taxable',
    isArchived: archivedAt !== null,
  }))
}

/** The product that a row means; undefined for a new one. */
function match(values: RowValues, known: Known, problems: RowProblem[]): KnownProduct | undefined {
  const found = new Set<KnownProduct>()
  for (const barcode of values.barcodes ?? []) {
    const product = known.byBarcode.get(barcode)
    if (product) found.add(product)
  }
  const bySku = values.sku === undefined ? undefined : known.bySku.get(values.sku)
  if (bySku) found.add(bySku)
  const hasCode = values.barcodes !== undefined || values.sku !== undefined
  const byName = hasCode ? undefined : known.byName.get(foldForSearch(values.name ?? ''))
  if (byName) found.add(byName)
  const [product, other] = found
  const { row } = values
  if (product && other) {
    const data = { name: product.name, other: other.name }
    problems.push({ row, code: 'inventory.row_two_products', data })
  } else if (product?.isArchived) {
    problems.push({ row, code: 'inventory.row_archived', data: { name: product.name } })
  } else if (!product && values.name === undefined) {
    problems.push({ row, code: 'inventory.row_no_name', data: {} })
  }
  return product
}

/** Which row of the file already has a barcode, a SKU, or a product. */
interface FileIndex {
  barcodes: Map<string, number>
  skus: Map<string, number>
  products: Map<string, number>
}

function checkAgainstFile(
  values: RowValues,
  product: KnownProduct | undefined,
  file: FileIndex,
  problems: RowProblem[],
): void {
  const { row } = values
  const claim = (
    seen: Map<string, number>,
    key: string,
    code: string,
    data: Record<string, string>,
  ) => {
    const other = seen.get(key)
    if (other === undefined) seen.set(key, row)
    else problems.push({ row, code: `inventory.${code}`, data: { ...data, other } })
  }
  for (const barcode of values.barcodes ?? []) {
    claim(file.barcodes, barcode, 'row_barcode_twice', { barcode })
  }
  if (values.sku !== undefined) claim(file.skus, values.sku, 'row_sku_twice', { sku: values.sku })
  if (problems.length === 0 && product) {
    claim(file.products, product.id, 'row_product_twice', { name: product.name })
  }
}

/** The product with what the row says; what it does not say stays as it is. */
function merge(values: RowValues, before: KnownProduct | undefined): PlannedRow {
  const category = values.category ?? before?.category ?? null
  const product: ProductRow = {
    id: before?.id ?? newId(),
    name: values.name ?? before?.name ?? '',
    names: before?.names ?? {},
    sku: values.sku ?? before?.sku ?? null,
    categoryId: before?.categoryId ?? null,
    unit: values.unit ?? before?.unit ?? 'piece',
    priceMinor: values.priceMinor ?? before?.priceMinor ?? null,
    costMinor: values.costMinor ?? before?.costMinor ?? null,
    taxClass: values.taxClass ?? before?.taxClass ?? 'taxable',
    pictogram: before?.pictogram ?? null,
    pictureId: before?.pictureId ?? null,
    reorderLevelMilli: before?.reorderLevelMilli ?? null,
    isFavourite: values.isFavourite ?? before?.isFavourite ?? false,
    barcodes: [...new Set([...(before?.barcodes ?? []), ...(values.barcodes ?? [])])],
  }
  const openingMilli = before?.hasMoves || !values.stockMilli ? undefined : values.stockMilli
  const isSame = before && openingMilli === undefined && sameProduct(before, product, category)
  const change = before ? (isSame ? 'same' : 'changed') : 'new'
  return { row: values.row, change, product, category, openingMilli }
}

const sameProduct = (before: KnownProduct, after: ProductRow, category: string | null): boolean =>
  before.name === after.name &&
  before.sku === after.sku &&
  before.category === category &&
  before.unit === after.unit &&
  before.priceMinor === after.priceMinor &&
  before.costMinor === after.costMinor &&
  before.taxClass === after.taxClass &&
  before.isFavourite === after.isFavourite &&
  before.barcodes.length === after.barcodes.length

function checkResult(
  planned: PlannedRow,
  before: KnownProduct | undefined,
  problems: RowProblem[],
): void {
  const { row, product, openingMilli } = planned
  const valueMinor = scaleRounded(product.costMinor ?? 0, openingMilli ?? 0, 1000)
  if (valueMinor > MAX_VALUE_MINOR) {
    problems.push({ row, code: 'inventory.row_value_too_large', data: {} })
  }
  if (before?.hasMoves && before.unit !== product.unit) {
    problems.push({ row, code: 'inventory.row_unit_has_moves', data: { name: product.name } })
  }
}
