import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const SOURCES = ['app', 'modules', 'test']

/** The test files, sorted by whether they ask for the run's database. Who asks without a word here gets none. */
function testFiles(): { db: string[]; plain: string[] } {
  const files = SOURCES.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, name)),
  ).filter((name) => /\.test\.tsx?$/.test(name))
  const needsDatabase = (file: string) =>
    /from '(#test|\.|\.\.)\/database\.ts'|inject\('ownerUrl'\)/.test(readFileSync(file, 'utf8'))
  return {
    db: files.filter(needsDatabase),
    plain: files.filter((file) => !needsDatabase(file)),
  }
}

const { db, plain } = testFiles()

export default defineConfig({
  esbuild: { jsx: 'automatic' },
  test: {
    // Two cores and one PostgreSQL: more workers only wait for each other.
    maxWorkers: 2,
    // Files of one worker share what they import. What they open they close, and each test makes a
    // tenant of its own, so they need no process of their own.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      // On any PostgreSQL: `DATABASE_URL=… vitest run --project db`.
      {
        extends: true,
        test: { name: 'db', include: db, globalSetup: ['test/global-setup.ts'] },
      },
      { extends: true, test: { name: 'plain', include: plain } },
    ],
  },
})
