/** A line as far as the running balance needs it. */
interface Running {
  bookedOn: string
  amountMinor: number
  balanceMinor: number | null
}

/** Where the balance after a line is not the balance before it and the amount. */
export interface Break {
  /** Which line, in the order given. */
  index: number
  expectedMinor: number
  saysMinor: number
}

/** The first line at which the running balance does not come out, from the earliest to the latest. */
export function findBreak(lines: readonly Running[]): Break | undefined {
  return breaksIn(lines, 1)[0]
}

/** How often it does not, read in the order in which it comes out more often. */
export const countBreaks = (lines: readonly Running[]): number =>
  Math.min(breaksIn(lines).length, breaksIn([...lines].reverse()).length)

function breaksIn(lines: readonly Running[], most = Number.POSITIVE_INFINITY): Break[] {
  const breaks: Break[] = []
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]?.balanceMinor
    if (before === undefined || before === null || line.balanceMinor === null) continue
    const expectedMinor = before + line.amountMinor
    if (expectedMinor === line.balanceMinor) continue
    breaks.push({ index, expectedMinor, saysMinor: line.balanceMinor })
    if (breaks.length >= most) break
  }
  return breaks
}

/** The earliest line first: many banks put the latest at the top. */
export function earliestFirst<Line extends Running>(lines: readonly Line[]): Line[] {
  const reversed = [...lines].reverse()
  const first = lines[0]?.bookedOn ?? ''
  const last = lines.at(-1)?.bookedOn ?? ''
  if (first !== last) return first < last ? [...lines] : reversed
  return breaksIn(reversed).length < breaksIn(lines).length ? reversed : [...lines]
}
