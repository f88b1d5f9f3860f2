/** A line as far as one needs to tell it again in another file. */
interface Tellable {
  bookedOn: string
  amountMinor: number
  balanceMinor: number | null
  text: string
}

/**
 * Which lines of a file are there already. Where both have a balance, day, amount and balance tell a
 * line; else day, amount and words; and where only one of the two has a balance, day and amount. The
 * same twice in one file is twice there: each line that is there answers for one line of the file.
 *
 * @returns for each line whether it is known.
 */
export function findKnown(lines: readonly Tellable[], existing: readonly Tellable[]): boolean[] {
  const known = lines.map(() => false)
  const free = new Set(existing)
  for (const keyOf of [sameBalance, sameWords, sameDay]) {
    const waiting = new Map<string, Tellable[]>()
    for (const each of free) {
      const key = keyOf(each)
      if (key !== undefined) waiting.set(key, [...(waiting.get(key) ?? []), each])
    }
    for (const [index, line] of lines.entries()) {
      const key = known[index] ? undefined : keyOf(line)
      const at = key === undefined ? undefined : waiting.get(key)
      const found = at?.findIndex((each) => keyOf !== sameDay || isOnlyOneSure(each, line)) ?? -1
      const [taken] = found < 0 ? [] : (at?.splice(found, 1) ?? [])
      if (!taken) continue
      known[index] = true
      free.delete(taken)
    }
  }
  return known
}

const sameBalance = (line: Tellable): string | undefined =>
  line.balanceMinor === null
    ? undefined
    : `${line.bookedOn} ${line.amountMinor} ${line.balanceMinor}`

const sameWords = (line: Tellable): string | undefined =>
  line.balanceMinor === null ? `${line.bookedOn} ${line.amountMinor} ${line.text}` : undefined

const sameDay = (line: Tellable): string | undefined => `${line.bookedOn} ${line.amountMinor}`

/** One of them says its balance and the other does not: then nothing says that they differ. */
const isOnlyOneSure = (one: Tellable, other: Tellable): boolean =>
  (one.balanceMinor === null) !== (other.balanceMinor === null)
