/** Whole dollars as people type them, with a minus where there is one; undefined for anything else. */
export function readSigned(typed: string): number | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/NT\$|[\s,$]/gi, '')
    .replace(/[−－]/g, '-')
  return /^-?\d{1,12}$/.test(plain) ? Number(plain) : undefined
}
