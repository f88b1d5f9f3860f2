import { purchases } from '#modules/buying/index.ts'
import type { PurchaseInput } from '#modules/buying/shared.ts'
import { makePurchase } from '#test/make-purchase.ts'
import type { Day, Month } from './month.ts'

const PAYS = ['cash', 'bank', 'owed'] as const

/** Goods come with an invoice, and are paid at once or owed. Some come late, after they were sold. */
export async function buyGoods(month: Month, { day }: Day): Promise<void> {
  const { dice, pencil, shop } = month
  const pays = dice.pick(PAYS)
  const chosen = month.goods.filter(() => dice.chance(0.6))
  if (chosen.length === 0) return
  const lines = chosen.map((goods) => {
    const asCases = goods.case !== undefined && dice.chance(0.5) ? goods.case : undefined
    const count = (asCases ? 1 : 6) * (1 + dice.below(asCases ? 4 : 12))
    const quantityMilli = count * (asCases?.baseMilli ?? 1000)
    goods.onHandMilli += quantityMilli
    // Prices go up and down, and are not whole for a piece.
    const worth = (quantityMilli / 1000) * goods.costMinor * (0.8 + dice.roll() * 0.4)
    const unit = asCases?.name ?? goods.unit
    return {
      productId: goods.id,
      unit,
      quantity: String(count),
      amount: String(Math.round(worth)),
    }
  })
  const hasFreight = dice.chance(0.3)
  const freight = hasFreight ? 30 + dice.below(200) : 0
  const totalMinor = lines.reduce((sum, { amount }) => sum + Number(amount), freight)
  const invoiceNo = `AB${String(10_000_000 + dice.below(89_999_999))}`
  const more = { receivedOn: day, pays, voucher: 'invoice', invoiceNo }
  const input: PurchaseInput = makePurchase(dice.pick(month.supplierIds), lines, {
    ...more,
    ...(hasFreight && { freight: String(freight) }),
  })
  await shop.run((tx) => purchases.recordPurchase(tx, input))
  // 5 % stand inside what was paid, rounded once for the whole invoice.
  pencil.inputTaxMinor += totalMinor - Math.round(totalMinor / 1.05)
  if (pays === 'cash') pencil.cashMinor -= totalMinor
  if (pays === 'owed') pencil.owedMinor += totalMinor
}
