import { REST_DAYS } from './shared.ts'

const DAY_MS = 86_400_000

/**
 * Whether somebody knows of what is due: they were told of all of it, or so short a while ago that they
 * are left in peace.
 */
export function isTold(
  last: { dueAt: Date; isTold: boolean; at: Date } | undefined,
  dueAt: Date,
  now: Date,
): boolean {
  if (!last?.isTold) return false
  return last.dueAt >= dueAt || now.getTime() - last.at.getTime() < REST_DAYS * DAY_MS
}
