import { orders, purchases, suppliers } from '#modules/buying/index.ts'
import { OrderForm, PurchaseForm, SupplierForm } from '#modules/buying/shared.ts'
import { type Actor, inTenant, type Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { DemoProduct } from './demo-goods.ts'

const DAY_MS = 86_400_000
const day = (daysFromNow: number) =>
  dayIn('Asia/Taipei', new Date(Date.now() + daysFromNow * DAY_MS))

type Goods = readonly { id: string; product: DemoProduct }[]
/** How many of which goods, at what they cost; null where nobody has asked yet. */
type Basket = readonly (readonly [name: string, quantity: number, isPriced?: false])[]

/**
 * Two suppliers, goods that came from both, a bill that is due today, and an order on its way: through
 * the same commands that people's own clicks run.
 */
export async function buyDemoGoods(
  actor: Actor,
  goods: Goods,
  { isInvoiceUser }: { isInvoiceUser: boolean },
): Promise<void> {
  await inTenant(actor, 'read write', async (tx) => {
    const wholesaler = await addSupplier(tx, {
      name: '山腳食品行',
      contact: '阿榮',
      phone: '089-000-101',
      lineName: '山腳食品-阿榮',
      leadDays: '2',
      terms: 'days',
      termDays: '7',
      taxId: '10458575',
      voucher: isInvoiceUser ? 'einvoice' : 'receipt',
      pricesIncludeTax: 'no',
      note: '星期三、星期六送貨，早上十點前訂。',
    })
    const farmer = await addSupplier(tx, {
      name: '阿明的菜園',
      contact: '阿明',
      phone: '0900-000-102',
      leadDays: '1',
    })
    const came: Basket = [
      ['冬瓜茶', 48],
      ['鮪魚罐頭', 24],
      ['醬油 600 ml', 12],
    ]
    await buy(tx, goods, came, {
      supplierId: wholesaler,
      receivedOn: day(-7),
      slipNo: 'A-1120',
      pays: 'owed',
      pricesIncludeTax: 'no',
      ...(isInvoiceUser
        ? { voucher: 'einvoice', invoiceNo: 'QK10458576' }
        : { voucher: 'receipt' }),
    })
    const harvest: Basket = [
      ['高麗菜', 20],
      ['香蕉', 15],
      ['地瓜', 25],
    ]
    await buy(tx, goods, harvest, { supplierId: farmer, receivedOn: day(-2), pays: 'cash' })
    const order: Basket = [
      ['沙拉油 1 公升', 12],
      ['碗裝泡麵', 30],
      ['蚊香一盒', 24, false],
    ]
    const id = newId()
    await orders.saveOrder(
      tx,
      OrderForm.parse({
        id,
        supplierId: wholesaler,
        expectedOn: day(1),
        note: '麻煩放在後門。',
        ...columnsOf(goods, order),
      }),
    )
    await orders.sendOrder(tx, { id: newId(), orderId: id, how: 'message' })
  })
}

const addSupplier = async (tx: Tx, form: Record<string, string>): Promise<string> =>
  (await suppliers.saveSupplier(tx, SupplierForm.parse({ id: newId(), ...form }))).id

async function buy(tx: Tx, goods: Goods, basket: Basket, form: Record<string, string>) {
  const columns = columnsOf(goods, basket)
  await purchases.recordPurchase(tx, PurchaseForm.parse({ id: newId(), ...form, ...columns }))
}

/** Goods as forms send them: the first product, its unit, its quantity and so on. */
function columnsOf(goods: Goods, basket: Basket) {
  const lines = basket.flatMap(([name, quantity, isPriced = true]) => {
    const found = goods.find(({ product }) => product.name === name)
    if (!found) return []
    const { id, product } = found
    const amount = isPriced ? String(product.cost * quantity) : ''
    return [{ productId: id, unit: product.unit, quantity: String(quantity), amount }]
  })
  return {
    productId: lines.map((line) => line.productId),
    unit: lines.map((line) => line.unit),
    quantity: lines.map((line) => line.quantity),
    amount: lines.map((line) => line.amount),
  }
}
