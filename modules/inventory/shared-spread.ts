import { spread } from '#modules/kernel/shared.ts'

/**
 * Spreads an amount of either sign over weights (what lines cost, or how much came) so that the
 * parts add up to it exactly: see `spread`.
 */
export const spreadEvenly = (amountMinor: number, weights: readonly number[]): number[] =>
  amountMinor < 0
    ? spread(-amountMinor, weights).map((part) => 0 - part)
    : spread(amountMinor, weights)
