import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Binaries } from './embedded-postgres-binaries.ts'
import { giveToOwner, type Passwords, type Place } from './embedded-postgres-cluster.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { hasCode, SERVER_ENVIRONMENT, stopProcess } from './embedded-postgres-process.ts'

/** A running PostgreSQL. */
export interface Server {
  pid: number
  port: number
  /** These two are present when this process started it. */
  isAlive?: () => boolean
  onExit?: (listener: () => void) => void
}

interface Readiness {
  /** `silent` means that it lives and does not serve us. */
  state: 'ready' | 'ended' | 'silent'
  hasFsync: boolean
}

const READY_TIMEOUT_MS = 30_000
/** Replaying the log of a crash is progress, so it gets longer than a start that is just silent. */
const RECOVERY_TIMEOUT_MS = 300_000
/** Not zero: another server may hold the port for the moment that ours needs to notice. */
const WRONG_PASSWORD_TIMEOUT_MS = 3_000
const POLL_MS = 50
const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/** Starts the server on a free port and waits until it serves. */
export async function launch(
  place: Place,
  binaries: Binaries,
  passwords: Passwords,
): Promise<Server> {
  const logFile = join(place.dataDir, 'server.log')
  if (sizeOf(logFile) > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`)
  const deadline = Date.now() + READY_TIMEOUT_MS
  for (;;) {
    const logStart = sizeOf(logFile)
    const server = await spawnServer(place, binaries, logFile)
    const { state } = await untilReady(server.port, passwords, server.isAlive)
    if (state === 'ready') return server
    if (state === 'silent') await stopProcess(server.pid)

    const said = readFileSync(logFile).subarray(logStart).toString()
    if (state !== 'ended' || !isPassing(said) || Date.now() > deadline) {
      const tail = said.trim().split('\n').slice(-10).join('\n')
      const fault = state === 'ended' ? 'ended as it started' : 'does not answer'
      throw new EmbeddedPostgresError(
        'cannot_start',
        `The PostgreSQL of ${place.home} ${fault}; it said:\n${tail}`,
      )
    }
    await pause(POLL_MS)
  }
}

/** The port was taken in between, or processes of a killed server are still on their way out. */
function isPassing(said: string): boolean {
  return /could not bind|pre-existing shared memory block|lock file ".*" already/.test(said)
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

async function spawnServer(place: Place, binaries: Binaries, logFile: string) {
  const port = await findFreePort()
  const output = openSync(logFile, 'a', 0o600)
  giveToOwner(place.dataDir, logFile)
  const args = ['-D', place.cluster, ...serverSettings(place, port)]
  // A process group of its own: Ctrl-C in the terminal must reach the app only, which then drains.
  const child = spawn(join(binaries.dir, 'postgres'), args, {
    ...place.user,
    cwd: '/',
    detached: true,
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  await once(child, 'spawn')
  child.unref()
  return {
    pid: child.pid ?? 0,
    port,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    onExit: (listener: () => void) => {
      child.once('exit', listener)
    },
  }
}

/** Asks until the server answers as the owner of the schema, ends, or has had its time. */
export async function untilReady(
  port: number,
  passwords: Passwords,
  isAlive: () => boolean,
): Promise<Readiness> {
  for (const start = Date.now(); ; await pause(POLL_MS)) {
    if (!isAlive()) return { state: 'ended', hasFsync: false }
    const answer = await ask(port, passwords)
    if ('hasFsync' in answer) return { state: 'ready', hasFsync: answer.hasFsync }
    if (Date.now() - start > answer.timeoutMs) return { state: 'silent', hasFsync: false }
  }
}

async function ask(
  port: number,
  passwords: Passwords,
): Promise<{ hasFsync: boolean } | { timeoutMs: number }> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'tillage_owner',
    password: passwords.tillageOwner,
    database: 'tillage',
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ fsync: string }>("select current_setting('fsync') fsync")
    return { hasFsync: rows[0]?.fsync === 'on' }
  } catch (error) {
    // 57P03 is "the database system is starting up", 28P01 is a wrong password.
    if (hasCode(error, '57P03')) return { timeoutMs: RECOVERY_TIMEOUT_MS }
    return { timeoutMs: hasCode(error, '28P01') ? WRONG_PASSWORD_TIMEOUT_MS : READY_TIMEOUT_MS }
  } finally {
    await client.end().catch(() => {})
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer()
    listener.on('error', reject)
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      const port = typeof address === 'object' ? address?.port : undefined
      listener.close(() => (port ? resolve(port) : reject(new Error('No free port'))))
    })
  })
}

/** The server's settings: a small machine, one application, nothing reachable from outside. */
function serverSettings(place: Place, port: number): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    password_encryption: 'scram-sha-256',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Everything comes to server.log through the standard error output.
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '%m [%p] %q%u@%d ',
    log_checkpoints: 'off',
    shared_buffers: place.isDurable ? '128MB' : '64MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    random_page_cost: 1.1,
    // Compiling a query costs more than a shop's queries take.
    jit: 'off',
    fsync: place.isDurable ? 'on' : 'off',
    synchronous_commit: place.isDurable ? 'on' : 'off',
    full_page_writes: place.isDurable ? 'on' : 'off',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
