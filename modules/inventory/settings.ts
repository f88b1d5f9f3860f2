import { defineSetting } from '#modules/kernel/settings.ts'
import { BarcodeRules, INITIAL_BARCODE_RULES } from './shared.ts'

/** How this tenant's own weight and price codes are read. */
export const barcodeRules = defineSetting(
  'inventory.barcode_rules',
  BarcodeRules,
  INITIAL_BARCODE_RULES,
)
