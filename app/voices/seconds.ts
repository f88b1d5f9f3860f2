/** A length of time in whole seconds; what was recorded is never nothing. */
export const secondsOf = (ms: number): string => String(Math.max(1, Math.round(ms / 1000)))
