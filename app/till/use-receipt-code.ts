import { useEffect, useState } from 'react'
import type { SaleCompletedBody, TillSnapshot } from '#modules/pos/shared.ts'

/** The code of one receipt; `isReady` once it is known whether there is one. */
export interface ReceiptCode {
  isReady: boolean
  modules: string[] | undefined
}

const NONE: ReceiptCode = { isReady: true, modules: undefined }
const NOT_YET: ReceiptCode = { isReady: false, modules: undefined }

/**
 * The code of a sale's receipt, in a shop whose receipts carry one. A device that can't make it (no
 * Web Crypto outside https) prints its receipts without: they don't wait for it.
 */
export function useReceiptCode(
  { receiptLink, tenant }: TillSnapshot,
  sale: SaleCompletedBody | undefined,
  isReprint: boolean,
): ReceiptCode {
  const [code, setCode] = useState(receiptLink && sale ? NOT_YET : NONE)
  const saleId = sale?.saleId
  const soldAt = sale?.soldAt
  useEffect(() => {
    if (!receiptLink || saleId === undefined || soldAt === undefined) return setCode(NONE)
    let isOver = false
    const from = isReprint ? new Date() : new Date(soldAt)
    const make = async (): Promise<ReceiptCode> => {
      try {
        const drawing = await import('./receipt-code.ts')
        const about = { tenantId: tenant.id, saleId, from }
        return { isReady: true, modules: await drawing.drawReceiptCode(receiptLink, about) }
      } catch {
        return NONE
      }
    }
    void make().then((made) => {
      if (!isOver) setCode(made)
    })
    return () => {
      isOver = true
    }
  }, [receiptLink, tenant.id, saleId, soldAt, isReprint])
  return code
}
