/** deadlock_detected and serialization_failure (PostgreSQL manual, appendix A). */
const RETRIED = new Set(['40P01', '40001'])
const MOST_TRIES = 3

/**
 * Runs a whole transaction again when PostgreSQL chose it to end a deadlock: nothing of it stands, and
 * the one it waited for has gone ahead.
 *
 * @param work opens the transaction itself, and may run up to three times.
 */
export async function retryDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === MOST_TRIES || !isDeadlock(error)) throw error
    }
  }
}

const isDeadlock = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && RETRIED.has(String(error.code))
