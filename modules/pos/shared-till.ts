import { z } from 'zod'
import { BarcodeRules, SOLD_BY, TAX_CLASSES } from '#modules/inventory/shared.ts'
import type { PaperDesign } from '#modules/printing/shared.ts'
import { TENDERS } from './shared-journal.ts'
import type { PinVerifier } from './shared-pin.ts'
import type { ReceiptLink } from './shared-receipt-link.ts'
import type { TillRules } from './shared-rules.ts'
import type { SnapshotMarks } from './shared-snapshot-changes.ts'

/** A product as the till carries it. */
export const TillProduct = z.object({
  id: z.uuid(),
  name: z.string(),
  names: z.record(z.string(), z.string()),
  sku: z.string().nullable(),
  barcodes: z.array(z.string()),
  categoryId: z.uuid().nullable(),
  unit: z.string(),
  soldBy: z.enum(SOLD_BY),
  /** Null when nobody has set a price yet; the till asks for one. */
  priceMinor: z.number().nullable(),
  taxClass: z.enum(TAX_CLASSES),
  pictogram: z.string().nullable(),
  pictureId: z.uuid().nullable(),
  isFavourite: z.boolean(),
  /** What was left when this snapshot was made; sales go on below zero. */
  stockMilli: z.number(),
})
export type TillProduct = z.infer<typeof TillProduct>

/** A customer as the till carries them: enough to find them and to sell on their tab. */
export const TillCustomer = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The last three digits, to tell two people of one name apart. */
  phoneEnd: z.string().nullable(),
  /** What they owed when this snapshot was made; negative is credit. */
  owesMinor: z.number(),
  limitMinor: z.number(),
  /** ISO 8601; null when they owe nothing. */
  owesSince: z.string().nullable().default(null),
})
export type TillCustomer = z.infer<typeof TillCustomer>

/** Whoever is at the till, as the screens know them. */
export const TillPerson = z.object({
  id: z.uuid(),
  displayName: z.string(),
  locale: z.string(),
  theme: z.enum(['system', 'light', 'dark', 'sun']),
  textSize: z.enum(['base', 'easy']),
  mayManageGoods: z.boolean(),
  /** In charge: agrees to what the shop's rules ask somebody for. */
  isManager: z.boolean(),
})
export type TillPerson = z.infer<typeof TillPerson>

/** Somebody who may sell here, with what their PIN is checked against; null without a PIN. */
export interface TillStaff extends TillPerson {
  verifier: PinVerifier | null
}

/** Everything a till needs to sell without asking again, with who is at it. */
export const TillSnapshot = z.object({
  madeAt: z.iso.datetime(),
  /** Changes whenever anything below changes; a till that has it is answered 304. */
  version: z.string(),
  tenant: z.object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    taxId: z.string().nullable(),
    calendar: z.enum(['roc', 'gregory']),
    timeZone: z.string(),
    isInvoiceUser: z.boolean(),
    receiptFooter: z.string(),
    showsScamTip: z.boolean(),
    /** How its papers look; a snapshot of a former version has none, and then all is shown. */
    receiptDesign: z.custom<PaperDesign>().optional(),
  }),
  /** This device, as the owner calls it. */
  till: z.object({ name: z.string(), pairedById: z.uuid().nullable() }),
  person: TillPerson,
  /** Who may sell here; those in charge first. */
  staff: z.array(z.custom<TillStaff>((value) => typeof value === 'object' && value !== null)),
  taxMethod: z.enum(['per_line', 'per_document']),
  taxRates: z.record(z.enum(TAX_CLASSES), z.number()),
  barcodeRules: BarcodeRules,
  tenders: z.array(z.string()),
  /** Whether the shop has a printer that prints by itself when a sale arrives. */
  hasPrinter: z.boolean(),
  /** How receipts are read again by their code; a snapshot of a former version says nothing. */
  receiptLink: z.custom<ReceiptLink>().nullish(),
  categories: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      names: z.record(z.string(), z.string()),
      pictogram: z.string().nullable(),
      /** Goods that scammers make people buy; a sale of many of them is asked about. */
      isScamProne: z.boolean(),
    }),
  ),
  rules: z.custom<TillRules>((value) => typeof value === 'object' && value !== null),
  customers: z.array(TillCustomer),
  /** The entries of each journal that `owesMinor` holds: those up to and including `seq`. */
  tabsUpTo: z.array(z.object({ journalId: z.uuid(), seq: z.number() })).default([]),
  products: z.array(TillProduct),
  /** What unsent sales are sealed with when they travel by hand: a point of P-256, base64. */
  exportKey: z.string().optional(),
  /** What to say when asking for changes; a snapshot of a former version has none. */
  marks: z.custom<SnapshotMarks>().optional(),
})
export type TillSnapshot = z.infer<typeof TillSnapshot>

/** The answer of `GET /api/till/snapshot`. Who is at the till only the device itself knows. */
export type ShopSnapshot = Omit<TillSnapshot, 'person'>

const Part = z.object({
  quantityMilli: z.number(),
  totalMinor: z.number(),
  taxMinor: z.number(),
})

/**
 * A sale that goods come back from, as `GET /api/till/sale?receiptNo=` (or `saleId=`) answers:
 * what was sold, and what of it came back on any till.
 */
export const TillSale = z.object({
  saleId: z.uuid(),
  receiptNo: z.string(),
  soldAt: z.string(),
  shiftId: z.uuid().nullable(),
  customerId: z.uuid().nullable(),
  payments: z.array(z.object({ tender: z.enum(TENDERS), amountMinor: z.number() })),
  lines: z.array(
    Part.extend({
      position: z.number(),
      productId: z.uuid(),
      name: z.string(),
      unit: z.string(),
      isCounted: z.boolean(),
      returned: Part,
    }),
  ),
})
export type TillSale = z.infer<typeof TillSale>
