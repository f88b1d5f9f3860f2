import type { FreePosting } from './repository-matches.ts'
import { refText } from './shared.ts'

/** How far apart in days the bank and the books may be for the same money. */
export const DAYS_APART = 7
/** Within so many days there is no doubt, when nothing else has the amount. */
const DAYS_SURE = 4

export interface SuggestedLine {
  id: string
  bookedOn: string
  amountMinor: number
  text: string
  note: string
  counterpart: string
}

export interface SuggestedRule {
  id: string
  contains: string
  direction: 'in' | 'out'
}

export type Suggestion<Posting, Rule> =
  /** The books have it. `isSure`: nothing else could be meant on either side. */
  | { kind: 'posting'; posting: Posting; isSure: boolean }
  /** A saved rule says what it is. */
  | { kind: 'rule'; rule: Rule }

/** Days from one to another. */
const daysBetween = (one: string, other: string): number =>
  Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000)

/**
 * What each line most likely is: a posting of the same amount within some days, the nearest day and
 * the words in common first; else what a rule says. No posting is offered to two lines.
 */
export function suggest<Posting extends FreePosting, Rule extends SuggestedRule>(
  lines: readonly SuggestedLine[],
  postings: readonly Posting[],
  rules: readonly Rule[],
): Map<string, Suggestion<Posting, Rule>> {
  const pairs = pairsOf(lines, postings)
  const found = new Map<string, Suggestion<Posting, Rule>>()
  const used = new Set<string>()
  const countOf = (test: (pair: Pair<Posting>) => boolean) => pairs.filter(test).length
  for (const { line, posting, ref, distance } of pairs) {
    if (found.has(line.id) || used.has(ref)) continue
    used.add(ref)
    const isSure =
      distance <= DAYS_SURE &&
      countOf((pair) => pair.line.id === line.id) === 1 &&
      countOf((pair) => pair.ref === ref) === 1
    found.set(line.id, { kind: 'posting', posting, isSure })
  }
  for (const line of lines) {
    const rule = found.has(line.id) ? undefined : ruleFor(line, rules)
    if (rule) found.set(line.id, { kind: 'rule', rule })
  }
  return found
}

interface Pair<Posting> {
  line: SuggestedLine
  posting: Posting
  ref: string
  distance: number
}

function pairsOf<Posting extends FreePosting>(
  lines: readonly SuggestedLine[],
  postings: readonly Posting[],
): Pair<Posting>[] {
  const byAmount = new Map<number, Posting[]>()
  for (const posting of postings) {
    const same = byAmount.get(posting.amountMinor)
    if (same) same.push(posting)
    else byAmount.set(posting.amountMinor, [posting])
  }
  return lines
    .flatMap((line) =>
      (byAmount.get(line.amountMinor) ?? []).map((posting) => ({
        line,
        posting,
        ref: refText(posting),
        distance: Math.abs(daysBetween(line.bookedOn, posting.postedOn)),
        isNamed: hasWords(line, posting.memo),
      })),
    )
    .filter(({ distance }) => distance <= DAYS_APART)
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || a.distance - b.distance)
}

/** All that a line says, for finding words in it. */
export const wordsOf = ({ text, note, counterpart }: Omit<SuggestedLine, 'id'>): string =>
  fold(`${text} ${note} ${counterpart}`)

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Whether a memo and a line name the same: one of the two says all that the other does, or more. */
function hasWords(line: SuggestedLine, memo: string): boolean {
  const said = fold(memo)
  if (said.length < 2) return false
  const parts = [line.text, line.note, line.counterpart].map(fold)
  return (
    wordsOf(line).includes(said) || parts.some((part) => part.length > 1 && said.includes(part))
  )
}

/** The rule whose words are the longest, so that a special one comes before a general one. */
export function ruleFor<Rule extends SuggestedRule>(
  line: SuggestedLine,
  rules: readonly Rule[],
): Rule | undefined {
  const words = wordsOf(line)
  const direction = line.amountMinor > 0 ? 'in' : 'out'
  return rules
    .filter((rule) => rule.direction === direction && words.includes(fold(rule.contains)))
    .sort((a, b) => b.contains.length - a.contains.length)[0]
}

/** What was sold by card or phone on a day. */
export interface SoldOnDay {
  code: string
  day: string
  amountMinor: number
}

/** Days of sales that a sum from the card company may be for. */
export interface Settlement {
  code: string
  from: string
  to: string
  soldMinor: number
  feeMinor: number
}

/** A card company pays within so many days of a sale. */
export const SETTLED_WITHIN_DAYS = 14
const SETTLED_TOGETHER = 7
const PPM = 1_000_000

/**
 * Which days' sales may have come in with a line: some days in a row, up to a fee.
 *
 * @param sold one row a day and account, in order of days; days that were settled already are not among them.
 * @param maxFeePpm the highest fee, in millionths of what was sold.
 * @returns the longest run first among the most likely, three at most.
 */
export function findSettlements(
  line: { bookedOn: string; amountMinor: number },
  sold: readonly SoldOnDay[],
  maxFeePpm: number,
): Settlement[] {
  if (line.amountMinor <= 0) return []
  const found: Settlement[] = []
  for (const code of new Set(sold.map((each) => each.code))) {
    const days = sold.filter(
      ({ day, ...each }) =>
        each.code === code &&
        day <= line.bookedOn &&
        daysBetween(day, line.bookedOn) <= SETTLED_WITHIN_DAYS,
    )
    for (const [start, first] of days.entries()) {
      let soldMinor = 0
      for (const last of days.slice(start)) {
        if (daysBetween(first.day, last.day) >= SETTLED_TOGETHER) break
        soldMinor += last.amountMinor
        const feeMinor = soldMinor - line.amountMinor
        if (feeMinor < 0 || feeMinor * PPM > soldMinor * maxFeePpm) continue
        found.push({ code, from: first.day, to: last.day, soldMinor, feeMinor })
      }
    }
  }
  // The oldest money comes in first.
  return found.sort((a, b) => a.from.localeCompare(b.from) || a.feeMinor - b.feeMinor).slice(0, 3)
}
