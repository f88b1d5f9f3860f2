import { z } from 'zod'

/** One of `PAPER_WIDTHS`, in dots of 1/203 inch. */
export const PaperWidth = z.union([z.literal(384), z.literal(576)])
export type PaperWidth = z.infer<typeof PaperWidth>

const Line = z.string().max(500)
const Label = z.string().max(100)
const AmountMinor = z.int()
const LabelledAmount = z.object({ label: Label, amountMinor: AmountMinor })

/** A square code as rows of `0` and `1`, top row first, without its quiet zone. */
export const Code = z.object({
  modules: z
    .array(
      z
        .string()
        .regex(/^[01]+$/)
        .max(177),
    )
    .min(21)
    .max(177),
  caption: Label.optional(),
})
export type Code = z.infer<typeof Code>

/** A linear barcode: `1` is a bar, one letter a module, without its quiet zones; `text` below it. */
export const Bars = z.object({
  modules: z
    .string()
    .regex(/^1[01]*1$/)
    .max(700),
  text: Label.optional(),
})
export type Bars = z.infer<typeof Bars>

/** A picture of black dots: `bits` is base64 of rows from the top, the left dot in the highest bit. */
export const Bitmap = z.object({
  widthDots: z.int().min(8).max(576).multipleOf(8),
  heightDots: z.int().min(1).max(400),
  bits: z.base64().max(40_000),
})
export type Bitmap = z.infer<typeof Bitmap>

/** A line of the tip box: stretches of text, the strong ones in bold. */
const TipLine = z.array(z.object({ text: Label, isStrong: z.boolean() })).max(9)

const Section = z.object({
  title: Label.optional(),
  rows: z
    .array(
      z.object({
        label: Line,
        /** What stands at the right: a text, or an amount. */
        value: Line.optional(),
        amountMinor: AmountMinor.optional(),
        isStrong: z.boolean().optional(),
        /** A part of the row above, set in. */
        isPart: z.boolean().optional(),
      }),
    )
    .max(1000),
})

const ShelfLabel = z.object({
  name: Line,
  /** e.g. `NT$35`. */
  price: Label,
  /** What the price is for, e.g. `每斤`. */
  per: Label.optional(),
  /** e.g. `每 100 公克 NT$12`. */
  unitPrice: Label.optional(),
  bars: Bars.optional(),
})

/**
 * The kinds of paper. `shift_x` tells of a shift that runs, `shift_z` of one that is closed; a
 * `drawer` is a pulse without paper.
 */
export const PaperKind = z.enum([
  'receipt',
  'gift_receipt',
  'refund_slip',
  'shift_x',
  'shift_z',
  'tab_statement',
  'order_ticket',
  'label',
  'consignment_slip',
  'certificate_slip',
  'reminder_slip',
  'test_page',
  'drawer',
])
export type PaperKind = z.infer<typeof PaperKind>

/**
 * Everything one paper says, version 1. Every text is final: translated, and with its dates
 * written out, so that printing needs no catalogue and a reprint years later says the same.
 * Amounts are whole minor units (NT$1); how they are written is the layout's affair.
 * `items[].amountMinor` is before the item's own discount, and `discount` is negative.
 * The version grows by optional parts only: a paper stored years ago still has to parse.
 * @see docs/decisions/007-receipt-raster.md
 */
export const ReceiptDocument = z.object({
  version: z.literal(1),
  kind: PaperKind,
  /** BCP 47 tag of the texts, for `lang` on the screen. */
  language: z.string().min(2).max(35),
  logo: Bitmap.optional(),
  heading: z.object({ shopName: Line, lines: z.array(Line).max(10) }),
  title: Label,
  meta: z.object({
    /** As people say it, e.g. 一機-0231. */
    receiptNo: Label,
    issuedAt: z.iso.datetime({ offset: true }),
    issuedAtText: Label,
    tillName: Label,
    rows: z.array(z.object({ label: Label, value: Line })).max(10),
    isReprint: z.boolean(),
    /** 補印, when `isReprint`. */
    reprintMark: Label.optional(),
  }),
  /** Who a certificate is for: a line before the name, the name, and what it is for. */
  award: z.object({ lead: Line, name: Line, text: Line }).optional(),
  items: z
    .array(
      z.object({
        name: Line,
        /** e.g. "35 × 1.2 斤". */
        detail: Label.optional(),
        /** How many, large before the name, as on an order ticket: `2`, `1.2 斤`. */
        quantity: Label.optional(),
        /** Without it no price is printed, as on a gift receipt. */
        amountMinor: AmountMinor.optional(),
        discount: LabelledAmount.optional(),
      }),
    )
    .max(1000),
  /** Subtotal and discounts of the whole sale, between the items and the total. */
  adjustments: z.array(LabelledAmount).max(20),
  /** The parts of a report or statement, before the total. */
  sections: z.array(Section).max(20).optional(),
  totals: z
    .object({
      label: Label,
      totalMinor: AmountMinor,
      taxLines: z.array(LabelledAmount).max(5),
    })
    .optional(),
  payments: z.array(LabelledAmount).max(20),
  change: LabelledAmount.optional(),
  codes: z.array(Code).max(2),
  bars: Bars.optional(),
  /** For the shelf: a paper of labels has nothing else on it. */
  labels: z.array(ShelfLabel).max(200).optional(),
  /** A ruler from edge to edge, and strokes from thin to thick: what a test page is looked at for. */
  ruler: z.object({ caption: Line }).optional(),
  /** One sample of each kind of letter. */
  glyphs: z
    .array(z.object({ label: Label, sample: Line }))
    .max(30)
    .optional(),
  /** Lines that go to the printer as letters and not as dots, to see which letters it has. */
  letters: z
    .object({
      caption: Line,
      lines: z
        .array(z.object({ mark: Label, encoding: z.enum(['big5', 'gb18030']), text: Label }))
        .max(4),
    })
    .optional(),
  tip: z.object({ title: Label, lines: z.array(TipLine).max(2) }).optional(),
  footer: z.array(Line).max(10),
})
export type ReceiptDocument = z.infer<typeof ReceiptDocument>
