import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const STAMP = 'build/stamp'

/** Builds the office (Remix) and the till (a client app of its own) into `build/`. */
export function build(): void {
  for (const args of [
    ['remix', 'vite:build'],
    ['vite', 'build', '--config', 'app/till/vite.config.ts'],
  ]) {
    const result = spawnSync('npx', ['--no-install', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
    if (result.status !== 0) {
      console.error(result.stdout, result.stderr)
      throw new Error(`The build failed: ${args.join(' ')}`)
    }
  }
  writeFileSync(STAMP, sourcesHash())
}

/** Builds only when a source file changed since the last build. */
export function buildIfStale(say: (line: string) => void): void {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesHash()) return
  say('Building the pages (half a minute the first time) …')
  build()
}

/** A hash over the names, sizes and times of everything that goes into the build. */
function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const root of ['app', 'modules', 'remix.config.js', 'vite.config.ts', 'package-lock.json']) {
    for (const file of filesBelow(root)) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

function filesBelow(root: string): string[] {
  if (!statSync(root).isDirectory()) return [root]
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(root, name))
    .filter((file) => statSync(file).isFile())
    .sort()
}

if (process.argv[1]?.endsWith('build.ts')) build()
