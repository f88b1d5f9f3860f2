import { expect, test } from 'vitest'
import { asSpoken, phrasesOf } from './lesson-words.ts'
import { bestVoice } from './use-voice.ts'

test('numbers that one dials are said digit by digit, sums are not', () => {
  expect(asSpoken('打 165 或 110。')).toBe('打 1 6 5 或 1 1 0。')
  expect(asSpoken('打165')).toBe('打1 6 5')
  expect(asSpoken('NT$165 和 1650、2,110')).toBe('NT$165 和 1650、2,110')
})

test('lines break between phrases; a mark never stands alone', () => {
  const texts = phrasesOf('先停，再問。這一句話比較長一點，不拆').map(({ text }) => text)
  expect(texts).toEqual(['先停，', '再問。', '這一句話比較長一點，', '不拆'])
  expect(phrasesOf('他說：「快一點！」好').map(({ text }) => text)).toEqual([
    '他說：',
    '「快一點！」',
    '好',
  ])
  expect(phrasesOf('Hang up, then ask.')).toEqual([{ text: 'Hang up, then ask.', isWhole: false }])
})

test('an address stands in one piece', () => {
  const whole = phrasesOf('請點這裡：pay-power.example。').filter(({ isWhole }) => isWhole)
  expect(whole.map(({ text }) => text)).toEqual(['請點這裡：', 'pay-power.example'])
})

test('a voice of the same place first, and never Cantonese for Mandarin', () => {
  const voice = (lang: string, localService = true) => ({ lang, localService })
  const near = voice('zh_TW', false)
  expect(bestVoice([voice('zh-CN'), near, voice('en-US')], 'zh-TW')).toBe(near)
  expect(bestVoice([voice('zh-HK'), voice('yue-HK'), voice('en-US')], 'zh-TW')).toBeUndefined()
  expect(bestVoice([voice('zh-HK'), voice('zh-CN')], 'zh-TW')?.lang).toBe('zh-CN')
})
