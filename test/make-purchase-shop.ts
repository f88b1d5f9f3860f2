import { getTrialBalance, postEntries } from '#modules/bookkeeping/index.ts'
import { payables, purchases } from '#modules/buying/index.ts'
import { BillForm, PaymentForm } from '#modules/buying/shared.ts'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import { issueStock } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { makeProduct, makeTenant } from './make.ts'
import { type MadeLine, makePurchase, makeSupplier } from './make-purchase.ts'

const today = () => dayIn('Asia/Taipei', new Date())

/** What stands on accounts now, by code; zero is left out. */
async function balances(tx: Tx): Promise<Record<string, number>> {
  const { accounts } = await getTrialBalance(tx, '2199-12-31')
  return Object.fromEntries(
    accounts.flatMap((each) => (each.balanceMinor === 0 ? [] : [[each.code, each.balanceMinor]])),
  )
}

/** A shop that buys two kinds of goods, with the forms of its pages as short words. */
export async function makeBuyingShop({ isInvoiceUser = false } = {}) {
  const shop = await makeTenant()
  const made = await shop.run(async (tx) => {
    if (isInvoiceUser) {
      await writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '10458575' })
    }
    return {
      supplierId: await makeSupplier(tx, { terms: 'days', termDays: '30' }),
      tea: await makeProduct(tx, { name: '冬瓜茶' }),
      milk: await makeProduct(tx, { name: '鮮奶' }),
    }
  })
  const buy = async (lines: MadeLine[], more: Record<string, string> = {}) => {
    const purchase = makePurchase(made.supplierId, lines, { pays: 'owed', ...more })
    return (await shop.run((tx) => purchases.recordPurchase(tx, purchase))).id
  }
  const bill = async (
    receipts: { id: string; amounts: (string | null)[] }[],
    more: Record<string, unknown> = {},
  ) => {
    const lines = receipts.flatMap(({ id, amounts }) =>
      amounts.flatMap((amount, index) =>
        amount === null ? [] : [{ key: `${id}:${index + 1}`, amount }],
      ),
    )
    const form = BillForm.parse({
      id: newId(),
      supplierId: made.supplierId,
      billedOn: today(),
      freightLands: 'yes',
      line: lines.map((each) => each.key),
      ...Object.fromEntries(lines.map((each) => [`amount:${each.key}`, each.amount])),
      ...more,
    })
    return (await shop.run((tx) => payables.recordBill(tx, form))).id
  }
  const pay = (more: Record<string, unknown>) => {
    const form = PaymentForm.parse({
      id: newId(),
      supplierId: made.supplierId,
      paidOn: today(),
      account: 'cash',
      ...more,
    })
    return shop.run((tx) => payables.paySupplier(tx, form))
  }
  const sell = (productId: string, quantityMilli: number) =>
    shop.run(async (tx) => {
      const source = { sourceType: 'sale', sourceId: newId(), occurredAt: new Date() }
      const [sold] = await issueStock(tx, [{ ...source, productId, quantityMilli, kind: 'sale' }])
      await postEntries(tx, [
        {
          ...source,
          kind: 'sale',
          postedOn: today(),
          postings: [
            { account: 'costOfSales', amountMinor: sold?.costMinor ?? 0 },
            { account: 'inventory', amountMinor: -(sold?.costMinor ?? 0) },
          ],
        },
      ])
    })
  /** Account 1201, beside what all goods are worth. */
  const shelf = async () => {
    const [row] = await shop.read((tx) =>
      tx
        .selectFrom('stockLevel')
        .select(({ fn }) => fn.sum<string>('valueMinor').as('valueMinor'))
        .execute(),
    )
    return Number(row?.valueMinor ?? 0)
  }
  const open = (id: string) => shop.read(async (tx) => (await payables.getBill(tx, id)).openMinor)
  return {
    ...shop,
    ...made,
    today: today(),
    buy,
    bill,
    pay,
    sell,
    shelf,
    open,
    books: () => shop.read(balances),
  }
}
