import { divideRounded } from '#modules/kernel/shared.ts'

/** What a period added up to. Whole NT$; what came back is taken off. */
export interface TaxSums {
  /** Sales with tax inside, by the rate that held, and the tax that their receipts state together. */
  taxable: readonly { ratePpm: number; totalMinor: number }[]
  receiptTaxMinor: number
  zeroMinor: number
  exemptMinor: number
  /** Purchases and costs with a uniform invoice. */
  inputNetMinor: number
  inputTaxMinor: number
  /** Fixed assets with one. */
  assetNetMinor: number
  assetTaxMinor: number
  /** What the last return left to be taken off. */
  carriedInMinor: number
}

/**
 * The boxes of a two-month return, numbered as on form 401. `outputTax` is worked out of the period's
 * total, not receipt by receipt (施行細則 §32-1), so it may differ from the receipts by `rounding`.
 */
export interface TaxBoxes {
  /** 21 */ taxableNet: number
  /** 22 and 101 */ outputTax: number
  /** 23 */ zero: number
  /** exempt sales, of form 403 */ exempt: number
  /** 25 */ salesNet: number
  /** 44 */ inputNet: number
  /** 45 */ inputTax: number
  /** 46 */ assetNet: number
  /** 47 */ assetTax: number
  /** The part of 45 and 47 that exempt sales take away, of form 403. */ lostInputTax: number
  /** 107 */ allowedInputTax: number
  /** 108 */ carriedIn: number
  /** 110 */ deducted: number
  /** 111 */ toPay: number
  /** 112 */ excess: number
  /** 115 */ carriedOn: number
  /** Output tax less what the receipts state. */ rounding: number
}

export interface Worksheet {
  /** Any exempt sale makes it a 403; nothing else does. */
  form: '401' | '403'
  boxes: TaxBoxes
}

const MILLION = 1_000_000

/** The tax inside a total, half away from zero, in whole NT$ (加值型及非加值型營業稅法 §14). */
export const taxInside = (totalMinor: number, ratePpm: number): number =>
  divideRounded(BigInt(totalMinor) * BigInt(ratePpm), MILLION + ratePpm)

/**
 * What a period's sums make of a return.
 *
 * With exempt sales, input tax is lost by their share of all sales (兼營營業人營業稅額計算辦法 §3), rounded
 * to the dollar once.
 */
export function worksheetOf(sums: TaxSums): Worksheet {
  const gross = sums.taxable.reduce((sum, each) => sum + each.totalMinor, 0)
  const outputTax = sums.taxable.reduce(
    (sum, { totalMinor, ratePpm }) => sum + taxInside(totalMinor, ratePpm),
    0,
  )
  const taxableNet = gross - outputTax
  const salesNet = taxableNet + sums.zeroMinor + sums.exemptMinor
  const form = sums.exemptMinor === 0 ? '401' : '403'
  const lostInputTax = lostTo(sums, salesNet)
  const allowedInputTax = sums.inputTaxMinor + sums.assetTaxMinor - lostInputTax
  const deducted = allowedInputTax + sums.carriedInMinor
  const excess = Math.max(0, deducted - outputTax)
  return {
    form,
    boxes: {
      taxableNet,
      outputTax,
      zero: sums.zeroMinor,
      exempt: sums.exemptMinor,
      salesNet,
      inputNet: sums.inputNetMinor,
      inputTax: sums.inputTaxMinor,
      assetNet: sums.assetNetMinor,
      assetTax: sums.assetTaxMinor,
      lostInputTax,
      allowedInputTax,
      carriedIn: sums.carriedInMinor,
      deducted,
      toPay: Math.max(0, outputTax - deducted),
      excess,
      carriedOn: excess,
      rounding: outputTax - sums.receiptTaxMinor,
    },
  }
}

function lostTo({ exemptMinor, inputTaxMinor, assetTaxMinor }: TaxSums, salesNet: number): number {
  // More came back than was sold: there is no share to speak of.
  if (exemptMinor <= 0 || salesNet <= 0) return 0
  const share = Math.min(exemptMinor, salesNet)
  return divideRounded(BigInt(inputTaxMinor + assetTaxMinor) * BigInt(share), BigInt(salesNet))
}

/** Which boxes open into rows, and their number on the form where they have one. */
export const BOX_NUMBERS = {
  taxableNet: '21',
  outputTax: '22',
  zero: '23',
  exempt: null,
  salesNet: '25',
  inputNet: '44',
  inputTax: '45',
  assetNet: '46',
  assetTax: '47',
  lostInputTax: null,
  allowedInputTax: '107',
  carriedIn: '108',
  deducted: '110',
  toPay: '111',
  excess: '112',
  carriedOn: '115',
  rounding: null,
} as const satisfies Record<keyof TaxBoxes, string | null>

/** Rows that a box is the sum of. */
export const BOX_ROWS = ['taxable', 'zero', 'exempt', 'input'] as const
export type BoxRows = (typeof BOX_ROWS)[number]
export const ROWS_OF_BOX: Partial<Record<keyof TaxBoxes, BoxRows>> = {
  taxableNet: 'taxable',
  outputTax: 'taxable',
  rounding: 'taxable',
  zero: 'zero',
  exempt: 'exempt',
  inputNet: 'input',
  inputTax: 'input',
  assetNet: 'input',
  assetTax: 'input',
}

/** The boxes that a form has, in its order: those of exempt sales only on a 403. */
export const shownBoxes = ({ form, boxes }: Worksheet): (keyof TaxBoxes)[] =>
  (Object.keys(BOX_NUMBERS) as (keyof TaxBoxes)[]).filter((box) => {
    if (box === 'exempt' || box === 'lostInputTax') return form === '403'
    if (box === 'assetNet' || box === 'assetTax') return boxes.assetNet !== 0
    return box !== 'rounding' || boxes.rounding !== 0
  })
