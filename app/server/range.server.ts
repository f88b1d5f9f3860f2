/** A stretch of a file, both ends in it. */
export interface Stretch {
  first: number
  last: number
}

const BYTES = /^bytes=(\d*)-(\d*)$/

/**
 * What of a file is asked for: `whole` when nothing is said, or something that need not be heeded
 * (several stretches, other units), `none` when the file has nothing there.
 *
 * @see RFC 9110, 14.2
 */
export function stretchOf(header: string | null, size: number): Stretch | 'whole' | 'none' {
  const [, from = '', to = ''] = BYTES.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return 'whole'
  if (from === '') {
    const count = Math.min(Number(to), size)
    return count === 0 ? 'none' : { first: size - count, last: size - 1 }
  }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return 'whole'
  if (first >= size) return 'none'
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}
