import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { createDatabase } from '#test/databases.ts'
import { TEMPLATE } from './demos.ts'
import { url } from './people.ts'

interface Ended {
  code: number | null
  output: string
}

function start(
  command: string,
  env: Record<string, string>,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--import', 'tsx', `app/cli/${command}.ts`], {
    env: { ...process.env, DATABASE_URL: undefined, ...env },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const ended = once(child, 'close').then(([code]) => ({
    code: typeof code === 'number' ? code : null,
    output,
  }))
  return { child, ended }
}

const withoutNotices = (output: string) =>
  output
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('npm '))
    .join('\n')

test('a taken port is one clear sentence', async () => {
  const taken = createServer().listen(0, '0.0.0.0')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const { code, output } = await start('start', { PORT: port }).ended
  taken.close()
  expect(code).toBe(1)
  expect(withoutNotices(output)).toMatch(/^Port \d+ is taken by another program\..*$/)
})

for (const [what, DATABASE_URL, sentence] of [
  ['a word that is no address', 'postgres', /^DATABASE_URL is not a PostgreSQL address\. .*$/],
  [
    'a server that is not there',
    'postgres://nobody@127.0.0.1:1/none',
    /^No PostgreSQL answers at 127\.0\.0\.1:1\/none\. .*$/,
  ],
] as const) {
  test(`DATABASE_URL with ${what} is one clear sentence`, async () => {
    const { code, output } = await start('migrate', { DATABASE_URL }).ended
    expect(code).toBe(1)
    expect(withoutNotices(output)).toMatch(sentence)
  })
}

test('a database that is newer than the program is left alone', async () => {
  const name = `newer_${randomBytes(6).toString('hex')}`
  const env = { DATABASE_URL: await createDatabase(process.env.E2E_POSTGRES ?? '', name, TEMPLATE) }
  expect((await start('migrate', env).ended).code).toBe(0)
  const client = new pg.Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  await client.query(
    `insert into kysely_migration (name, timestamp) values ('2999-01-01-future', '2999')`,
  )
  await client.end()
  const { code, output } = await start('migrate', env).ended
  expect(code).toBe(1)
  expect(withoutNotices(output)).toMatch(
    /^The database is newer than this Tillage: .*2999-01-01-future.*$/,
  )
})

test('the server says that it lives and is ready, and refuses what is too large', async () => {
  expect(await (await fetch(url('/livez'))).text()).toBe('ok')
  expect((await fetch(url('/readyz'))).status).toBe(200)
  const huge = await fetch(url('/signin'), {
    method: 'POST',
    headers: {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: `identifier=${'x'.repeat(13_000_000)}`,
  }).then(
    (response) => response.status,
    () => 413,
  )
  expect(huge).toBe(413)
})

test('a stopped server has answered what it had accepted, and leaves no database behind', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-stop-'))
  try {
    const { child, ended } = start('start', { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' })
    const [line] = await new Promise<RegExpExecArray>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        const found = /http:\S+/.exec(chunk.toString())
        if (found) resolve(found)
      })
      child.once('exit', () => reject(new Error('it did not start')))
    })
    const answer = fetch(`${line}/signin`)
    expect((await answer).status).toBe(200)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
