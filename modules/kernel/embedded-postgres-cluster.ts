import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Binaries } from './embedded-postgres-binaries.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import {
  canEnter,
  databaseUser,
  findPostmaster,
  hasCode,
  run,
  type SystemUser,
  stopPostmaster,
} from './embedded-postgres-process.ts'

/** Where everything of one database lies, and as whom its server runs. */
export interface Place {
  dataDir: string
  /** The folder around the cluster: `dataDir` itself, unless the server's user cannot enter it. */
  home: string
  cluster: string
  user: SystemUser
  isDurable: boolean
}

export interface Passwords {
  postgres: string
  tillageOwner: string
}

const LASTING_FOLDER = '/var/lib/tillage'

/** Opens the data folder, making it when it is new, and answers with its one true path. */
export function openDataDir(path: string): string {
  try {
    mkdirSync(path, { recursive: true })
    const dataDir = realpathSync(path)
    const { uid, mode } = statSync(dataDir)
    // The server's user must pass through; it still cannot list the folder or read our files.
    if (process.getuid?.() === 0 && uid === 0) chmodSync(dataDir, (mode & 0o777) | 0o011)
    const probeFile = join(dataDir, `.probe-${randomBytes(6).toString('hex')}`)
    writeFileSync(probeFile, '')
    rmSync(probeFile)
    return dataDir
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EmbeddedPostgresError(
      'no_access',
      `The database folder ${path} cannot be used by this user (${reason}).`,
    )
  }
}

/**
 * Finds where the cluster of `dataDir` is or shall be. Running as root with a folder that the
 * server's user cannot enter (a checkout below /root), it stands elsewhere, and the file
 * `cluster-path` says where.
 */
export async function findPlace(dataDir: string, isDurable: boolean): Promise<Place> {
  const pathFile = join(dataDir, 'cluster-path')
  const elsewhere = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : undefined
  const home = elsewhere ?? dataDir
  const user = databaseUser([join(home, 'cluster'), dataDir])
  const at = (folder: string) => {
    return { dataDir, home: folder, cluster: join(folder, 'cluster'), user, isDurable }
  }

  if (existsSync(home) && canEnter(user, home)) return at(home)
  if (elsewhere === undefined ? existsSync(join(dataDir, 'cluster')) : isDurable) {
    throw new EmbeddedPostgresError(
      'no_access',
      `The database lies in ${home}, which is missing or closed to the user that PostgreSQL ` +
        `runs as (user ${user?.uid ?? process.getuid?.()}); bring it back or open the folder.`,
    )
  }
  const fresh = join(reachableFolder(user, isDurable), folderName(dataDir))
  await setAside(fresh, isDurable)
  mkdirSync(fresh, { recursive: true })
  chmodSync(fresh, 0o711)
  if (!canEnter(user, fresh)) {
    throw new EmbeddedPostgresError(
      'no_access',
      `PostgreSQL runs as user ${user?.uid} and may enter neither ${dataDir} nor ${fresh}; ` +
        'choose another folder for the data.',
    )
  }
  writeFileSync(join(fresh, 'belongs-to'), `${dataDir}\n`)
  writeFileSync(pathFile, `${fresh}\n`)
  return at(fresh)
}

/** A folder outside the checkout: one that lasts for real data, a temporary one for tests. */
export function reachableFolder(user: SystemUser, isDurable: boolean): string {
  if (user && isDurable) {
    mkdirSync(LASTING_FOLDER, { recursive: true })
    chmodSync(LASTING_FOLDER, 0o755)
    return LASTING_FOLDER
  }
  const temporary = [tmpdir(), '/tmp', '/var/tmp'].filter((path) => existsSync(path))
  return realpathSync(temporary.find((path) => canEnter(user, path)) ?? '/tmp')
}

function folderName(dataDir: string): string {
  return `tillage-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
}

/** Somebody removed the data folder to begin anew, and this is what it pointed to. */
async function setAside(home: string, isDurable: boolean): Promise<void> {
  if (!existsSync(home)) return
  const cluster = join(home, 'cluster')
  const orphan = findPostmaster(cluster)
  if (orphan) await stopPostmaster(cluster, orphan.pid)
  if (isDurable) renameSync(home, `${home}.until-${new Date().toISOString().replaceAll(':', '-')}`)
  else rmSync(home, { recursive: true, force: true })
}

/** The major version that made the cluster; undefined when there is none yet. */
export function clusterVersion({ cluster, home }: Place): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) {
      throw new EmbeddedPostgresError(
        'no_access',
        `The database in ${home} is another user's; start Tillage as that user or as root.`,
      )
    }
    if (existsSync(cluster) && readdirSync(cluster).length > 0) {
      throw new EmbeddedPostgresError(
        'cannot_start',
        `The folder ${cluster} holds files but no database; restore a backup or move it away.`,
      )
    }
    return undefined
  }
}

