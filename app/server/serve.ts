import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import { pino } from 'pino'
import type { Env } from '#modules/kernel/env.ts'
import { openCatalogue } from '#modules/learning/index.ts'
import { startWorker } from '../worker.ts'
import { BootError, openStore, type Store } from './boot.ts'
import { createHttpApp } from './http.ts'

export interface ServeOptions {
  env: Env
  build: ServerBuild | (() => Promise<ServerBuild>)
  developmentAssets?: RequestHandler
  /** Runs once the database is open and before anybody is served: the demo fills its shops here. */
  prepare?: (store: Store) => Promise<void>
  say?: (line: string) => void
}

export interface Serving {
  /** The port that was really taken. */
  port: number
  store: Store
  stop(): Promise<void>
}

const DRAIN_MS = 10_000

/**
 * Opens the database, the job worker and the web server, and stops them in the opposite order:
 * no new requests, running ones end, jobs end, then the database closes.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { env } = options
  const say = options.say ?? (() => undefined)
  const log = pino({ level: env.LOG_LEVEL, base: null })
  await refuseTakenPort(env)
  // Courses are read while the database opens. Without them a till sells as before.
  const courses = openCatalogue().catch((error) => log.error({ err: error }, 'courses not read'))
  const store = await openStore(env, say)
  let isAccepting = true
  try {
    await options.prepare?.(store)
    const worker =
      env.WORKER === 'inline' ? await startWorker(store.workerUrl, env, log) : undefined
    const app = createHttpApp({
      env,
      log,
      build: options.build,
      isAccepting: () => isAccepting,
      ...(options.developmentAssets ? { developmentAssets: options.developmentAssets } : {}),
    })
    await courses
    const server = createServer({ headersTimeout: 15_000, requestTimeout: 60_000 }, app)
    await listen(server, env)
    const stop = async () => {
      isAccepting = false
      await drain(server)
      await worker?.stop()
      await store.close()
    }
    return { port: (server.address() as AddressInfo).port, store, stop }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Said before a database is started for nothing. */
async function refuseTakenPort(env: Env): Promise<void> {
  if (env.PORT === 0) return
  const probe = createServer()
  await listen(probe, env)
  await new Promise((resolve) => probe.close(resolve))
}

function listen(server: Server, env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new BootError(
            `Port ${env.PORT} is taken by another program. Stop it, or choose another: PORT=3001 npm run demo`,
          ),
        )
      } else if (error.code === 'EACCES') {
        reject(
          new BootError(
            `Port ${env.PORT} may not be used by this user. Choose one above 1024: PORT=3000 npm run demo`,
          ),
        )
      } else reject(error)
    })
    server.listen(env.PORT, env.HOST, resolve)
  })
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const hurry = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(hurry)
}

/** One press of Ctrl+C may arrive twice: from the terminal, and passed on by npm. */
const SAME_SIGNAL_MS = 1000

/** Stops on SIGTERM and SIGINT; asked again, the process ends at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let askedAt = 0
  const onSignal = () => {
    if (askedAt > 0) {
      if (Date.now() - askedAt > SAME_SIGNAL_MS) process.exit(1)
      return
    }
    askedAt = Date.now()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

/** Ends a command with one clear sentence for what a person can put right, and a trace for a bug. */
export function failClearly(error: unknown): never {
  const isClear =
    error instanceof Error &&
    /^(Boot|Migration|EmbeddedPostgres)Error$/.test(error.constructor.name)
  const isEnv = error instanceof Error && error.message.startsWith('The environment variable')
  console.error(isClear || isEnv ? (error as Error).message : error)
  process.exit(1)
}
