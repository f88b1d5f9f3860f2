import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  linkSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** The user PostgreSQL runs as; undefined means the user of this process. */
export type SystemUser = { uid: number; gid: number } | undefined

/** One run of one process: a pid alone may belong to another program after a restart. */
export interface ProcessMark {
  pid: number
  startedAt: string
}

/** What a server writes about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number
  port: number
  /** `starting`, `ready`, `standby` or `stopping`. */
  status: string
}

const STOP_TIMEOUT_MS = 20_000
const QUIT_TIMEOUT_MS = 10_000
const POLL_MS = 25

/** The run of `pid` that lives now; undefined when there is none, or only a zombie of it. */
export function findProcess(pid: number): ProcessMark | undefined {
  if (process.platform === 'linux') {
    try {
      // The command in parentheses may hold spaces; state and start time come after it (proc(5)).
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
      return { pid, startedAt: `${boot}/${fields[19]}` }
    } catch {
      return undefined
    }
  }
  const answer = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const [state, ...startedAt] = (answer.stdout ?? '').trim().split(/\s+/)
  if (!state || state.startsWith('Z')) return undefined
  return { pid, startedAt: startedAt.join(' ') }
}

export function currentProcess(): ProcessMark {
  return findProcess(process.pid) ?? { pid: process.pid, startedAt: 'unknown' }
}

export function isRunning(mark: ProcessMark): boolean {
  return findProcess(mark.pid)?.startedAt === mark.startedAt
}

/** The process named in a file; undefined when the file is missing or unreadable. */
export function readMark(path: string): ProcessMark | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value !== 'object' || value === null) return undefined
    if (!('pid' in value) || !('startedAt' in value)) return undefined
    const { pid, startedAt } = value
    if (typeof pid !== 'number' || typeof startedAt !== 'string') return undefined
    return { pid, startedAt }
  } catch {
    return undefined
  }
}

export function inUse(dataDir: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'in_use',
    pid === process.pid
      ? `This process has already opened the database in ${dataDir}.`
      : `Another Tillage (process ${pid}) is using the database in ${dataDir}; stop it first.`,
  )
}

/** Runs `work` while no other process starts a server in the same folder. */
export async function withStartLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const path = join(dataDir, 'start.lock')
  takeLock(dataDir, path)
  try {
    return await work()
  } finally {
    if (readMark(path)?.pid === process.pid) rmSync(path, { force: true })
  }
}

function takeLock(dataDir: string, path: string): void {
  // A link appears with its content or not at all; an empty new file could be taken for stale.
  const own = `${path}.${randomUUID()}`
  writeFileSync(own, JSON.stringify(currentProcess()), { mode: 0o644 })
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      try {
        linkSync(own, path)
        return
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error
      }
      const holder = readMark(path)
      if (holder && isRunning(holder)) throw inUse(dataDir, holder.pid)
      discardStaleLock(path)
    }
    throw new EmbeddedPostgresError('in_use', `The file ${path} cannot be taken over; remove it.`)
  } finally {
    rmSync(own, { force: true })
  }
}

function discardStaleLock(path: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
    // Between our look and the rename another process may have taken the lock: give it back.
    const holder = readMark(aside)
    if (holder && isRunning(holder)) linkSync(aside, path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** The living server of a cluster; undefined when its pid file is absent or left by a dead one. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const lines = readPostmasterFile(cluster)
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !findProcess(pid)) return undefined
  if (!isServerOf(pid, cluster)) return undefined
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? 'starting').trim() }
}

function readPostmasterFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function isServerOf(pid: number, cluster: string): boolean {
  try {
    // A server works inside its data folder, and stays there when the folder is moved.
    if (readlinkSync(`/proc/${pid}/cwd`) === cluster) return true
  } catch {
    // No /proc, or not ours to see: the command line decides.
  }
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes('postgres') && ` ${command} `.includes(` ${cluster} `)
  } catch {
    return false
  }
}

/**
 * Makes a pid file harmless whose pid now belongs to a program that is not our server:
 * PostgreSQL would refuse to start. Only the pid is replaced, by one no system gives out, because
 * PostgreSQL still needs the rest of the file to see backends that outlived their postmaster.
 */
export function disownReusedPid(cluster: string): void {
  const lines = readPostmasterFile(cluster)
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || findPostmaster(cluster)) return
  const path = join(cluster, 'postmaster.pid')
  writeFileSync(path, ['2147483646', ...lines.slice(1)].join('\n'))
}

/** Stops the server of a cluster, unless `pid` has become something else. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  if (findPostmaster(cluster)?.pid === pid) await stopProcess(pid)
}

/** Clients are disconnected and everything is written; the last resort is a stop like a crash. */
export async function stopProcess(pid: number): Promise<void> {
  const mark = findProcess(pid)
  if (!mark) return
  signal(pid, 'SIGINT')
  if (await hasEnded(mark, STOP_TIMEOUT_MS)) return
  signal(pid, 'SIGQUIT')
  if (await hasEnded(mark, QUIT_TIMEOUT_MS)) return
  throw new EmbeddedPostgresError('cannot_start', `PostgreSQL (process ${pid}) does not stop.`)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error
  }
}

async function hasEnded(mark: ProcessMark, timeoutMs: number): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await pause(POLL_MS)) {
    if (!isRunning(mark)) return true
  }
  return !isRunning(mark)
}

/** The environment of every program started here: nothing of the app's own settings or secrets. */
export const SERVER_ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  // PostgreSQL does not read it; Remix's types demand it of every environment.
  NODE_ENV: 'production',
} satisfies NodeJS.ProcessEnv

/** Runs a program to its end as `user`, and returns its exit code and all it printed. */
export function run(
  command: string,
  args: string[],
  user: SystemUser,
  input = '',
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...user, cwd: '/', env: SERVER_ENVIRONMENT })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    // A program that ends before it has read everything says why by its exit code.
    child.stdin.on('error', () => {})
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
    child.stdin.end(input)
  })
}

/** Whether `user` may enter a folder, found out by trying. */
export function canEnter(user: SystemUser, folder: string): boolean {
  if (!user) return true
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...user,
    cwd: '/',
  })
  if (error) {
    throw new EmbeddedPostgresError(
      'no_access',
      `PostgreSQL refuses to run as root, and this process cannot become user ${user.uid}; ` +
        'start Tillage as a normal user.',
    )
  }
  return status === 0
}

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of the folder that already holds
 * the database, or as `nobody`.
 */
export function databaseUser(folders: string[]): SystemUser {
  if (process.getuid?.() !== 0) return undefined
  for (const folder of folders) {
    const owner = statSync(folder, { throwIfNoEntry: false })
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  }
  try {
    const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
    if (nobody) return { uid: Number(nobody[1]), gid: Number(nobody[2]) }
  } catch {
    // A container without /etc/passwd still has the number.
  }
  return { uid: 65534, gid: 65534 }
}
