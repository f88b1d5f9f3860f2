import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Starts the demo as a person would (`npm run demo`), on a free port with a database of its own, and
 * stops it after the last test. Tests find it at E2E_URL.
 */
export default async function setup() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-e2e-'))
  const server = spawn(process.execPath, ['--import', 'tsx', 'app/cli/demo.ts'], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, DATABASE_URL: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  process.env.E2E_URL = await addressOf(server)
  return async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await gone
    await rm(dataDir, { recursive: true, force: true })
  }
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /is open:\s+(http:\S+)/.exec(output)?.[1]
      if (address) resolve(address)
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', () => reject(new Error(`The demo did not start:\n${output}`)))
  })
}
