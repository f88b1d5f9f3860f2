import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keepAssets } from './client-app-files.ts'

const DAY_MS = 86_400_000

test('files of a former build are there for 90 days after they were last current', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillage-assets-'))
  const built = path.join(folder, 'built')
  const kept = path.join(folder, 'kept')
  const start = Date.parse('2026-11-27T00:00:00Z')
  const build = (name: string, day: number) => {
    rmSync(built, { recursive: true, force: true })
    mkdirSync(built)
    writeFileSync(path.join(built, name), name)
    keepAssets(built, kept, new Date(start + day * DAY_MS))
  }
  const isKept = (name: string) => existsSync(path.join(kept, name))
  build('first.js', 0)
  build('first.js', 10)
  build('second.js', 20)
  expect(readFileSync(path.join(kept, 'first.js'), 'utf8')).toBe('first.js')
  build('third.js', 99)
  expect([isKept('first.js'), isKept('second.js')]).toEqual([true, true])
  build('third.js', 101)
  expect([isKept('first.js'), isKept('second.js')]).toEqual([false, true])
  rmSync(folder, { recursive: true })
})
