import { expect, test } from 'vitest'
import { clipsOf, readManifest } from './recorded-voice.ts'

const chinese = {
  language: 'nan-TW',
  numbers: 'chinese' as const,
  clips: { total: 't.mp3', exact: 'x.mp3', 1: '1.mp3', 100: '100.mp3', 0: '0.mp3', yuan: 'y.mp3' },
}

test('a number is put together from its words', () => {
  expect(clipsOf({ kind: 'total', amountMinor: 101 }, chinese)).toEqual([
    't.mp3',
    '1.mp3',
    '100.mp3',
    '0.mp3',
    '1.mp3',
    'y.mp3',
  ])
  expect(clipsOf({ kind: 'exact' }, chinese)).toEqual(['x.mp3'])
})

test('half a sentence is never said', () => {
  expect(clipsOf({ kind: 'total', amountMinor: 109 }, chinese)).toBeUndefined()
  expect(clipsOf({ kind: 'change', amountMinor: 100 }, chinese)).toBeUndefined()
})

test('a language that counts another way has whole amounts', () => {
  const whole = { language: 'ami', numbers: 'whole' as const, clips: { change: 'c', n50: '50' } }
  expect(clipsOf({ kind: 'change', amountMinor: 50 }, whole)).toEqual(['c', '50'])
  expect(clipsOf({ kind: 'change', amountMinor: 51 }, whole)).toBeUndefined()
})

test('a manifest names sounds beside itself and nothing else', () => {
  const clips = { total: 'total.mp3', change: '../secret.mp3', yuan: 'yuan.html', 1: 5 }
  expect(readManifest({ language: 'nan-TW', numbers: 'chinese', clips })).toEqual({
    language: 'nan-TW',
    numbers: 'chinese',
    clips: { total: 'total.mp3' },
  })
  expect(readManifest({ language: 'nan-TW', numbers: 'other', clips })).toBeUndefined()
  expect(readManifest(null)).toBeUndefined()
})
