import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { requireAccounts } from './accounts.ts'
import { requireCostCentre } from './cost-centres.ts'
import { feeTooLarge, idTaken, invoiceTaken, notMoney, samePlace, taxTooLarge } from './errors.ts'
import { type ByHand, postByHand } from './post-by-hand.ts'
import { type EntryInput, postEntries } from './post-entries.ts'
import { lockBooks } from './repository.ts'
import { findSlip, findSlipOfInvoice, insertSlip } from './repository-money.ts'
import {
  type InputUse,
  isMovable,
  type MoneyInput,
  type PostingInput,
  type SlipInvoice,
} from './shared.ts'

/** Where a slip comes from that nobody typed. */
export interface SlipOrigin {
  recurringId: string
  dueOn: string
}

/**
 * Records money that was paid, received or moved; the double entry is posted behind it. The same id
 * twice records one.
 *
 * @throws bookkeeping.not_money, bookkeeping.same_place, bookkeeping.tax_too_large,
 *   bookkeeping.invoice_taken, bookkeeping.id_taken, and what `requireAccounts` and `postByHand` throw
 */
export async function recordMoney(
  tx: Tx,
  input: MoneyInput,
  byHand: ByHand = {},
): Promise<{ slipId: string; entryId: string }> {
  await lockBooks(tx)
  const before = await findSlip(tx, input.id)
  if (before) {
    const isSame = before.amountMinor === input.amountMinor && before.day === input.day
    if (!isSame || before.purposeCode !== input.purposeCode) throw idTaken()
    return { slipId: before.id, entryId: before.entryId }
  }
  const { entry, use } = await entryOf(tx, input)
  await postByHand(tx, entry, byHand)
  return keep(tx, input, entry.id, use)
}

/** The same for something that is due by itself; on a closed day it stands on the first open one. */
export async function recordDueMoney(
  tx: Tx,
  input: MoneyInput,
  origin: SlipOrigin,
  options: { byHand?: ByHand; isAutomatic: boolean },
): Promise<{ slipId: string; entryId: string }> {
  const { entry, use } = await entryOf(tx, input)
  if (options.isAutomatic) await postEntries(tx, [entry])
  else await postByHand(tx, entry, options.byHand)
  return keep(tx, input, entry.id, use, origin)
}

async function keep(
  tx: Tx,
  input: MoneyInput,
  entryId: string,
  inputUse: InputUse | null,
  origin?: SlipOrigin,
): Promise<{ slipId: string; entryId: string }> {
  const { invoice, costCentreId: _, ...slip } = input
  await insertSlip(tx, {
    ...slip,
    photoId: input.photoId ?? null,
    ...(invoice && {
      invoiceNo: invoice.invoiceNo,
      sellerTaxId: invoice.sellerTaxId,
      taxMinor: invoice.taxMinor,
      netMinor: input.amountMinor - invoice.taxMinor,
      isDeductible: invoice.isDeductible,
      inputUse,
    }),
    ...origin,
    entryId,
  })
  await recordAudit(tx, {
    action: `bookkeeping.money_${input.direction}`,
    targetType: 'money_slip',
    targetId: input.id,
    detail: { day: input.day, amountMinor: input.amountMinor, purpose: input.purposeCode },
  })
  return { slipId: input.id, entryId }
}

async function entryOf(
  tx: Tx,
  input: MoneyInput,
): Promise<{ entry: EntryInput & { id: string }; use: InputUse | null }> {
  const { direction, purposeCode, moneyCode, invoice } = input
  const accounts = await requireAccounts(tx, [purposeCode, moneyCode])
  const mayMove = (code: string) =>
    accounts.get(code)?.holdsMoney === true || isMovable(code, direction)
  if (!mayMove(moneyCode)) throw notMoney(accounts.get(moneyCode)?.name ?? moneyCode)
  if (direction === 'moved' && !mayMove(purposeCode))
    throw notMoney(accounts.get(purposeCode)?.name ?? purposeCode)
  if (purposeCode === moneyCode) throw samePlace()
  if (input.feeMinor >= input.amountMinor) throw feeTooLarge()
  await requireCostCentre(tx, input.costCentreId)
  if (invoice) await checkInvoice(tx, input, invoice)
  const isEquipment = accounts.get(purposeCode)?.kind === 'asset' && purposeCode.startsWith('15')
  return {
    entry: {
      id: newId(),
      kind: `money_${direction}`,
      postedOn: input.day,
      memo: input.note,
      sourceType: 'money_slip',
      sourceId: input.id,
      costCentreId: input.costCentreId,
      postings: postingsOf(input),
    },
    use: invoice ? (isEquipment ? 'fixed_asset' : 'goods_cost') : null,
  }
}

async function checkInvoice(tx: Tx, input: MoneyInput, invoice: SlipInvoice): Promise<void> {
  // Tax that is more than half of the whole is a slip of the finger, whatever the rate is.
  if (invoice.taxMinor * 2 > input.amountMinor) throw taxTooLarge()
  const other = await findSlipOfInvoice(tx, invoice.invoiceNo, input.day)
  if (other) throw invoiceTaken(invoice.invoiceNo, other.day)
}

function postingsOf(input: MoneyInput): PostingInput[] {
  const { direction, amountMinor, feeMinor, purposeCode, moneyCode, invoice } = input
  if (direction === 'received')
    return [
      { code: moneyCode, amountMinor },
      { code: purposeCode, amountMinor: -amountMinor },
    ]
  if (direction === 'moved')
    return [
      { code: purposeCode, amountMinor: amountMinor - feeMinor },
      { account: 'paymentFees', amountMinor: feeMinor },
      { code: moneyCode, amountMinor: -amountMinor },
    ]
  const taxMinor = invoice?.isDeductible ? invoice.taxMinor : 0
  return [
    { code: purposeCode, amountMinor: amountMinor - taxMinor },
    { account: 'inputTax', amountMinor: taxMinor },
    { code: moneyCode, amountMinor: -amountMinor },
  ]
}
