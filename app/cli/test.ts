import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { failClearly } from '../server/serve.ts'
import { buildIfStale } from './build.ts'

/**
 * `npm test`: unit and database tests, then the browser tests against a really running server.
 * Without a Chromium on this machine the browser tests are left out with a word; with
 * BROWSER_TESTS=required that is a failure. Closes with one line: `N passed, N failed`.
 */
const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

interface Count {
  passed: number
  failed: number
}

function run(command: string[], report: string, env: Record<string, string>): number {
  console.log(`\n> ${command.join(' ')}`)
  const result = spawnSync('npx', ['--no-install', ...command], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  if (!existsSync(report)) console.error(`${command[0]} left no report.`)
  return result.status ?? 1
}

function unitTests(): Count {
  const report = 'test-results/unit.json'
  const status = run(
    ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
    {},
  )
  const read: { numPassedTests?: number; numFailedTests?: number } = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : {}
  const failed = read.numFailedTests ?? 0
  return { passed: read.numPassedTests ?? 0, failed: status !== 0 && failed === 0 ? 1 : failed }
}

function browserTests(executable: string): Count {
  const report = 'test-results/e2e.json'
  const status = run(['playwright', 'test', '--reporter=list,json'], report, {
    CHROMIUM: executable,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  const read: { stats?: { expected: number; unexpected: number; flaky: number } } = existsSync(
    report,
  )
    ? JSON.parse(readFileSync(report, 'utf8'))
    : {}
  const failed = read.stats?.unexpected ?? 0
  return {
    passed: (read.stats?.expected ?? 0) + (read.stats?.flaky ?? 0),
    failed: status !== 0 && failed === 0 ? 1 : failed,
  }
}

/** A browser to test with: named by CHROMIUM, found on the machine, or Playwright's own. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM
  if (named) return named
  const found = CHROMIUMS.find((path) => existsSync(path))
  if (found) return found
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test')
    const own: string = chromium.executablePath()
    return existsSync(own) ? own : undefined
  } catch {
    return undefined
  }
}

try {
  buildIfStale(console.log)
  const counts = [unitTests()]
  const chromium = findChromium()
  if (chromium) counts.push(browserTests(chromium))
  else if (process.env.BROWSER_TESTS === 'required') {
    console.error(
      'The browser tests are required, and there is no Chromium. Install one, or name it: CHROMIUM=/path npm test',
    )
    counts.push({ passed: 0, failed: 1 })
  } else
    console.log(
      '\nNo Chromium found: the browser tests were left out. Install one, or name it: CHROMIUM=/path npm test',
    )
  const total = counts.reduce((sum, each) => ({
    passed: sum.passed + each.passed,
    failed: sum.failed + each.failed,
  }))
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
} catch (error) {
  failClearly(error)
}
