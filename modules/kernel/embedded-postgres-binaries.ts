import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { hasCode, SERVER_ENVIRONMENT, type SystemUser } from './embedded-postgres-process.ts'

/** Server programs that were seen to run. */
export interface Binaries {
  /** The folder with `postgres` and `initdb`. */
  dir: string
  major: number
}

interface Wish {
  /** A folder the operator names; it goes first. */
  binDir?: string | undefined
  /** The major version that made the cluster; undefined for a new one. */
  major: number | undefined
  user: SystemUser
  /** Where a copy may stand when `user` cannot read ours. */
  cacheDir: () => string
}

const DEBIAN_ROOT = '/usr/lib/postgresql'
const COPY_MARK = 'complete.json'

/** The first server programs that run here and understand the cluster. */
export function findBinaries(wish: Wish): Binaries {
  const found: Binaries[] = []
  if (wish.binDir) {
    const named = probe(wish.binDir, wish.user)
    if (!named) {
      throw new EmbeddedPostgresError(
        'no_binaries',
        `There is no PostgreSQL server that runs in ${wish.binDir}.`,
      )
    }
    found.push(named)
  }
  for (const candidate of [packageBinaries, ...debianBinaries()]) {
    const fit = found.find(({ major }) => wish.major === undefined || major === wish.major)
    if (fit) return fit
    const next = candidate(wish)
    if (next) found.push(next)
  }
  const fit = found.find(({ major }) => wish.major === undefined || major === wish.major)
  if (fit) return fit
  const versions = found.map(({ major }) => major).join(', ')
  if (versions && wish.major !== undefined) {
    throw new EmbeddedPostgresError(
      'wrong_version',
      `The database was made by PostgreSQL ${wish.major}, but only version ${versions} is here; ` +
        `install PostgreSQL ${wish.major} or restore a backup into a new folder.`,
    )
  }
  throw new EmbeddedPostgresError(
    'no_binaries',
    `No PostgreSQL was found that runs here (${process.platform}-${process.arch}); ` +
      'run "npm ci" again, or let DATABASE_URL name a PostgreSQL server.',
  )
}

function packageBinaries({ user, cacheDir }: Wish): Binaries | undefined {
  const native = findPackage()
  return native ? prepareBinaries(native, user, cacheDir) : undefined
}

function debianBinaries(): ((wish: Wish) => Binaries | undefined)[] {
  if (!existsSync(DEBIAN_ROOT)) return []
  const versions = readdirSync(DEBIAN_ROOT).sort((a, b) => Number(b) - Number(a))
  return versions.map((name) => (wish) => probe(join(DEBIAN_ROOT, name, 'bin'), wish.user))
}

function findPackage(): string | undefined {
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`
    const entry = createRequire(import.meta.url).resolve(name)
    return join(dirname(entry), '..', 'native')
  } catch {
    return undefined
  }
}

/** Makes the package's `native` folder usable by `user`, from a copy where it must be. */
export function prepareBinaries(
  native: string,
  user: SystemUser,
  cacheDir: () => string,
): Binaries | undefined {
  const hasLinks = restoreLinks(native)
  const inPlace = probe(join(native, 'bin'), user)
  if (inPlace) return inPlace
  // A copy helps where the links could not be made, or only we ourselves can reach the programs.
  const isOutOfReach = user !== undefined && probe(join(native, 'bin'), undefined) !== undefined
  if (hasLinks && !isOutOfReach) return undefined
  return probe(join(copyOnce(native, cacheDir()), 'bin'), user)
}

function probe(dir: string, user: SystemUser): Binaries | undefined {
  const answer = spawnSync(join(dir, 'postgres'), ['--version'], {
    ...user,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    encoding: 'utf8',
  })
  const version = /PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')
  return answer.status === 0 && version ? { dir, major: Number(version[1]) } : undefined
}

/**
 * Makes the links between library names that npm cannot pack. The package does it in an install
 * script, which npm may be told not to run.
 *
 * @returns false when the folder may not be written.
 */
function restoreLinks(native: string): boolean {
  try {
    const text = readFileSync(join(native, 'pg-symlinks.json'), 'utf8')
    const links: { source: string; target: string }[] = JSON.parse(text)
    for (const { source, target } of links) {
      const path = join(native, '..', target)
      if (lstatSync(path, { throwIfNoEntry: false })) continue
      symlinkSync(relative(dirname(target), source), path)
    }
    return true
  } catch (error) {
    // Packages for other systems need no links and have no list of them.
    return hasCode(error, 'ENOENT') || hasCode(error, 'EEXIST')
  }
}

/** Copies the programs to a folder every user can read; the next start finds them there. */
function copyOnce(native: string, cacheDir: string): string {
  const about: { version: string } = JSON.parse(
    readFileSync(join(native, '..', 'package.json'), 'utf8'),
  )
  const uid = process.getuid?.() ?? 0
  const platform = `${process.platform}-${process.arch}`
  const copy = join(cacheDir, `tillage-postgres-${about.version}-${platform}-${uid}`)
  if (!isCompleteCopy(copy, uid)) {
    const fresh = `${copy}.${randomUUID()}`
    cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
    restoreLinks(join(fresh, 'native'))
    openForAll(fresh)
    writeFileSync(join(fresh, COPY_MARK), JSON.stringify(listFiles(fresh)))
    adoptCopy(fresh, copy, uid)
  }
  return join(copy, 'native')
}

function adoptCopy(fresh: string, copy: string, uid: number): void {
  if (!isCompleteCopy(copy, uid)) rmSync(copy, { recursive: true, force: true })
  try {
    renameSync(fresh, copy)
  } catch (error) {
    // Another process was faster; its copy is as good.
    rmSync(fresh, { recursive: true, force: true })
    if (!isCompleteCopy(copy, uid)) throw error
  }
}

function openForAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForAll(path)
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** Sizes by path; cleaners of temporary folders take single files away. */
function listFiles(folder: string): Record<string, number> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const stats = paths.map((path) => [path, lstatSync(join(folder, path))] as const)
  return Object.fromEntries(
    stats.filter(([, stat]) => !stat.isDirectory()).map(([path, stat]) => [path, stat.size]),
  )
}

function isCompleteCopy(copy: string, uid: number): boolean {
  const folder = lstatSync(copy, { throwIfNoEntry: false })
  if (!folder) return false
  // In a folder that all may write, somebody else could have laid programs ready for us to run.
  if (!folder.isDirectory() || folder.uid !== uid || (folder.mode & 0o022) !== 0) {
    throw new EmbeddedPostgresError(
      'no_access',
      `The folder ${copy} was not made by Tillage; remove it and start again.`,
    )
  }
  try {
    const expected: Record<string, number> = JSON.parse(readFileSync(join(copy, COPY_MARK), 'utf8'))
    return Object.entries(expected).every(
      ([path, size]) => lstatSync(join(copy, path)).size === size,
    )
  } catch {
    return false
  }
}
