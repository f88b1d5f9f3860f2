/** Milliseconds at a share of the sorted measurements: 0.5 is the middle one. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export interface Rate {
  perSecond: number
  p50Ms: number
  p99Ms: number
}

/** Runs `work` over and over from so many callers at once, for a while, and counts what came back. */
export async function measureRate(
  callers: number,
  milliseconds: number,
  work: (caller: number) => Promise<void>,
): Promise<Rate> {
  const times: number[] = []
  const startedAt = performance.now()
  const call = async (caller: number) => {
    while (performance.now() - startedAt < milliseconds) {
      const before = performance.now()
      await work(caller)
      times.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)))
  const seconds = (performance.now() - startedAt) / 1000
  times.sort((a, b) => a - b)
  return {
    perSecond: round(times.length / seconds),
    p50Ms: round(percentile(times, 0.5)),
    p99Ms: round(percentile(times, 0.99)),
  }
}

export const round = (value: number): number => Math.round(value * 100) / 100
