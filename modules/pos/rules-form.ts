import { z } from 'zod'
import { milliOf } from '#modules/inventory/shared.ts'
import { TillRulesShape } from './settings.ts'

/** Part of the rules that has a form of its own, beside the counts it is about. */
const OwnRules = TillRulesShape.omit({ sharesScamCountsWith: true })

/** A number as people type it: `1,234`, `NT$45`, `20%`, full-width digits. Empty is missing. */
const typed = (isWhole: boolean) =>
  z
    .string()
    .max(40)
    .transform((text, context) => {
      const plain = text.normalize('NFKC').replace(/^NT\$|[,\s]|%$/gi, '')
      const milli = milliOf(plain)
      if (milli !== undefined && !(isWhole && milli % 1000 !== 0)) return milli
      const message = isWhole ? 'pos.not_a_whole_number' : 'pos.not_a_percent'
      context.addIssue({ code: 'custom', message: plain === '' ? 'field.required' : message })
      return z.NEVER
    })

const { shape } = OwnRules
/** Whole NT$ or minutes, within what the rule may be. */
const whole = (rule: z.ZodDefault<z.ZodNumber>) =>
  typed(true)
    .transform((milli) => milli / 1000)
    .pipe(rule.unwrap())
const ticked = z
  .literal('on')
  .optional()
  .transform((box) => box === 'on')

/** The flat fields of the rules' form: amounts in NT$, the discount in percent, a tick for each switch. */
export const TillRulesForm = z
  .strictObject({
    refundApprovalMinor: whole(shape.refundApprovalMinor),
    discountPercent: typed(false).pipe(z.number().min(0).max(100_000, 'pos.not_a_percent')),
    priceNeedsApproval: ticked,
    drawerNeedsApproval: ticked,
    cashOutApprovalMinor: whole(shape.cashOutApprovalMinor),
    autoLockMinutes: whole(shape.autoLockMinutes),
    tabLimitMinor: whole(shape.tabLimitMinor),
    scamThresholdMinor: whole(shape.scamThresholdMinor),
    asksUnusual: ticked,
    asksForFloat: ticked,
    receiptPaper: shape.receiptPaper,
    refundPaper: shape.refundPaper,
    ticketPaper: shape.ticketPaper,
    shiftPaper: shape.shiftPaper,
    tabPaper: shape.tabPaper,
  })
  .transform(({ discountPercent, ...rules }) => ({
    ...rules,
    // Thousandths of a percent are tens of a millionth.
    discountApprovalPpm: discountPercent * 10,
  }))
