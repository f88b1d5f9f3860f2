import { v7 as uuidv7 } from 'uuid'

/** Stops the program where only a bug of ours can have led; says what was believed. */
export function assert(condition: unknown, belief: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${belief}`)
}

/** A UUIDv7 (RFC 9562). Made by whoever starts an action, so that a retry is the same action. */
export const newId = (): string => uuidv7()

/**
 * Divides two whole numbers and rounds half away from zero, without a float in between.
 *
 * @param numerator a safe integer, or the product of two as a bigint.
 * @returns a safe integer; throws past 2^53 - 1, because a wrong amount is worse than none.
 */
export function divideRounded(numerator: number | bigint, denominator: number | bigint): number {
  const top = BigInt(numerator)
  const bottom = BigInt(denominator)
  assert(bottom > 0n, 'a denominator is positive')
  const sign = top < 0n ? -1n : 1n
  const rounded = sign * ((2n * top * sign + bottom) / (2n * bottom))
  const result = Number(rounded)
  assert(Number.isSafeInteger(result), 'an amount fits a safe integer')
  return result
}

/** `amount × numerator ÷ denominator`, rounded half away from zero. */
export const scaleRounded = (amount: number, numerator: number, denominator: number): number =>
  divideRounded(BigInt(amount) * BigInt(numerator), denominator)

/**
 * Spreads a whole amount over weights so that the parts add up to it exactly: every part is rounded
 * down, and what is left goes one by one to the largest remainders, the earlier first.
 *
 * @param amount not negative. @param weights not negative; all zero means everything on the first.
 */
export function spread(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return []
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? amount : 0))
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight)
    return { index, part: Number(product / sum), remainder: product % sum }
  })
  let left = amount - shares.reduce((total, share) => total + share.part, 0)
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  for (const share of byRemainder) {
    if (left === 0) break
    share.part += 1
    left -= 1
  }
  return shares.map((share) => share.part)
}

/**
 * The calendar day of an instant in a time zone, as `YYYY-MM-DD`.
 * Books and reports go by the shop's day, which is not the server's.
 */
export function dayIn(timeZone: string, instant: Date): string {
  const parts = dayFormat(timeZone).formatToParts(instant)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(timeZone, format)
  }
  return format
}
