import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDatabase } from '#test/databases.ts'
import { startDemo } from './demo-server.ts'

/** A running demo, and where its rows are. */
export interface Demo {
  url: string
  databaseUrl?: string
}

/** A demo that its holder may stop, and start again where it was. */
export interface OwnDemo extends Demo {
  databaseUrl: string
  stop(): Promise<void>
  startAgain(): Promise<void>
  /** Stops it for good. */
  close(): Promise<void>
}

/** The database that a demo has filled. Nobody is in it, so that it can be copied. */
export const TEMPLATE = 'demo_template'

/** A demo on a copy of the filled database: for who stops it, or needs what nobody else has touched. */
export async function openOwnDemo(): Promise<OwnDemo> {
  const name = `demo_${randomBytes(6).toString('hex')}`
  const databaseUrl = await createDatabase(process.env.E2E_POSTGRES ?? '', name, TEMPLATE)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-e2e-'))
  let server = await startDemo({ dataDir, databaseUrl })
  return {
    url: server.url,
    databaseUrl,
    stop: () => server.stop(),
    startAgain: async () => {
      server = await startDemo({ dataDir, databaseUrl }, server.port)
    },
    close: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

let visited: Demo | undefined

/** Sends all steps to another demo than the one that this worker's tests share, or back to it. */
export function visitDemo(demo: Demo | undefined): void {
  visited = demo
}

/** Where the steps of a test go. What one worker's tests sell, another's do not find sold. */
export function visitedDemo(): Demo {
  if (visited) return visited
  const shared: Demo[] = JSON.parse(process.env.E2E_DEMOS ?? '[]')
  const mine = shared[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
  if (!mine) throw new Error('No demo runs for this worker')
  return mine
}
