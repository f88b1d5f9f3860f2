import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { migrate } from '#modules/kernel/migrate.ts'

/**
 * `npm run types` writes the database's types from what the migrations really make, in a database
 * of its own that is thrown away. `--verify` only compares.
 */
export async function generateTypes(verify: boolean): Promise<boolean> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-types-'))
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
  try {
    await migrate(postgres.ownerUrl)
    const args = [
      'kysely-codegen',
      '--dialect=postgres',
      '--camel-case',
      '--date-parser=string',
      '--type-mapping={"int8":"number","bytea":"Buffer"}',
      '--exclude-pattern=kysely_*',
      '--default-schema=public',
      '--include-pattern=public.*',
      '--out-file=modules/kernel/schema.ts',
      ...(verify ? ['--verify'] : []),
    ]
    const result = spawnSync('npx', ['--no-install', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DATABASE_URL: postgres.ownerUrl },
    })
    return result.status === 0
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('types.ts')) {
  const verify = process.argv.includes('--verify')
  const isRight = await generateTypes(verify)
  if (!isRight)
    console.error(
      verify
        ? 'The types are older than the migrations: run `npm run types`.'
        : 'The types could not be written.',
    )
  process.exitCode = isRight ? 0 : 1
}
