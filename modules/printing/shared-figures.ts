/** Widths of print that receipt printers have: 58 mm paper has 384 dots, 80 mm paper has 576. */
export const PAPER_WIDTHS = [384, 576] as const

/** A whole number with its thousands marked, e.g. `1,000` or `−50`; the same in every language of ours. */
export function formatMinor(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return amountMinor < 0 ? `−${digits}` : digits
}

/** An amount in New Taiwan dollars, e.g. `NT$437` or `−NT$50`. */
export function formatMoney(amountMinor: number): string {
  return `${amountMinor < 0 ? '−' : ''}NT$${formatMinor(Math.abs(amountMinor))}`
}
