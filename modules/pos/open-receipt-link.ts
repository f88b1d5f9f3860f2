import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { getReceipt } from './get-receipt.ts'
import { listRefundsOf } from './queries-refund.ts'
import { RECEIPT_LINK } from './settings.ts'
import { isSigned, readReceiptToken } from './shared.ts'

type Receipt = Awaited<ReturnType<typeof getReceipt>>

/**
 * `not_yet`: the shop made the link, and the sale is still on its till. `unknown`: nobody made it, or
 * the shop has ended its links.
 */
export type OpenedReceipt =
  | { state: 'unknown' | 'expired' | 'not_yet' }
  | { state: 'open'; receipt: Receipt; refundedMinor: number; expiresAt: Date }

/**
 * What the holder of a link may read: the receipt, and how much of it was given back since. Nothing
 * of it needs an account; who has the paper has the receipt.
 */
export async function openReceiptLink(token: string, now: Date): Promise<OpenedReceipt> {
  const said = readReceiptToken(token)
  if (!said) return { state: 'unknown' }
  const actor = { tenantId: said.tenantId, userId: null }
  return inTenant(actor, 'read only', async (tx) => {
    const link = await readSetting(tx, RECEIPT_LINK)
    if (!link || !(await isSigned(said, link.key))) return { state: 'unknown' }
    if (now >= said.expiresAt) return { state: 'expired' }
    const receipt = await getReceipt(tx, said.saleId).catch((error: unknown) => {
      if (isDomainError(error)) return undefined
      throw error
    })
    if (!receipt) return { state: 'not_yet' }
    const refunds = await listRefundsOf(tx, said.saleId)
    const refundedMinor = refunds.reduce((sum, { totalMinor }) => sum + totalMinor, 0)
    return { state: 'open', receipt, refundedMinor, expiresAt: said.expiresAt }
  })
}

/** Where the shop's links lead and how long they work; null when its receipts carry none. */
export async function findReceiptLink(tx: Tx): Promise<{ origin: string; days: number } | null> {
  const link = await readSetting(tx, RECEIPT_LINK)
  return link && { origin: link.origin, days: link.days }
}
