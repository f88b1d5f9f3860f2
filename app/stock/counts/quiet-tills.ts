interface Till {
  name: string
  lastSeenAt: Date | null
  revokedAt: Date | null
  unsentCount: number
}

const QUIET_MS = 10 * 60_000
/** One that was silent for longer is switched off and sells nothing. */
const OFF_MS = 24 * 3_600_000

/**
 * Names of tills that may have sold something before it was counted and have not told yet: booked
 * without it, it would be missing twice.
 */
export function quietTills(tills: readonly Till[], now: Date): string[] {
  return tills.flatMap(({ name, lastSeenAt, revokedAt, unsentCount }) => {
    if (revokedAt !== null || lastSeenAt === null) return []
    const silentMs = now.getTime() - lastSeenAt.getTime()
    return unsentCount > 0 || (silentMs > QUIET_MS && silentMs < OFF_MS) ? [name] : []
  })
}
