import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SHEET_COLOURS } from './certificate-sheet.ts'

test('the colours of a certificate are those of the screens', () => {
  const tokens = readFileSync('app/components/tokens.css', 'utf8')
  const names = { ink2: 'ink-2', onTea: 'on-tea', teaTint: 'tea-tint', goldTint: 'gold-tint' }
  for (const [name, colour] of Object.entries(SHEET_COLOURS)) {
    const token = Object.entries(names).find(([own]) => own === name)?.[1] ?? name
    expect(new RegExp(`--${token}: (#[0-9a-f]{6})`).exec(tokens)?.[1], name).toBe(colour)
  }
})
