/** What browsers may know of the goods: units, barcodes, and the shape of a product. */

export {
  ACT_KINDS,
  type ActKind,
  CarryForm,
  type GoodsLine,
  MakeForm,
  OwnUseForm,
  PLACE_KINDS,
  PlaceForm,
  type PlaceKind,
  RecipeForm,
  WASTE_REASONS,
  WasteForm,
  type WasteReason,
} from './shared-act.ts'
export {
  type BarcodeProblem,
  type BarcodeRule,
  gs1CheckDigit,
  INITIAL_BARCODE_RULES,
  parseBarcode,
  readInStoreBarcode,
} from './shared-barcode.ts'
export { BarcodeRules } from './shared-barcode-rules.ts'
export {
  type Conversion,
  type Converted,
  splitIntoUnits,
  toBaseQuantity,
  type UnitChoice,
  unitsOf,
} from './shared-conversion.ts'
export {
  COUNT_EVENT,
  COUNT_MODES,
  COUNT_SCHEMA_VERSION,
  COUNT_WAYS,
  type CountBody,
  type CountEntry,
  type Counted,
  type CountGoods,
  type CountMode,
  type CountPart,
  type CountSnapshot,
  type CountWay,
  foldCounts,
  UNCOUNTED,
  type Uncounted,
} from './shared-count.ts'
export { PostCountForm, StocktakeForm } from './shared-count-forms.ts'
export {
  cleanText,
  foldForSearch,
  MAX_AMOUNT_MINOR,
  MAX_BARCODES,
  MAX_NAME,
  MAX_QUANTITY_MILLI,
  milliOf,
  TAX_CLASSES,
  type TaxClass,
} from './shared-limits.ts'
export {
  LotCountForm,
  LotForm,
  type LotToShare,
  MarkDownForm,
  shareAmongLots,
} from './shared-lots.ts'
export { CategoryForm, CategoryInput, Names, ProductForm, ProductInput } from './shared-product.ts'
export { spreadEvenly } from './shared-spread.ts'
export { STOCK_METHODS, type StockMethod } from './shared-stock.ts'
export {
  isUnit,
  quantityOfGrams,
  SOLD_BY,
  type SoldBy,
  UNIT_KEYS,
  UNITS,
  type Unit,
} from './shared-unit.ts'
