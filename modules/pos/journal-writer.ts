import { createHash } from 'node:crypto'
import { newId } from '#modules/kernel/ids.ts'
import {
  EVENT_SCHEMA_VERSION,
  FIRST_HASH,
  hashedText,
  type PersonalData,
  priceCart,
  type SaleCompletedBody,
  type SoldLine,
  type TaxRates,
  type Tender,
  type TillEvent,
  type TillEventBatch,
  type TillEventType,
} from './shared.ts'

/** What a sale needs to be told beside prices: the rest follows from pricing. */
export interface SaleSketch {
  cashierId: string
  lines: Omit<SoldLine, 'totalMinor' | 'taxMinor'>[]
  taxRates: TaxRates
  taxMethod?: 'per_line' | 'per_document'
  tender?: Tender
  /** Cash handed over; the total when left out. */
  tenderedMinor?: number
  soldAt?: Date
  saleId?: string
  shiftId?: string
  receiptNo?: string
  wantsReceipt?: boolean
}

/** The body a till writes for goods that were paid in one tender. */
export function sketchSale(sketch: SaleSketch): SaleCompletedBody {
  const taxMethod = sketch.taxMethod ?? 'per_document'
  const priced = priceCart({ lines: sketch.lines, taxRates: sketch.taxRates, taxMethod })
  return {
    saleId: sketch.saleId ?? newId(),
    shiftId: sketch.shiftId ?? newId(),
    receiptNo: sketch.receiptNo ?? '1-0001',
    soldAt: (sketch.soldAt ?? new Date()).toISOString(),
    cashierId: sketch.cashierId,
    lines: sketch.lines.map((line, index) => ({
      ...line,
      totalMinor: priced.lines[index]?.totalMinor ?? 0,
      taxMinor: priced.lines[index]?.taxMinor ?? 0,
    })),
    voidedLines: [],
    payments: [
      {
        tender: sketch.tender ?? 'cash',
        amountMinor: priced.totalMinor,
        tenderedMinor: sketch.tenderedMinor ?? priced.totalMinor,
      },
    ],
    totalMinor: priced.totalMinor,
    taxMinor: priced.taxMinor,
    taxMethod,
    taxRates: sketch.taxRates,
    wantsReceipt: sketch.wantsReceipt ?? false,
    hasCustomer: false,
    approvals: [],
  }
}

/**
 * A device's journal written on the server, numbered and chained as a till does it: for demo data,
 * benches and tests.
 */
export class JournalWriter {
  readonly tillId = newId()
  readonly journalId = newId()
  private seq = 0
  private head = FIRST_HASH

  write(
    type: TillEventType | (string & {}),
    body: Record<string, unknown>,
    wallAt = new Date(),
    personal?: PersonalData,
  ): TillEvent {
    this.seq += 1
    const draft = { type, schemaVersion: EVENT_SCHEMA_VERSION, body, prevHash: this.head }
    const hash = createHash('sha256').update(hashedText(draft)).digest('hex')
    this.head = hash
    return {
      eventId: newId(),
      seq: this.seq,
      wallAt: wallAt.toISOString(),
      hash,
      ...draft,
      ...(personal && { personal }),
    }
  }

  sale(sketch: SaleSketch): TillEvent {
    return this.write('sale.completed', { ...sketchSale(sketch) }, sketch.soldAt)
  }

  batch(...events: TillEvent[]): TillEventBatch {
    return { tillId: this.tillId, journalId: this.journalId, shellVersion: 'server', events }
  }
}
