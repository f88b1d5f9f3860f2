import { importColumnTwice, importNoNames } from './errors.ts'
import { foldForSearch, type TaxClass, type Unit } from './shared.ts'

export const IMPORT_FIELDS = [
  'name',
  'barcode',
  'sku',
  'category',
  'unit',
  'price',
  'cost',
  'taxClass',
  'stock',
  'favourite',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** The heads that an export writes; an import knows them and the words below. */
export const CHINESE_HEADS: Record<ImportField, string> = {
  name: '品名',
  barcode: '條碼',
  sku: '貨號',
  category: '分類',
  unit: '單位',
  price: '賣價',
  cost: '進價',
  taxClass: '稅別',
  stock: '庫存',
  favourite: '常買',
}

const HEAD_WORDS: Record<ImportField, string[]> = {
  name: ['品名', '商品名稱', '名稱', '貨品', 'name', 'product', 'productname', 'item'],
  barcode: ['條碼', '國際條碼', '商品條碼', 'barcode', 'barcodes', 'ean', 'gtin', 'upc'],
  sku: ['貨號', '商品編號', '編號', '料號', 'sku', 'code', 'itemcode'],
  category: ['分類', '類別', '部門', 'category', 'group'],
  unit: ['單位', 'unit'],
  price: ['賣價', '售價', '單價', '零售價', '價格', 'price', 'unitprice', 'saleprice'],
  cost: ['進價', '成本', '進貨價', 'cost', 'unitcost', 'purchaseprice'],
  taxClass: ['稅別', '課稅別', 'taxclass', 'tax', 'vat'],
  stock: ['庫存', '存量', '現在剩', '數量', 'stock', 'quantity', 'qty', 'onhand'],
  favourite: ['常買', '常用', 'favourite', 'favorite'],
}

export interface ImportColumns {
  /** Where each field stands in a row. */
  at: Partial<Record<ImportField, number>>
  /** Heads that nothing is done with. */
  ignored: string[]
}

/** @throws inventory.import_no_names, inventory.import_column_twice */
export function readColumns(heads: readonly string[]): ImportColumns {
  const at: Partial<Record<ImportField, number>> = {}
  const ignored: string[] = []
  heads.forEach((head, index) => {
    const word = plainHead(head)
    const field = IMPORT_FIELDS.find((each) => HEAD_WORDS[each].includes(word))
    if (field && at[field] !== undefined) throw importColumnTwice(head)
    if (field) at[field] = index
    else if (head !== '') ignored.push(head.slice(0, 40))
  })
  if (at.name === undefined) throw importNoNames(ignored.slice(0, 8).join('、').slice(0, 200))
  return { at, ignored }
}

/** `賣價 (NT$)` and `Unit price` are `賣價` and `unitprice`. */
const plainHead = (head: string): string =>
  foldForSearch(head)
    .replace(/[(（[].*$/, '')
    .replace(/nt\$|[\s_*:.-]/g, '')

/** Words for units in files; the first of each is what an export writes. */
export const UNIT_WORDS: Record<Unit, string[]> = {
  piece: ['個', '个', '顆', '粒', '只', '件', 'piece', 'pieces', 'pcs', 'pc', 'ea'],
  bottle: ['瓶', 'bottle'],
  can: ['罐', 'can'],
  bag: ['包', '袋', 'bag'],
  box: ['盒', 'box'],
  pack: ['組', 'pack', 'set'],
  bunch: ['把', 'bunch'],
  bundle: ['束', 'bundle'],
  cup: ['杯', 'cup'],
  sheet: ['張', 'sheet'],
  roll: ['捲', '卷', 'roll'],
  case: ['箱', 'case'],
  catty: ['斤', '台斤', '臺斤', 'catty'],
  tael: ['兩', '台兩', '臺兩', 'tael'],
  kg: ['公斤', 'kg', '千克', 'kilogram'],
  gram: ['公克', '克', 'g', 'gram'],
}

export const TAX_WORDS: Record<TaxClass, string[]> = {
  taxable: ['應稅', '5%', 'taxable'],
  zero: ['零稅率', '零稅', '0%', 'zero', 'zerorated'],
  exempt: ['免稅', 'exempt'],
}

export const YES_WORDS = ['是', '常買', 'yes', 'y', 'true', '1', 'v', '✓', '✔', '○']
export const NO_WORDS = ['否', '不是', 'no', 'n', 'false', '0', '-', '×', 'x']
