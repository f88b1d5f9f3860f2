import { spread } from '#modules/kernel/shared.ts'
import type { BillLineRow } from './repository-bills.ts'
import type { FoundLine } from './repository-receipts.ts'

/** Goods with what is charged for them beside what they were booked at when they came. */
export interface Landing {
  line: Pick<FoundLine, 'receiptId' | 'lineNo' | 'valueMinor' | 'landedMinor'>
  /** What they were booked at, without freight. */
  receivedMinor: number
}

export const landingOf = (line: FoundLine): Landing => ({
  line,
  receivedMinor: line.valueMinor - line.landedMinor,
})

/** Freight by what the goods cost, as lines of a bill that name what carries it. */
export function freightLines(
  freight: { typedMinor: number; valueMinor: number },
  goods: readonly Landing[],
): Omit<BillLineRow, 'lineNo'>[] {
  const weights = goods.map((each) => each.receivedMinor)
  const typed = spread(freight.typedMinor, weights)
  return spread(freight.valueMinor, weights).flatMap((valueMinor, index) => {
    const line = goods[index]?.line
    if (!line || valueMinor === 0) return []
    return {
      kind: 'freight' as const,
      receiptId: line.receiptId,
      receiptLineNo: line.lineNo,
      typedMinor: typed[index] ?? 0,
      valueMinor,
    }
  })
}

/** By how much the lines of a bill change what goods cost, for each line of a receipt; zero is left out. */
export function changesOf(
  lines: readonly Pick<BillLineRow, 'kind' | 'receiptId' | 'receiptLineNo' | 'valueMinor'>[],
  receivedMinorOf: (receiptId: string, lineNo: number) => number,
): { receiptId: string; lineNo: number; amountMinor: number }[] {
  const changes = new Map<string, { receiptId: string; lineNo: number; amountMinor: number }>()
  for (const { kind, receiptId, receiptLineNo: lineNo, valueMinor } of lines) {
    if (receiptId === null || lineNo === null) continue
    const before = changes.get(`${receiptId} ${lineNo}`)?.amountMinor ?? 0
    const more = kind === 'goods' ? valueMinor - receivedMinorOf(receiptId, lineNo) : valueMinor
    const amountMinor = before + more
    changes.set(`${receiptId} ${lineNo}`, { receiptId, lineNo, amountMinor })
  }
  return [...changes.values()].filter((each) => each.amountMinor !== 0)
}
