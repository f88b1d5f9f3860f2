import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startDemo } from './demo-server.ts'

/** One demo for all tests, stopped after the last. They find it at E2E_URL. */
export default async function setup() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-e2e-'))
  const server = await startDemo(dataDir)
  process.env.E2E_URL = server.url
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
