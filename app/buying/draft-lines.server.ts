import type { orders } from '#modules/buying/index.ts'
import { partOfAmount } from '#modules/buying/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { describeGoods } from './describe-goods.server.ts'
import { milliText, priceMilliOf } from './typed.ts'
import { type DraftLine, type FoundProduct, wordOf } from './use-lines.ts'

type Order = orders.Order
type OrderLine = Order['lines'][number]

/** How much of a line is on the form, in the product's own unit, and for how much. */
interface Wanted {
  quantityMilli: number
  typedMinor: number | null
}

/** The lines of an order as its form shows them again. */
export const orderDraft = (tx: Tx, order: Order): Promise<DraftLine[]> =>
  draftsOf(tx, order, ({ quantityMilli, typedMinor }) => ({ quantityMilli, typedMinor }))

/** What of an order is still to come, at what was agreed; what came already is left out. */
export async function toComeDraft(tx: Tx, order: Order): Promise<DraftLine[]> {
  const rest = ({ quantityMilli, comeMilli }: OrderLine) => Math.max(quantityMilli - comeMilli, 0)
  const open = { ...order, lines: order.lines.filter((line) => rest(line) > 0) }
  const drafts = await draftsOf(tx, open, (line) => {
    const { typedMinor, quantityMilli, comeMilli } = line
    const whole = { quantityMilli, usedMilli: comeMilli }
    return {
      quantityMilli: rest(line),
      typedMinor: typedMinor === null ? null : partOfAmount(typedMinor, whole, rest(line)),
    }
  })
  return drafts.map((draft, index) => ({
    ...draft,
    orderLineNo: open.lines[index]?.lineNo,
    toComeMilli: Math.round(Number(draft.quantity) * 1000),
  }))
}

async function draftsOf(
  tx: Tx,
  order: Order,
  wantedOf: (line: OrderLine) => Wanted,
): Promise<DraftLine[]> {
  const ids = order.lines.map((line) => line.productId)
  const products = new Map(
    (await describeGoods(tx, ids, order.supplierId)).map((each) => [each.id, each]),
  )
  return order.lines.map((line): DraftLine => {
    const product = products.get(line.productId)
    const { quantityMilli, typedMinor } = wantedOf(line)
    const { unit, unitMilli } = inUnit(product, line.unit, quantityMilli)
    return {
      key: `${order.id} ${line.lineNo}`,
      productId: line.productId,
      name: line.name,
      ownUnit: product?.unit ?? line.unit,
      units: product?.units ?? [],
      unit,
      isTaxable: product?.isTaxable ?? true,
      hasExpiry: product?.hasExpiry ?? false,
      last: product?.last,
      quantity: milliText(unitMilli),
      price: typedMinor === null ? '' : milliText(priceMilliOf(typedMinor, unitMilli)),
      amount: typedMinor === null ? '' : String(typedMinor),
      expiresOn: '',
    }
  })
}

/** A quantity in the unit that it was ordered in, while that still is one and it comes out even. */
function inUnit(product: FoundProduct | undefined, word: string, quantityMilli: number) {
  const unit = product?.units.find((each) => wordOf(each) === word)
  const unitMilli = unit && (quantityMilli * unit.countMilli) / unit.baseMilli
  return unitMilli !== undefined && Number.isInteger(unitMilli)
    ? { unit: word, unitMilli }
    : { unit: product?.unit ?? word, unitMilli: quantityMilli }
}
