import { z } from 'zod'
import { defineSetting } from '#modules/kernel/settings.ts'
import { BarcodeRules, INITIAL_BARCODE_RULES, STOCK_METHODS, type StockMethod } from './shared.ts'

/** How this tenant's own weight and price codes are read. */
export const barcodeRules = defineSetting(
  'inventory.barcode_rules',
  BarcodeRules,
  INITIAL_BARCODE_RULES,
)

/** How stock is valued. Only `changeStockMethod` writes it: the levels must change with it. */
export const stockMethod = defineSetting<StockMethod>(
  'inventory.stock_method',
  z.enum(STOCK_METHODS),
  'average',
)
