import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { countPauses, countSharedPauses, findCentre, type OutcomeCount } from './repository-scam.ts'
import { hideSmall, type MonthCounts, type MonthShown } from './scam-counts.ts'
import { TILL_RULES } from './settings.ts'
import { SCAM_OUTCOMES } from './shared.ts'

/** A year, so that the same season can be looked at again. */
const MONTHS = 12

/** What a shop sees of its own questions. */
export interface ScamPauses {
  /** The last twelve months, the oldest first. */
  months: MonthCounts[]
  thresholdMinor: number
  /** The centre that is told the counts. */
  sharesWith: { slug: string; name: string | null } | null
}

export async function getScamPauses(tx: Tx, timeZone: string, now: Date): Promise<ScamPauses> {
  const wanted = monthsUntil(dayIn(timeZone, now))
  const counts = await countPauses(tx, timeZone, wanted[0] ?? '')
  const rules = await readSetting(tx, TILL_RULES)
  const slug = rules.sharesScamCountsWith
  return {
    months: wanted.map((month) => monthOf(month, counts)),
    thresholdMinor: rules.scamThresholdMinor,
    sharesWith: slug === null ? null : { slug, name: (await findCentre(tx, slug))?.name ?? null },
  }
}

/** What a centre sees of the questions its shops asked: no small number, and no shop. */
export async function getSharedScamPauses(
  tx: Tx,
  timeZone: string,
  now: Date,
): Promise<MonthShown[]> {
  const wanted = monthsUntil(dayIn(timeZone, now))
  const counts = await countSharedPauses(tx, wanted[0] ?? '')
  return wanted.map((month) => hideSmall(monthOf(month, counts)))
}

function monthOf(month: string, counts: readonly OutcomeCount[]): MonthCounts {
  const [wentOn, stopped, called165] = SCAM_OUTCOMES.map(
    (outcome) =>
      counts.find((each) => each.month === month && each.outcome === outcome)?.count ?? 0,
  )
  return { month, wentOn: wentOn ?? 0, stopped: stopped ?? 0, called165: called165 ?? 0 }
}

/** `YYYY-MM` of the twelve months that end with the one of a day. */
function monthsUntil(day: string): string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: MONTHS }, (_, index) => {
    const month = last - (MONTHS - 1) + index
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
