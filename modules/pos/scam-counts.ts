/** How often the till asked in one month (`YYYY-MM`), by how it went on. */
export interface MonthCounts {
  month: string
  wentOn: number
  stopped: number
  called165: number
}

/** `few`: one to four, which could point at somebody. `withheld`: it would give a `few` away. */
export type Shown = number | 'few' | 'withheld'

export interface MonthShown {
  month: string
  total: Shown
  wentOn: Shown
  stopped: Shown
  called165: Shown
}

/** Fewer than this are never shown as a number. */
export const FEWEST_SHOWN = 5

const OUTCOMES = ['wentOn', 'stopped', 'called165'] as const

/**
 * A month as others may see it: no number from 1 to 4, and none that could be found by taking the
 * others off the total.
 */
export function hideSmall(counts: MonthCounts): MonthShown {
  const { month } = counts
  const total = OUTCOMES.reduce((sum, each) => sum + counts[each], 0)
  const shown: MonthShown = { month, total, wentOn: 0, stopped: 0, called165: 0 }
  if (total > 0 && total < FEWEST_SHOWN) {
    return { month, total: 'few', wentOn: 'withheld', stopped: 'withheld', called165: 'withheld' }
  }
  for (const each of OUTCOMES) shown[each] = isFew(counts[each]) ? 'few' : counts[each]
  const hidden = OUTCOMES.filter((each) => shown[each] === 'few')
  if (hidden.length !== 1) return shown
  // One alone is the total less the others: the smallest of those goes too.
  const [next] = OUTCOMES.filter((each) => counts[each] >= FEWEST_SHOWN).sort(
    (a, b) => counts[a] - counts[b],
  )
  if (next) shown[next] = 'withheld'
  return shown
}

const isFew = (count: number) => count > 0 && count < FEWEST_SHOWN
