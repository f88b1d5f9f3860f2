import { money } from '#modules/bookkeeping/index.ts'
import { stockActs } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import type { Day, Month } from './month.ts'

/** The landlord, the phone and a fridge are paid, some with an invoice; a slip may be taken back. */
export async function payCosts(month: Month, { day }: Day): Promise<void> {
  const { dice, pencil, shop } = month
  const amountMinor = 105 * (1 + dice.below(20))
  const hasInvoice = dice.chance(0.5)
  const fromDrawer = dice.chance(0.5)
  const taxMinor = amountMinor / 21
  const invoiceNo = `CD${String(10_000_000 + dice.below(89_999_999))}`
  const invoice = { invoiceNo, sellerTaxId: '10458575', taxMinor, isDeductible: true }
  const id = newId()
  await shop.run((tx) =>
    money.recordMoney(tx, {
      id,
      direction: 'paid',
      day,
      amountMinor,
      purposeCode: dice.pick(['6101', '6103', '6199', '1501']),
      moneyCode: fromDrawer ? '1101' : '1102',
      feeMinor: 0,
      note: '',
      ...(hasInvoice && { invoice }),
    }),
  )
  if (dice.chance(0.2)) {
    await shop.run((tx) => money.undoMoneySlip(tx, { slipId: id, reason: '記錯了' }))
    return
  }
  if (fromDrawer) pencil.cashMinor -= amountMinor
  if (hasInvoice) pencil.inputTaxMinor += taxMinor
}

/** Goods are thrown away or eaten by the family; some of it was a slip of the finger. */
export async function loseGoods(month: Month): Promise<void> {
  const { dice, shop } = month
  const goods = dice.pick(month.goods)
  const quantityMilli = goods.soldBy === 'weight' ? 1 + dice.below(2000) : 1000
  const id = newId()
  const act = { id, note: '', locationId: null, lines: [{ productId: goods.id, quantityMilli }] }
  await shop.run((tx) =>
    dice.chance(0.5)
      ? stockActs.throwAway(tx, { ...act, reason: 'spoiled' })
      : stockActs.takeForOwnUse(tx, act),
  )
  if (dice.chance(0.2)) {
    await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: id }))
    return
  }
  goods.onHandMilli -= quantityMilli
}
