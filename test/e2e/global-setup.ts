import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FullConfig } from '@playwright/test'
import { type DemoServer, startDemo } from './demo-server.ts'

/**
 * A demo for each worker, stopped after the last test. They find theirs in E2E_URLS and
 * its folder in E2E_FOLDERS, by their number.
 */
export default async function setup({ workers }: FullConfig) {
  const demos: { server: DemoServer; dataDir: string }[] = []
  for (let worker = 0; worker < workers; worker += 1) {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-e2e-'))
    demos.push({ server: await startDemo(dataDir), dataDir })
  }
  process.env.E2E_URLS = demos.map(({ server }) => server.url).join(' ')
  process.env.E2E_FOLDERS = demos.map(({ dataDir }) => dataDir).join(' ')
  return async () => {
    for (const { server, dataDir } of demos) {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}
