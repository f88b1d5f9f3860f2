/** A decimal with at most three places as somebody types it, in thousandths; undefined for others. */
export function readMilli(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').replace(/^NT\$|[,\s]/gi, '')
  const match = /^(\d{1,9})(?:\.(\d{0,3}))?$/.exec(plain)
  if (!match) return undefined
  return Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
}

/** Thousandths as somebody would type them: 12500 is `12.5`. */
export const milliText = (milli: number): string => String(milli / 1000)

/** A price for one unit out of what so many cost, in thousandths of NT$. */
export const priceMilliOf = (amountMinor: number, unitMilli: number): number =>
  Math.round((amountMinor * 1_000_000) / unitMilli)

/** Whole NT$ as somebody types them; undefined for anything else. */
export function readDollars(typed: string): number | undefined {
  const milli = readMilli(typed)
  return milli === undefined || milli % 1000 !== 0 ? undefined : milli / 1000
}
