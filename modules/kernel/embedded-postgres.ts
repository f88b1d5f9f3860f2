import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, findBinaries } from './embedded-postgres-binaries.ts'
import {
  clusterVersion,
  createCluster,
  findPlace,
  giveClusterToUser,
  giveToOwner,
  openDataDir,
  type Passwords,
  type Place,
  reachableFolder,
  readPasswords,
  resetPasswords,
} from './embedded-postgres-cluster.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import {
  currentProcess,
  disownReusedPid,
  findPostmaster,
  findProcess,
  inUse,
  isRunning,
  readMark,
  SERVER_ENVIRONMENT,
  stopPostmaster,
  withStartLock,
} from './embedded-postgres-process.ts'

export { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** A PostgreSQL server that belongs to this process until `stop`. */
export interface EmbeddedPostgres {
  /** Connection string of the role that owns the schema: not a superuser; CREATEROLE and CREATEDB. */
  ownerUrl: string
  dataDir: string
  /** True when this call created the database folder. */
  isNew: boolean
  /** True when a server left running by an earlier process was taken over. */
  isReattached: boolean
  /** Disconnects the clients and stops the server; a second call waits for the first. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** The folder of this database; made when it is missing. */
  dataDir: string
  /** False lets a crash of the machine lose the whole database, for tests. */
  durable?: boolean
  /** A folder with `postgres` and `initdb` to prefer to those that came with the app. */
  binDir?: string | undefined
  /** Told, in one line each, what was done. */
  log?: (line: string) => void
}

interface Running {
  pid: number
  port: number
}

const READY_TIMEOUT_MS = 30_000
/** Replaying the log of a crash is progress, so it gets longer than a start that is just silent. */
const RECOVERY_TIMEOUT_MS = 300_000
const POLL_MS = 50
const LOG_LIMIT_BYTES = 10 * 1024 * 1024
const SHUTTING_DOWN_OR_STARTING = '57P03'

/**
 * Starts the PostgreSQL of one data folder and makes its database the first time. A server that
 * outlived its process is taken over; the folder of a living process is refused.
 *
 * @throws EmbeddedPostgresError whose message tells the person at the machine what to do.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDir = openDataDir(options.dataDir)
  const log = options.log ?? (() => {})
  return withStartLock(dataDir, async () => {
    const place = await findPlace(dataDir, options.durable ?? true)
    const passwords = readPasswords(place)
    const orphan = await takeOver(place, passwords)
    if (orphan && passwords) {
      log(`Took over the PostgreSQL that was still running on port ${orphan.port}.`)
      return supervise(place, passwords, orphan, { isNew: false, isReattached: true })
    }
    return startServer(place, passwords, options.binDir, log)
  })
}

/** A server that runs without its process: answers with it when it can serve, else stops it. */
async function takeOver(place: Place, passwords?: Passwords): Promise<Running | undefined> {
  const orphan = findPostmaster(place.cluster)
  if (!orphan) return undefined
  const supervisor = readMark(supervisorFile(place))
  if (supervisor && isRunning(supervisor)) throw inUse(place.dataDir, supervisor.pid)
  if (passwords && orphan.status !== 'stopping') {
    const { state, isDurable } = await untilReady(place, passwords, orphan, () => {
      return findPostmaster(place.cluster)?.pid === orphan.pid
    })
    // A server without fsync may have been left by a test; real data must not go into it.
    if (state === 'ready' && (isDurable || !place.isDurable)) return orphan
  }
  await stopPostmaster(place.cluster, orphan.pid)
  return undefined
}

async function startServer(
  place: Place,
  known: Passwords | undefined,
  binDir: string | undefined,
  log: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const major = clusterVersion(place)
  const cacheDir = () => reachableFolder(place.user, place.isDurable)
  const binaries = findBinaries({ binDir, major, user: place.user, cacheDir })
  const isNew = major === undefined
  if (!isNew) {
    giveClusterToUser(place)
    disownReusedPid(place.cluster)
  }
  const passwords = isNew
    ? await createCluster(place, binaries)
    : (known ?? (await resetPasswords(place, binaries)))
  if (isNew) log(`Made a new PostgreSQL ${binaries.major} database in ${place.home}.`)
  const server = await launch(place, binaries, passwords, log)
  log(`PostgreSQL ${binaries.major} answers on port ${server.port}.`)
  return supervise(place, passwords, server, { isNew, isReattached: false })
}

async function launch(
  place: Place,
  binaries: Binaries,
  passwords: Passwords,
  log: (line: string) => void,
): Promise<Running> {
  const logFile = join(place.dataDir, 'server.log')
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) {
    renameSync(logFile, `${logFile}.1`)
  }
  for (const deadline = Date.now() + READY_TIMEOUT_MS; ; await pause(POLL_MS)) {
    const logStart = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
    const port = await findFreePort()
    const child = await spawnServer(place, binaries, logFile, port)
    const server = { pid: child.pid, port }
    const { state } = await untilReady(place, passwords, server, child.isAlive)
    if (state === 'ready') {
      child.onExit(() => {
        // Ours only while supervisor.json says so: `stop` takes the file away first.
        if (isSupervised(place, server)) log('PostgreSQL has ended unexpectedly; see server.log.')
      })
      return server
    }
    const said = readFileSync(logFile).subarray(logStart).toString()
    const isPassing = /could not bind|pre-existing shared memory block|lock file ".*" already/
    if (state === 'ended' && isPassing.test(said) && Date.now() < deadline) continue
    if (state === 'silent') await stopPostmaster(place.cluster, child.pid)
    throw new EmbeddedPostgresError(
      'cannot_start',
      `PostgreSQL ${state === 'ended' ? 'ended at once' : 'does not answer'} in ${place.home}; it said:\n${said.trim().split('\n').slice(-10).join('\n')}`,
    )
  }
}

/** The server's settings: a small machine, one application, nothing reachable from outside. */
export function serverSettings(place: Place, port: number): string[] {
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
