/** One line of a sale as its customer sees it. */
export interface CustomerLine {
  name: string
  /** As people say it: `2`, `1.2 斤`; empty for one piece. */
  quantity: string
  amountMinor: number
}

/**
 * What the customer's screen shows. Whole NT$. It names goods and money and nobody: who buys is not
 * for others to read.
 */
export interface CustomerView {
  kind: 'idle' | 'cart' | 'pay' | 'thanks'
  shop: string
  /** The latest lines, the latest last. */
  lines: CustomerLine[]
  lineCount: number
  totalMinor: number
  /** Cash that was handed over; null where nothing was, or another tender pays. */
  receivedMinor: number | null
  changeMinor: number | null
  /** Chooses the scam tip: the same sale always shows the same one. */
  tipSeed: string
  showsTip: boolean
  theme: 'system' | 'light' | 'dark' | 'sun'
  text: 'base' | 'easy'
  language: string
}

/** More lines than a screen shows stay on the till. */
export const CUSTOMER_LINES = 6
