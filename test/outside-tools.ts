import { spawnSync } from 'node:child_process'

/** Bookkeeping programs that are not ours and read our files. Debian packages: hledger, ledger, beancount. */
export const OUTSIDE_TOOLS = ['hledger', 'ledger', 'bean-check', 'bean-query'] as const
export type OutsideTool = (typeof OUTSIDE_TOOLS)[number]

/** Whether a program is on this machine. With OUTSIDE_TOOLS=required a missing one is a failure. */
export function hasTool(tool: OutsideTool): boolean {
  if (process.env.OUTSIDE_TOOLS === 'required') return true
  return spawnSync(tool, ['--version']).status === 0
}

/** Runs a program over a file and answers what it printed; what it complains of is thrown. */
export function runTool(tool: OutsideTool, args: readonly string[]): string {
  const done = spawnSync(tool, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 512 * 1024 * 1024,
  })
  if (done.error) throw done.error
  if (done.status !== 0 || done.stderr.trim() !== '')
    throw new Error(`${tool} ${args.join(' ')}: ${done.stderr || done.stdout}`)
  return done.stdout
}

/** The sums by account code that a program reads out of a file of ours. */
export function balancesBy(tool: 'hledger' | 'ledger' | 'bean-query', file: string) {
  const sums = new Map<string, number>()
  for (const [name, amount] of readBalances(tool, file)) {
    const code = /(\d{4,8})/.exec(name)?.[1]
    if (code !== undefined && amount !== 0) sums.set(code, amount)
  }
  return sums
}

function readBalances(tool: 'hledger' | 'ledger' | 'bean-query', file: string) {
  if (tool === 'hledger') {
    const text = runTool('hledger', ['-f', file, 'bal', '--flat', '-N', '-O', 'csv'])
    return text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => pair(line, /^"(.*)","?(-?\d+)\.? TWD"?$/))
  }
  if (tool === 'ledger') {
    const format = '%(account)\t%(quantity(scrub(display_total)))\n'
    const text = runTool('ledger', ['-f', file, 'bal', '--flat', '--no-total', '--format', format])
    return text
      .trim()
      .split('\n')
      .map((line) => pair(line, /^(.*)\t(-?\d+)$/))
  }
  const query = 'select account, sum(number) group by account'
  const text = runTool('bean-query', ['-f', 'csv', file, query])
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => pair(line, /^(.*?)\s*,\s*(-?\d+)\s*$/))
}

function pair(line: string, shape: RegExp): [string, number] {
  const [, name, amount] = shape.exec(line.trim()) ?? []
  if (name === undefined) throw new Error(`a balance that can't be read: ${line}`)
  return [name, Number(amount)]
}
