/** Long enough by itself, so that nothing is asked about its letters (NIST SP 800-63B). */
export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 128
