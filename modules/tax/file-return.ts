import { getLocks, lockPeriod, postEntries } from '#modules/bookkeeping/index.ts'
import type { PostingInput } from '#modules/bookkeeping/shared.ts'
import { findTaxProfile } from '#modules/identity/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { changedMeanwhile, filedBefore, laterFiled, noReturns, periodRuns } from './errors.ts'
import { insertReturn, lockReturns, selectReturns } from './repository.ts'
import type { TaxBoxes, TaxPeriod } from './shared.ts'
import { getWorksheet } from './worksheet.ts'

export interface ReturnToFile {
  id: string
  period: TaxPeriod
  /** What is to be paid and what is carried on, as they were shown: nobody files numbers unseen. */
  shown: Pick<TaxBoxes, 'toPay' | 'carriedOn'>
}

/**
 * The entry that a filed return makes: output and input tax leave their accounts, what is owed and
 * what is carried on stand on theirs, and the cents between receipts and return are a difference.
 */
export function returnPostings(boxes: TaxBoxes): PostingInput[] {
  return [
    { account: 'outputTax', amountMinor: boxes.outputTax - boxes.rounding },
    { account: 'inputTax', amountMinor: -boxes.inputTax - boxes.assetTax },
    { account: 'taxCredit', amountMinor: boxes.carriedOn - boxes.carriedIn },
    { account: 'taxPayable', amountMinor: -boxes.toPay },
    { account: 'fees', amountMinor: boxes.lostInputTax },
    { account: 'taxRounding', amountMinor: boxes.rounding },
  ]
}

/**
 * Notes that a person has filed a period's return with the tax office: keeps its boxes, makes the
 * entry on its last day, and closes the books through it for good. Repeating the same id is nothing.
 *
 * @throws tax.no_returns, tax.period_runs, tax.filed_before, tax.later_filed, tax.changed_meanwhile
 */
export async function fileReturn(tx: Tx, { id, period, shown }: ReturnToFile): Promise<void> {
  await lockReturns(tx)
  const returns = await selectReturns(tx)
  if (returns.some((each) => each.id === id)) return
  if (returns.some((each) => each.period === period)) throw filedBefore()
  if (returns.some((each) => each.period > period)) throw laterFiled()
  const sheet = await getWorksheet(tx, period)
  const profile = await findTaxProfile(tx, new Date(`${sheet.to}T23:59:59+08:00`))
  if (profile.kind !== 'invoice_user') throw noReturns()
  if (!sheet.isOver) throw periodRuns(sheet.to)
  const { boxes } = sheet
  if (boxes.toPay !== shown.toPay || boxes.carriedOn !== shown.carriedOn) throw changedMeanwhile()
  await insertReturn(tx, { id, period, form: sheet.form, boxes })
  await postEntries(tx, [
    {
      kind: 'tax_return',
      postedOn: sheet.to,
      sourceType: 'tax_return',
      sourceId: id,
      memo: period,
      postings: returnPostings(boxes),
    },
  ])
  const { hardThrough } = await getLocks(tx)
  if (hardThrough === null || hardThrough < sheet.to) {
    await lockPeriod(tx, { kind: 'hard', through: sheet.to, note: `${sheet.form} ${period}` })
  }
  await recordAudit(tx, {
    action: 'tax.return_filed',
    targetType: 'tax_return',
    targetId: id,
    detail: { period, form: sheet.form, toPay: boxes.toPay, carriedOn: boxes.carriedOn },
  })
}
