import { expect, test } from 'vitest'
import { numberParts, numberWords } from './number-words.ts'

test.each([
  [0, '零'],
  [2, '兩'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [22, '二十二'],
  [100, '一百'],
  [102, '一百零二'],
  [109, '一百零九'],
  [110, '一百一十'],
  [115, '一百一十五'],
  [200, '兩百'],
  [222, '兩百二十二'],
  [391, '三百九十一'],
  [1000, '一千'],
  [1005, '一千零五'],
  [1010, '一千零一十'],
  [1050, '一千零五十'],
  [2000, '兩千'],
  [2345, '兩千三百四十五'],
  [10_000, '一萬'],
  [12_000, '一萬兩千'],
  [20_002, '兩萬零二'],
  [20_500, '兩萬零五百'],
  [100_000, '十萬'],
  [105_000, '十萬五千'],
  [120_015, '十二萬零一十五'],
  [1_000_000, '一百萬'],
  [100_000_000, '一億'],
  [100_000_001, '一億零一'],
  [100_020_000, '一億零兩萬'],
  [999_999_999, '九億九千九百九十九萬九千九百九十九'],
])('%i is said %s', (amount, words) => {
  expect(numberWords(amount, 'zh-TW')).toBe(words)
})

test.each([
  [0, 'zero'],
  [1, 'one'],
  [13, 'thirteen'],
  [20, 'twenty'],
  [21, 'twenty-one'],
  [100, 'one hundred'],
  [109, 'one hundred nine'],
  [391, 'three hundred ninety-one'],
  [1000, 'one thousand'],
  [12_345, 'twelve thousand three hundred forty-five'],
  [1_000_019, 'one million nineteen'],
])('%i is said "%s"', (amount, words) => {
  expect(numberWords(amount, 'en')).toBe(words)
})

test('what has no words is read as digits', () => {
  expect(numberWords(1_000_000_000, 'zh-TW')).toBe('1000000000')
  expect(numberWords(-5, 'en')).toBe('-5')
  expect(numberWords(1.5, 'zh-TW')).toBe('1.5')
})

test('every Chinese number reads back as itself, without two zeros together', () => {
  for (let amount = 1; amount < 120_000; amount += 7) {
    const parts = numberParts(amount)
    expect(readBack(parts), parts.join('')).toBe(amount)
    expect(parts.join('')).not.toMatch(/零零|零$|零[十百千萬]/)
  }
})

/** Reads the words back by place values, independently of how they were made. */
function readBack(parts: string[]): number {
  let [sum, group, digit] = [0, 0, 0]
  for (const part of parts) {
    const place = { 十: 10, 百: 100, 千: 1000 }[part]
    if (part === '萬') [sum, group, digit] = [sum + (group + digit) * 10_000, 0, 0]
    else if (place) [group, digit] = [group + (digit || 1) * place, 0]
    else digit = part === '兩' ? 2 : '零一二三四五六七八九'.indexOf(part)
  }
  return sum + group + digit
}
