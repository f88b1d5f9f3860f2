import type { Tx } from '#modules/kernel/db.ts'
import { JournalWriter, registerTill, sketchSale } from '#modules/pos/index.ts'
import type { SaleCompletedBody, TillEvent } from '#modules/pos/shared.ts'

const NO_TAX = { taxable: 0, zero: 0, exempt: 0 }

export interface QuickSale {
  cashierId: string
  lines: { productId: string; quantityMilli?: number; unitPriceMinor: number; name?: string }[]
  soldAt?: string
  /** Overwrites what a till would have written, to see what the server makes of it. */
  change?: Partial<SaleCompletedBody>
}

/** A device for tests: sales of plain bottles, few words. */
export class MadeTill extends JournalWriter {
  register(tx: Tx) {
    return registerTill(tx, { tillId: this.tillId, journalId: this.journalId })
  }

  quickSale(quick: QuickSale): TillEvent {
    const body = sketchSale({
      cashierId: quick.cashierId,
      taxRates: quick.change?.taxRates ?? NO_TAX,
      ...(quick.soldAt ? { soldAt: new Date(quick.soldAt) } : {}),
      lines: quick.lines.map((line) => ({
        productId: line.productId,
        name: line.name ?? '冬瓜茶',
        unit: 'bottle',
        soldBy: 'piece',
        taxClass: 'taxable',
        quantityMilli: line.quantityMilli ?? 1000,
        unitPriceMinor: line.unitPriceMinor,
      })),
    })
    return this.write('sale.completed', { ...body, ...quick.change })
  }
}
