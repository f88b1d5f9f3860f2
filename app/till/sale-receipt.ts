import type { TFunction } from 'i18next'
import type { StoredEvent } from '#app/offline/disk.ts'
import type { SaleCompletedBody } from '#modules/pos/shared.ts'
import type { ReceiptDocument } from '#modules/printing/shared.ts'
import { receiptOf } from './receipt.ts'
import type { ReceiptCode } from './use-receipt-code.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/** The receipt of a sale as this till shows and prints it now. */
export function saleReceipt(
  event: StoredEvent,
  sale: SaleCompletedBody,
  parts: {
    till: WorkingTill
    selling: Selling
    t: TFunction<['receipt', 'common']>
    /** Asked for later: it carries 補印. */
    isReprint: boolean
    code: ReceiptCode
  },
): ReceiptDocument {
  const { till, selling, t, isReprint, code } = parts
  const tookTab = sale.payments.some((part) => part.tender === 'tab')
  return receiptOf(event, sale, {
    snapshot: selling.snapshot,
    tillName: till.registered.name,
    t,
    language: selling.language,
    isReprint,
    code: code.modules && { modules: code.modules, caption: t('receipt:link_caption') },
    tabOwesMinor: tookTab ? selling.tabs.find(sale.customerId)?.owesMinor : undefined,
  })
}
