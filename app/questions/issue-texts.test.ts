import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import en from '#app/locales/en/errors.json'
import zhTW from '#app/locales/zh-TW/errors.json'

const READERS = ['question-draft', 'question-files', 'read-gift', 'read-gift-answers', 'read-qti']

test('everything that may be said about a file of questions has its sentence', () => {
  const source = READERS.map((name) => readFileSync(`modules/learning/${name}.ts`, 'utf8')).join(
    '\n',
  )
  const named = [
    ...source.matchAll(/(?:refuse|note|wrong|failed)\('([a-z0-9_]+)'|code: '([a-z0-9_]+)'/g),
  ].map(([, told, written]) => told ?? written ?? '')
  const codes = new Set([...named, 'choice_count', 'match_count', 'order_count', 'short_count'])
  expect(codes.size).toBeGreaterThan(35)
  expect(Object.keys(zhTW.question_file).sort()).toEqual([...codes].sort())
  expect(Object.keys(en.question_file).sort()).toEqual([...codes].sort())
})
