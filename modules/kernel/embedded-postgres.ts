import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBinaries } from './embedded-postgres-binaries.ts'
import {
  clusterVersion,
  createCluster,
  findPlace,
  giveClusterToUser,
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
  inUse,
  isRunning,
  readMark,
  stopPostmaster,
  stopProcess,
  withStartLock,
} from './embedded-postgres-process.ts'
import { launch, type Server, untilReady } from './embedded-postgres-server.ts'

export { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** A PostgreSQL server that belongs to this process until `stop`. */
export interface EmbeddedPostgres {
  /** Connection string of the schema's owner: not a superuser; CREATEROLE and CREATEDB. */
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
  try {
    return await withStartLock(dataDir, () => startLocked(dataDir, options))
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new EmbeddedPostgresError(
      'cannot_start',
      `The PostgreSQL of ${dataDir} could not be started (${reason}).`,
    )
  }
}

async function startLocked(
  dataDir: string,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {})
  const place = await findPlace(dataDir, options.durable ?? true)
  const passwords = readPasswords(place)
  const orphan = await takeOver(place, passwords)
  if (orphan && passwords) {
    log(`Took over the PostgreSQL that was still running on port ${orphan.port}.`)
    return supervise(place, passwords, orphan, log, { isNew: false, isReattached: true })
  }
  return startServer(place, passwords, options.binDir, log)
}

/** A server that runs without its process: answers with it when it can serve, else stops it. */
async function takeOver(place: Place, passwords?: Passwords): Promise<Server | undefined> {
  const orphan = findPostmaster(place.cluster)
  if (!orphan) return undefined
  const supervisor = readMark(supervisorFile(place))
  if (supervisor && isRunning(supervisor)) throw inUse(place.dataDir, supervisor.pid)
  if (passwords && orphan.status !== 'stopping') {
    const isAlive = () => findPostmaster(place.cluster)?.pid === orphan.pid
    const { state, hasFsync } = await untilReady(orphan.port, passwords, isAlive)
    // A server without fsync may have been left by a test; real data must not go into it.
    if (state === 'ready' && (hasFsync || !place.isDurable)) return orphan
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
  const server = await launch(place, binaries, passwords)
  log(`PostgreSQL ${binaries.major} answers on port ${server.port}.`)
  return supervise(place, passwords, server, log, { isNew, isReattached: false })
}

function supervisorFile(place: Place): string {
  return join(place.home, 'supervisor.json')
}

/** Signs this process in as the one that answers for the server. */
function supervise(
  place: Place,
  passwords: Passwords,
  server: Server,
  log: (line: string) => void,
  origin: Pick<EmbeddedPostgres, 'isNew' | 'isReattached'>,
): EmbeddedPostgres {
  const entry = JSON.stringify({ ...currentProcess(), postmasterPid: server.pid })
  const path = supervisorFile(place)
  rmSync(path, { force: true })
  writeFileSync(path, entry, { mode: 0o644 })

  let stopping: Promise<void> | undefined
  server.onExit?.(() => {
    if (!stopping) log(`PostgreSQL ended unexpectedly; see ${join(place.dataDir, 'server.log')}.`)
  })
  const stop = async () => {
    // Our own child is stopped even when somebody has removed the folder that names it.
    if (server.isAlive?.()) await stopProcess(server.pid)
    else await stopPostmaster(place.cluster, server.pid)
    if (readText(path) === entry) rmSync(path, { force: true })
  }
  return {
    ...origin,
    dataDir: place.dataDir,
    ownerUrl: `postgres://tillage_owner:${passwords.tillageOwner}@127.0.0.1:${server.port}/tillage`,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
