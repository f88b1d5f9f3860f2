import type { Tx } from '#modules/kernel/db.ts'
import { readSettingAt } from '#modules/kernel/settings.ts'
import { wasInCharge } from './people-flags.ts'
import type { SaleToRecord } from './repository.ts'
import { findRoles } from './repository-refund.ts'
import { TILL_RULES } from './settings.ts'
import type { ApprovalKind, TillRules } from './shared.ts'

const MILLION = 1_000_000

/**
 * Sales in which somebody in charge should have been asked, by the rules of their own time, and
 * nobody who could agree was: a large discount, another price, a tab over its limit. It costs two
 * statements, and none where there is nothing to ask about.
 *
 * @param overLimit sales that put a tab over its limit.
 */
export async function findUnapproved(
  tx: Tx,
  sales: readonly SaleToRecord[],
  overLimit: ReadonlySet<SaleToRecord>,
): Promise<ReadonlySet<SaleToRecord>> {
  const odd = sales.filter(
    (sale) => sale.channel === 'till' && (overLimit.has(sale) || isOutOfTheOrdinary(sale)),
  )
  if (odd.length === 0) return new Set()
  const [people, rules] = await Promise.all([
    findRoles(
      tx,
      odd.flatMap(({ body }) => [
        body.cashierId,
        ...body.approvals.map((each) => each.approvedById),
      ]),
    ),
    readSettingAt(
      tx,
      TILL_RULES,
      odd.map(({ body }) => new Date(body.soldAt)),
    ),
  ])
  const isMissing = (sale: SaleToRecord, index: number): boolean => {
    const { approvals, cashierId, soldAt } = sale.body
    const at = new Date(soldAt)
    if (wasInCharge(people.get(cashierId), at)) return false
    const isAgreed = (kind: ApprovalKind) =>
      approvals.some((each) => each.kind === kind && wasInCharge(people.get(each.approvedById), at))
    const own = rules[index]
    const needed = own ? neededApprovals(sale, own, overLimit.has(sale)) : []
    return needed.some((kind) => !isAgreed(kind))
  }
  return new Set(odd.filter(isMissing))
}

const isOutOfTheOrdinary = ({ body, priced }: SaleToRecord): boolean =>
  priced.discountMinor > 0 || body.lines.some((line) => line.listPriceMinor !== undefined)

function neededApprovals(
  { body, priced }: SaleToRecord,
  rules: TillRules,
  isOverLimit: boolean,
): ApprovalKind[] {
  const isLarge = (offMinor: number, ofMinor: number) =>
    offMinor * MILLION > ofMinor * rules.discountApprovalPpm
  const hasLargeDiscount =
    isLarge(priced.cartDiscountMinor, priced.subtotalMinor) ||
    priced.lines.some((line) => isLarge(line.discountMinor, line.grossMinor))
  const isRepriced = body.lines.some((line) => line.listPriceMinor !== undefined)
  return [
    ...(hasLargeDiscount ? (['discount'] as const) : []),
    ...(isRepriced && rules.priceNeedsApproval ? (['price'] as const) : []),
    ...(isOverLimit ? (['tab_limit'] as const) : []),
  ]
}
