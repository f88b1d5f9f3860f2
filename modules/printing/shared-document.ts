import { z } from 'zod'

/** One of `PAPER_WIDTHS`, in dots of 1/203 inch. */
export const PaperWidth = z.union([z.literal(384), z.literal(576)])
export type PaperWidth = z.infer<typeof PaperWidth>

const Line = z.string().max(500)
const Label = z.string().max(100)
const AmountMinor = z.int()
const LabelledAmount = z.object({ label: Label, amountMinor: AmountMinor })

/** A square code as rows of `0` and `1`, top row first, without its quiet zone. */
const Code = z.object({
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

/** A line of the tip box: stretches of text, the strong ones in bold. */
const TipLine = z.array(z.object({ text: Label, isStrong: z.boolean() })).max(9)

/**
 * Everything one paper says, version 1. Every text is final: translated, and with its dates
 * written out, so that printing needs no catalogue and a reprint years later says the same.
 * Amounts are whole minor units (NT$1); how they are written is the layout's affair.
 * `items[].amountMinor` is before the item's own discount, and `discount` is negative.
 * @see docs/decisions/007-receipt-raster.md
 */
export const ReceiptDocument = z.object({
  version: z.literal(1),
  /** The kind of paper. Later kinds (shift report, ticket) join this list. */
  kind: z.enum(['receipt', 'refund_slip', 'test_page', 'drawer']),
  /** BCP 47 tag of the texts, for `lang` on the screen. */
  language: z.string().min(2).max(35),
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
  items: z
    .array(
      z.object({
        name: Line,
        /** e.g. "35 × 1.2 斤". */
        detail: Label.optional(),
        amountMinor: AmountMinor,
        discount: LabelledAmount.optional(),
      }),
    )
    .max(1000),
  /** Subtotal and discounts of the whole sale, between the items and the total. */
  adjustments: z.array(LabelledAmount).max(20),
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
  tip: z.object({ title: Label, lines: z.array(TipLine).max(2) }).optional(),
  footer: z.array(Line).max(10),
})
export type ReceiptDocument = z.infer<typeof ReceiptDocument>
