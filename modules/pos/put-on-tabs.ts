import { recordTabEntries } from '#modules/crm/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import type { SaleToRecord } from './repository.ts'
import { TILL_RULES } from './settings.ts'
import type { SaleCompletedBody } from './shared.ts'

/** How much of a sale was put on the customer's tab. */
const tabPart = (body: Pick<SaleCompletedBody, 'payments'>): number =>
  body.payments
    .filter((payment) => payment.tender === 'tab')
    .reduce((sum, payment) => sum + payment.amountMinor, 0)

/**
 * Puts what sales left unpaid on their customers' tabs. The limit refuses nothing, since the goods
 * have left the shop: a tab over it is a flag.
 *
 * @param sales whose customers exist.
 * @returns the sales that put a tab over its limit.
 */
export async function putOnTabs(
  tx: Tx,
  sales: readonly SaleToRecord[],
): Promise<ReadonlySet<SaleToRecord>> {
  const entries = sales.flatMap((sale) => {
    const { body } = sale
    const amountMinor = tabPart(body)
    if (amountMinor === 0 || body.customerId === undefined) return []
    const source = { sourceType: 'sale', sourceId: body.saleId, occurredAt: new Date(body.soldAt) }
    return [
      {
        sale,
        entry: { customerId: body.customerId, kind: 'sale' as const, amountMinor, ...source },
      },
    ]
  })
  if (entries.length === 0) return new Set()
  const rules = await readSetting(tx, TILL_RULES)
  const tabs = await recordTabEntries(
    tx,
    entries.map(({ entry }) => entry),
  )
  return new Set(
    entries.flatMap(({ sale }, index) => {
      const tab = tabs[index]
      const limitMinor = tab?.ownLimitMinor ?? rules.tabLimitMinor
      return tab && tab.balanceMinor > limitMinor ? [sale] : []
    }),
  )
}
