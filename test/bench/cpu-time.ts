import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts a process's time in hundredths of a second. */
const TICKS_A_SECOND = 100

interface Times {
  parent: number
  ticks: number
}

/** See proc_pid_stat(5): the name stands in brackets and may hold anything. */
function timesOf(pid: string): Times | undefined {
  try {
    const [, after = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    const fields = after.split(' ')
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return undefined
  }
}

/** Who started a process; 0 where the system does not say. */
export const parentOf = (pid: number): number => timesOf(String(pid))?.parent ?? 0

/**
 * Seconds that a process and those that it started have computed: what a busy machine beside it
 * changes little. Undefined where the system does not say.
 */
export function cpuSeconds(pid: number): number | undefined {
  const own = timesOf(String(pid))
  if (!own) return undefined
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => timesOf(name) ?? [])
    .filter(({ parent }) => parent === pid)
  return (own.ticks + children.reduce((sum, { ticks }) => sum + ticks, 0)) / TICKS_A_SECOND
}