/** Undefined when the file is missing or damaged; the passwords can then be set anew. */
export function readPasswords({ dataDir }: Place): Passwords | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(dataDir, 'password'), 'utf8'))
    if (typeof value !== 'object' || value === null) return undefined
    if (!('postgres' in value) || !('tillageOwner' in value)) return undefined
    const { postgres, tillageOwner } = value
    if (typeof postgres !== 'string' || typeof tillageOwner !== 'string') return undefined
    return { postgres, tillageOwner }
  } catch (error) {
    if (hasCode(error, 'EACCES')) {
      throw new EmbeddedPostgresError(
        'no_access',
        `The database in ${dataDir} is another user's; start Tillage as that user or as root.`,
      )
    }
    return undefined
  }
}

function newPasswords(): Passwords {
  const random = () => randomBytes(24).toString('hex')
  return { postgres: random(), tillageOwner: random() }
}

function keepPasswords(place: Place, passwords: Passwords): void {
  const path = join(place.dataDir, 'password')
  const fresh = `${path}.new`
  rmSync(fresh, { force: true })
  writeFileSync(fresh, `${JSON.stringify(passwords)}\n`, { mode: 0o600, flush: place.isDurable })
  giveToOwner(place.dataDir, fresh)
  renameSync(fresh, path)
}

/** What root writes into a user's folder stays usable for that user. */
export function giveToOwner(dataDir: string, path: string): void {
  const { uid, gid } = statSync(dataDir)
  if (process.getuid?.() === 0 && uid !== 0) chownSync(path, uid, gid)
}

/**
 * Makes the cluster with its owner role and its database. It grows under another name and gets
 * its own at the end, so that a cluster that exists is always whole.
 */
export async function createCluster(place: Place, binaries: Binaries): Promise<Passwords> {
  const passwords = newPasswords()
  const growing = `${place.cluster}.new`
  rmSync(growing, { recursive: true, force: true })
  mkdirSync(growing, { mode: 0o700 })
  if (place.user) chownSync(growing, place.user.uid, place.user.gid)

  await initdb(place, binaries, growing, passwords.postgres)
  await runSingleUser(place, binaries, growing, [
    'create role tillage_owner login nosuperuser createrole createdb ' +
      `password '${passwords.tillageOwner}'`,
    'create database tillage owner tillage_owner',
  ])
  keepPasswords(place, passwords)
  renameSync(growing, place.cluster)
  if (place.isDurable) syncFolder(place.home)
  return passwords
}

async function initdb(place: Place, binaries: Binaries, folder: string, password: string) {
  const passwordFile = join(place.home, 'initdb-password')
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
  const attempt = (locale: string) => {
    const args = ['-D', folder, '-U', 'postgres', '-E', 'UTF8', `--locale=${locale}`]
    args.push('--data-checksums', '--auth=scram-sha-256', `--pwfile=${passwordFile}`)
    if (!place.isDurable) args.push('--no-sync')
    return run(join(binaries.dir, 'initdb'), args, place.user)
  }
  try {
    let result = await attempt('C.UTF-8')
    // Not every system has it; both sort by code point, so that the difference is small.
    if (result.code !== 0 && /invalid locale/.test(result.output)) result = await attempt('C')
    if (result.code !== 0) throw cannotCreate(place, result.output)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Sets new passwords for a cluster that is not running and whose password file was lost. */
export async function resetPasswords(place: Place, binaries: Binaries): Promise<Passwords> {
  const passwords = newPasswords()
  await runSingleUser(place, binaries, place.cluster, [
    `alter role postgres password '${passwords.postgres}'`,
    `alter role tillage_owner password '${passwords.tillageOwner}'`,
  ])
  keepPasswords(place, passwords)
  return passwords
}

/** Single-user mode needs no password and opens no port; statements are one line each. */
async function runSingleUser(place: Place, binaries: Binaries, folder: string, lines: string[]) {
  const args = ['--single', '-D', folder, '-c', 'exit_on_error=on']
  // The statements hold passwords: no error may quote them.
  args.push('-c', 'log_min_error_statement=panic')
  if (!place.isDurable) args.push('-c', 'fsync=off')
  args.push('postgres')
  const input = lines.map((line) => `${line};\n`).join('')
  const { code, output } = await run(join(binaries.dir, 'postgres'), args, place.user, input)
  if (code !== 0) throw cannotCreate(place, output)
}

function cannotCreate(place: Place, output: string): EmbeddedPostgresError {
  const said = output.trim().split('\n').slice(-8).join('\n')
  return new EmbeddedPostgresError(
    'cannot_start',
    `PostgreSQL cannot prepare its folder ${place.cluster}:\n${said}`,
  )
}

/** Without this a power cut could undo the rename, and the next start would begin anew. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** A cluster restored by root belongs to root, and PostgreSQL opens only what is its own. */
export function giveClusterToUser({ cluster, user }: Place): void {
  if (!user || statSync(cluster).uid === user.uid) return
  lchownSync(cluster, user.uid, user.gid)
  for (const entry of readdirSync(cluster, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(cluster, entry), user.uid, user.gid)
  }
}
