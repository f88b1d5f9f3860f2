import { spawnSync } from 'node:child_process'
import { findTextProblems } from './check-texts.ts'
import { generateTypes } from './types.ts'

/** `npm run check`: everything a tool can check, in the order of cheapness. CI runs the same. */
const STEPS: [string, () => boolean | Promise<boolean>][] = [
  ['format, lint, doors, cycles (biome)', () => npx('biome', 'check', '--error-on-warnings')],
  ['texts in zh-TW and en', () => report(findTextProblems())],
  ['types (tsc)', () => npx('tsc', '--noEmit')],
  ['types of the service worker', () => npx('tsc', '--noEmit', '-p', 'app/shell')],
  ['database types match the migrations', () => generateTypes(true)],
]

function npx(...args: string[]): boolean {
  return spawnSync('npx', ['--no-install', ...args], { stdio: 'inherit' }).status === 0
}

function report(problems: string[]): boolean {
  for (const problem of problems) console.error(problem)
  return problems.length === 0
}

let failed = 0
for (const [name, step] of STEPS) {
  const isRight = await step()
  console.log(`${isRight ? 'ok  ' : 'FAIL'} ${name}`)
  if (!isRight) failed += 1
}
process.exitCode = failed > 0 ? 1 : 0
