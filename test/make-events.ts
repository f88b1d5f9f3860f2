import { createHash } from 'node:crypto'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { registerTill } from '#modules/pos/index.ts'
import {
  FIRST_HASH,
  hashedText,
  priceCart,
  type SaleCompletedBody,
  type Tender,
  type TillEvent,
  type TillEventBatch,
} from '#modules/pos/shared.ts'

const NO_TAX = { taxable: 0, zero: 0, exempt: 0 }

export interface SaleSketch {
  cashierId: string
  lines: { productId: string; quantityMilli?: number; unitPriceMinor: number; name?: string }[]
  tender?: Tender
  soldAt?: string
  saleId?: string
  change?: Partial<SaleCompletedBody>
}

/** The body a till would write for a few goods paid in one tender. */
export function sketchSale(sketch: SaleSketch): SaleCompletedBody {
  const lines = sketch.lines.map((line) => ({
    productId: line.productId,
    name: line.name ?? '冬瓜茶',
    unit: 'bottle',
    soldBy: 'piece' as const,
    taxClass: 'taxable' as const,
    quantityMilli: line.quantityMilli ?? 1000,
    unitPriceMinor: line.unitPriceMinor,
  }))
  const taxRates = sketch.change?.taxRates ?? NO_TAX
  const priced = priceCart({ lines, taxRates, taxMethod: 'per_document' })
  return {
    saleId: sketch.saleId ?? newId(),
    shiftId: newId(),
    receiptNo: '1-0001',
    soldAt: sketch.soldAt ?? new Date().toISOString(),
    cashierId: sketch.cashierId,
    lines: lines.map((line, index) => ({
      ...line,
      totalMinor: priced.lines[index]?.totalMinor ?? 0,
      taxMinor: priced.lines[index]?.taxMinor ?? 0,
    })),
    voidedLines: [],
    payments: [
      {
        tender: sketch.tender ?? 'cash',
        amountMinor: priced.totalMinor,
        tenderedMinor: priced.totalMinor,
      },
    ],
    totalMinor: priced.totalMinor,
    taxMinor: priced.taxMinor,
    taxMethod: 'per_document',
    taxRates,
    wantsReceipt: false,
    hasCustomer: false,
    ...sketch.change,
  }
}

/** A device: it numbers and chains its events as a real till does. */
export class MadeTill {
  readonly tillId = newId()
  readonly journalId = newId()
  private seq = 0
  private head = FIRST_HASH

  register(tx: Tx) {
    return registerTill(tx, { tillId: this.tillId, journalId: this.journalId })
  }

  event(type: string, body: Record<string, unknown>): TillEvent {
    this.seq += 1
    const draft = { type, schemaVersion: 1, body, prevHash: this.head }
    const hash = createHash('sha256').update(hashedText(draft)).digest('hex')
    this.head = hash
    return { eventId: newId(), seq: this.seq, wallAt: new Date().toISOString(), hash, ...draft }
  }

  sale(sketch: SaleSketch): TillEvent {
    return this.event('sale.completed', { ...sketchSale(sketch) })
  }

  batch(...events: TillEvent[]): TillEventBatch {
    return { tillId: this.tillId, journalId: this.journalId, shellVersion: 'test', events }
  }
}
