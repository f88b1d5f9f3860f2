import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { AGENT_VERSION } from '#modules/printing/index.ts'

const STAMP = 'build/stamp'

/** Builds the office (Remix), the till, the learners' app and the counting phones' (client apps of their own) and the shop's agent into `build/`. */
export function build(): void {
  for (const args of [
    ['remix', 'vite:build'],
    ['vite', 'build', '--config', 'app/till/vite.config.ts'],
    ['vite', 'build', '--config', 'app/learn/vite.config.ts'],
    ['vite', 'build', '--config', 'app/count/vite.config.ts'],
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
  buildAgent()
  writeFileSync(STAMP, sourcesHash())
}

const AGENT = 'build/agent'

/**
 * The program for the computer in a shop: one file that needs nothing but Node, and the same as a
 * package, so that `npx https://…/print/agent/tillage-agent.tgz` runs it.
 */
function buildAgent(): void {
  mkdirSync(AGENT, { recursive: true })
  buildSync({
    entryPoints: ['modules/printing/agent/main.ts'],
    outfile: `${AGENT}/tillage-agent.mjs`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    legalComments: 'none',
  })
  const about = {
    name: 'tillage-agent',
    version: AGENT_VERSION,
    license: 'MIT',
    type: 'module',
    bin: 'tillage-agent.mjs',
    engines: { node: '>=20' },
  }
  writeFileSync(`${AGENT}/package.json`, JSON.stringify(about, null, 2))
  const packed = spawnSync('npm', ['pack', '--silent'], { cwd: AGENT, encoding: 'utf8' })
  if (packed.status !== 0) throw new Error(`The agent could not be packed: ${packed.stderr}`)
  renameSync(`${AGENT}/tillage-agent-${AGENT_VERSION}.tgz`, `${AGENT}/tillage-agent.tgz`)
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
