/** The dice of one run: the same seed throws the same numbers, wherever it runs. */
export interface Dice {
  /** From 0 up to, but without, 1. */
  roll(): number
  chance(probability: number): boolean
  /** A whole number from 0 up to, but without, `below`. */
  below(below: number): number
  pick<Value>(values: readonly Value[]): Value
  /** A version 7 UUID (RFC 9562) whose time is the run's own. */
  id(): string
}

/** A generator of 32 bits of state (mulberry32), plenty for a few thousand throws. */
export function dice(seed: number, nowMs: () => number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(roll() * end)
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return {
    roll,
    below,
    chance: (probability) => roll() < probability,
    pick(values) {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('There is nothing to pick from')
      return value
    },
    id() {
      const time = hex(Math.max(0, Math.floor(nowMs())), 12)
      const variant = hex(0x8000 + below(0x4000), 4)
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(below(0x1000), 3)}-${variant}-${hex(below(2 ** 24), 6)}${hex(below(2 ** 24), 6)}`
    },
  }
}
