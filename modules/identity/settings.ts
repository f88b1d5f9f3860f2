import { defineSetting } from '#modules/kernel/settings.ts'
import { ReceiptDesign, ReceiptSettings, TaxMethod, TaxProfile } from './shared.ts'

/** How a shop stands with the tax office. A plain-receipt shop is what most village shops are. */
export const TAX_PROFILE = defineSetting('tax.profile', TaxProfile, { kind: 'assessed_small' })

/** Where the tax inside a total is rounded. */
export const TAX_METHOD = defineSetting('tax.method', TaxMethod, 'per_document')

/** What a shop adds to its receipts. */
export const RECEIPT_SETTINGS = defineSetting('receipt', ReceiptSettings, {
  footer: '',
  showsScamTip: true,
})

/** How a shop's papers look, until it changes something: everything is shown. */
export const RECEIPT_DESIGN = defineSetting('receipt.design', ReceiptDesign, {
  heading: '',
  showsPhone: true,
  showsAddress: true,
  showsTaxId: true,
  showsCashier: true,
})
