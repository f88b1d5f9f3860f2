import { expect, test } from 'vitest'
import { type Burst, type KeyPress, stepScanner } from './scanner.ts'

/** Presses keys one after the other, and returns what was scanned. */
function press(keys: (string | Partial<KeyPress>)[], gapMs: number): string[] {
  let burst: Burst | undefined
  let atMs = 1000
  const scanned: string[] = []
  for (const each of keys) {
    atMs += gapMs
    const key = typeof each === 'string' ? { key: each } : each
    const step = stepScanner(burst, { key: '', code: '', shift: false, atMs, ...key })
    if (step.kind === 'scanned') scanned.push(step.text)
    burst = step.kind === 'started' || step.kind === 'goes on' ? step.burst : undefined
  }
  return scanned
}

test('a scanner is heard', () => {
  expect(press([...'4710000100426', 'Enter'], 8)).toEqual(['4710000100426'])
  expect(press([...'A-12/x', 'Enter'], 30)).toEqual(['A-12/x'])
  expect(press([{ key: 'Shift' }, 'A', { key: 'Shift' }, 'B', '1', 'Enter'], 20)).toEqual(['AB1'])
})

test('a slow cable is still heard with a long code, and a short number typed as fast is not', () => {
  expect(press([...'4710000100426', 'Enter'], 65)).toEqual(['4710000100426'])
  expect(press([...'471', 'Enter'], 65)).toEqual([])
})

test('fingers are not', () => {
  expect(press([...'4710000100426', 'Enter'], 90)).toEqual([])
  expect(press(['1', '2', 'Enter'], 10)).toEqual([])
  expect(press(['Enter'], 10)).toEqual([])
})

test('two scans in a row are two', () => {
  expect(press([...'123456', 'Enter', ...'654321', 'Enter'], 10)).toEqual(['123456', '654321'])
})

test('with a Chinese input method on, the place of the key says the digit', () => {
  const keys = [...'471000'].map((digit) => ({ key: 'Process', code: `Digit${digit}` }))
  expect(press([...keys, { key: 'Process', code: 'Enter' }], 10)).toEqual(['471000'])
  const symbols = [...'ㄅㄉˇ'].map((key, index) => ({ key, code: `Digit${index + 1}` }))
  expect(press([...symbols, 'Enter'], 10)).toEqual(['123'])
})
