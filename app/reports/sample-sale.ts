import type { ReceiptSale } from '#modules/printing/shared.ts'

/** The words of a sale that never was, by their keys below `settings:receipt`. */
export type SampleWord = 'egg' | 'cabbage' | 'tea' | 'cashier' | 'till' | 'unit' | 'piece'

/** A sale to show a receipt with. Whole NT$, quantity in thousandths. */
export function sampleSale(word: (key: SampleWord) => string, soldAt: string): ReceiptSale {
  const piece = { unitLabel: word('piece'), quantityMilli: 1000, soldByWeight: false }
  return {
    id: '00000000-0000-7000-8000-000000000231',
    receiptNo: `${word('till')}-0231`,
    soldAt,
    cashierName: word('cashier'),
    tillName: word('till'),
    lines: [
      { ...piece, name: word('egg'), unitPriceMinor: 78, amountMinor: 78, discountMinor: 0 },
      {
        name: word('cabbage'),
        unitLabel: word('unit'),
        quantityMilli: 1200,
        unitPriceMinor: 35,
        soldByWeight: true,
        amountMinor: 42,
        discountMinor: 0,
      },
      {
        ...piece,
        name: word('tea'),
        quantityMilli: 2000,
        unitPriceMinor: 25,
        amountMinor: 50,
        discountMinor: 0,
      },
    ],
    cartDiscountMinor: 0,
    totalMinor: 170,
    taxMinor: 8,
    payments: [{ tender: 'cash', amountMinor: 170, tenderedMinor: 200 }],
    isReprint: false,
  }
}

/** A link as long as a real one, that leads nowhere. */
export const sampleReceiptUrl = (origin: string): string => `${origin}/r/${'A'.repeat(62)}`
