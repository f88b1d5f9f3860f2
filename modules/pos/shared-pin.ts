/** Six digits that say who is at the till: for till and server alike. */

export const PIN_LENGTH = 6
/** Rounds of PBKDF2-SHA256. A PIN identifies; it encrypts nothing (docs/decisions/014-paired-tills.md). */
export const PIN_ITERATIONS = 600_000

/** What a device checks a PIN with: HMAC-SHA256(the device's PIN key, PBKDF2(pin, salt)). Base64. */
export interface PinVerifier {
  salt: string
  iterations: number
  mac: string
}

/** What many people think of first: one digit, or two or three over and over, and ladders. */
export function isWeakPin(pin: string): boolean {
  if (!/^\d{6}$/.test(pin)) return true
  const isRepeated = [1, 2, 3].some((length) => {
    const part = pin.slice(0, length)
    return part.repeat(PIN_LENGTH / length) === pin
  })
  const digits = [...pin].map(Number)
  const isLadder = [1, -1].some((step) =>
    digits.every(
      (digit, index) => index === 0 || digit === ((digits[index - 1] ?? 0) + step + 10) % 10,
    ),
  )
  return isRepeated || isLadder
}
