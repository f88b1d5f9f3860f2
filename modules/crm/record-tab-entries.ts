import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { insertTabEntries, lockTabs } from './repository.ts'

/** One change of a tab and what caused it. */
export interface TabEntryInput {
  /** Must exist: see `ensureCustomers`. */
  customerId: string
  kind: 'sale' | 'refund' | 'payment'
  /** Positive when they owe more, negative when they owe less; never zero. Whole NT$. */
  amountMinor: number
  /** One line of one source changes a tab once, for ever. */
  sourceType: string
  sourceId: string
  /** Zero when the source has one line only. */
  sourceLine?: number
  /** When it happened in the shop; an offline sale is older than its arrival here. */
  occurredAt: Date
}

/** A tab right after one of its entries. */
export interface TabAfter {
  /** What the customer owes now; negative is credit. */
  balanceMinor: number
  /** What was agreed with this customer; null takes the shop's usual limit. */
  ownLimitMinor: number | null
}

/**
 * Writes entries into tabs and moves the balances with them, in the order given. Two statements for
 * any number of entries. The caller posts the same amounts to `customerReceivable`, with the same tx.
 *
 * @returns per entry what its customer owes after it. An entry that stood already changes nothing.
 */
export async function recordTabEntries(
  tx: Tx,
  entries: readonly TabEntryInput[],
): Promise<TabAfter[]> {
  if (entries.length === 0) return []
  for (const entry of entries) assert(entry.amountMinor !== 0, 'an entry changes its tab')
  const rows = entries.map((entry) => ({ sourceLine: 0, ...entry, id: newId() }))
  const customerIds = [...new Set(entries.map((entry) => entry.customerId))]
  // Sent together. The second statement looks only after the first has its locks.
  const [tabs, added] = await Promise.all([lockTabs(tx, customerIds), insertTabEntries(tx, rows)])
  const balances = new Map(tabs.map((tab) => [tab.customerId, tab]))
  return rows.map(({ id, customerId, amountMinor }) => {
    const tab = balances.get(customerId)
    assert(tab, 'every tab was locked')
    if (added.has(id)) tab.balanceMinor += amountMinor
    return { balanceMinor: tab.balanceMinor, ownLimitMinor: tab.ownLimitMinor }
  })
}
