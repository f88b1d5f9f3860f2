import { postEntries } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { sourceOf, startAct } from './book-act.ts'
import { findStocktake, insertEnd } from './count-repository.ts'
import { listScope } from './count-scope.ts'
import {
  countedMeanwhile,
  MAX_VALUE_MINOR,
  nothingCounted,
  stocktakeEnded,
  unknownStocktake,
  valueTooLarge,
} from './errors.ts'
import { moveStock } from './move-stock.ts'
import { timeZoneOf } from './repository.ts'
import { type BookedLine, linesToBook, reviewCount } from './review-count.ts'
import type { PostCountForm } from './shared.ts'
import { lockLevels } from './stock-repository.ts'
import { insertCountLines } from './stocktake-line-repository.ts'

/**
 * Books what a stocktake found, in one act that can be taken back: each difference at its value by
 * the stock's own rules, Dr or Cr stock differences; what was never booked before is opening stock,
 * against the owner's capital, so that a shop's first count is no profit. Pressing twice books once.
 *
 * @throws inventory.unknown_stocktake, inventory.stocktake_ended, inventory.nothing_counted;
 *   inventory.counted_meanwhile when phones have sent more than the person saw.
 */
export async function postStocktake(
  tx: Tx,
  { stocktakeId, ...form }: PostCountForm & { stocktakeId: string },
): Promise<{ id: string; actId: string }> {
  const stocktake = await findStocktake(tx, stocktakeId, 'update')
  if (!stocktake) throw unknownStocktake()
  if (stocktake.end?.actId === form.id) return { id: stocktakeId, actId: form.id }
  if (stocktake.end) throw stocktakeEnded()
  // Nothing moves any of it until this is booked, so that what was read holds.
  await lockLevels(tx, await listScope(tx, stocktake))
  const review = await reviewCount(tx, stocktake)
  if (review.entryCount !== form.seen) throw countedMeanwhile()
  const lines = linesToBook(review, form.uncounted)
  if (lines.length === 0) throw nothingCounted()

  const { name, locationId } = stocktake
  const happenedAt = new Date()
  const act = { id: form.id, kind: 'count' as const, note: name, locationId, happenedAt }
  await startAct(tx, act)
  const booked = await bookLines(tx, act, lines)
  await insertEnd(tx, {
    stocktakeId,
    how: 'posted',
    uncounted: form.uncounted,
    actId: form.id,
  })
  await insertCountLines(tx, stocktakeId, booked)
  await recordAudit(tx, {
    action: 'inventory.stocktake_posted',
    targetType: 'stocktake',
    targetId: stocktakeId,
    detail: { name, uncounted: form.uncounted, lines: lines.length },
  })
  return { id: stocktakeId, actId: form.id }
}

async function bookLines(
  tx: Tx,
  act: { id: string; locationId: string | null; note: string; happenedAt: Date },
  lines: readonly BookedLine[],
): Promise<(BookedLine & { valueMinor: number })[]> {
  const different = lines.filter((line) => line.countedMilli !== line.expectedMilli)
  const kindOf = ({ isFirst }: BookedLine) => (isFirst ? 'opening' : 'correction')
  const moved = await moveStock(
    tx,
    different.map((line, sourceLine) => ({
      productId: line.productId,
      kind: kindOf(line),
      quantityMilli: line.countedMilli - line.expectedMilli,
      locationId: act.locationId ?? undefined,
      ...sourceOf(act.id, act.happenedAt, sourceLine),
    })),
  )
  if (moved.some((each) => Math.abs(each.valueMinor) > MAX_VALUE_MINOR)) throw valueTooLarge()
  const worth = new Map(different.map((line, index) => [line, moved[index]?.valueMinor ?? 0]))
  const sum = (kind: 'opening' | 'correction') =>
    different.reduce(
      (total, line) => total + (kindOf(line) === kind ? (worth.get(line) ?? 0) : 0),
      0,
    )
  await postEntries(tx, [
    {
      kind: 'stock_correction',
      postedOn: dayIn(await timeZoneOf(tx), act.happenedAt),
      memo: act.note,
      sourceType: 'stock_act',
      sourceId: act.id,
      postings: [
        { account: 'inventory', amountMinor: sum('opening') + sum('correction') },
        { account: 'capital', amountMinor: 0 - sum('opening') },
        { account: 'stockDifference', amountMinor: 0 - sum('correction') },
      ],
    },
  ])
  return lines.map((line) => ({ ...line, valueMinor: worth.get(line) ?? 0 }))
}
