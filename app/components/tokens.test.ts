import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The declarations of the first block whose selector ends so. */
function block(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  expect(start, selector).toBeGreaterThan(-1)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  const pairs = [...body.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)]
  return new Map(pairs.map((pair) => [pair[1] ?? '', (pair[2] ?? '').trim()]))
}

const themes = {
  light: block('[data-theme="light"]'),
  dark: block('[data-theme="dark"]'),
  sun: block('[data-theme="sun"]'),
}

/** WCAG 2.2, relative luminance of a colour written #rrggbb. */
function luminance(colour: string): number {
  const channels = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(colour)
  if (!channels) throw new Error(`not a colour: ${colour}`)
  const [red = 0, green = 0, blue = 0] = channels.slice(1).map((hex) => {
    const share = Number.parseInt(hex, 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Every pair that may carry text, WCAG AAA. A pair that does not stand here may not be used. */
const TEXT = {
  ink: ['paper', 'surface', 'field', 'sunken', 'tea-tint', 'gold-tint'],
  'ink-2': ['paper', 'surface', 'field', 'sunken', 'tea-tint', 'gold-tint'],
  'on-tea': ['tea', 'tea-press'],
  paper: ['ink'],
  'tea-ink': ['paper', 'surface', 'sunken', 'tea-tint'],
  'on-gold': ['gold'],
  'gold-ink': ['gold-tint'],
  'on-red': ['red'],
  'red-ink': ['surface', 'red-tint'],
  'plate-ink': ['plate'],
}

/** Every edge, focus ring and bar that must be seen against its ground. */
const CONTROLS = {
  edge: ['paper', 'surface', 'field', 'sunken', 'tea-tint', 'gold-tint'],
  tea: ['paper', 'surface', 'tea-tint', 'sunken'],
  red: ['field', 'surface'],
  focus: ['paper', 'tea-tint', 'gold-tint'],
  c1: ['surface'],
  c2: ['surface'],
  c3: ['surface'],
  c4: ['surface'],
}

const rules = [
  { least: 7, pairs: TEXT },
  { least: 3, pairs: CONTROLS },
].flatMap(({ least, pairs }) =>
  Object.entries(pairs).flatMap(([front, grounds]) =>
    grounds.map((ground) => ({ least, front, ground })),
  ),
)

describe.each(Object.entries(themes))('%s', (_name, tokens) => {
  test.each(rules)('$front on $ground is at least $least:1', ({ least, front, ground }) => {
    const ratio = contrast(tokens.get(front) ?? '', tokens.get(ground) ?? '')
    expect(ratio).toBeGreaterThanOrEqual(least)
  })

  test('sets every colour that light sets', () => {
    expect([...tokens.keys()].sort()).toEqual([...themes.light.keys()].sort())
  })
})

test('dark by the system is the dark one chooses', () => {
  expect(block(':root:not([data-theme])')).toEqual(themes.dark)
})

test('numbers on drawn notes and coins can be read', () => {
  const money = new Map(
    [...css.matchAll(/--((?:note|coin)-\S+?):\s*(#\w{6});/g)].map((m) => [m[1], m[2]]),
  )
  const faces = [...money.keys()].filter((name) => !name?.endsWith('-ink'))
  expect(faces).toHaveLength(9)
  for (const face of faces) {
    expect(contrast(money.get(face) ?? '', money.get(`${face}-ink`) ?? ''), face).toBeGreaterThan(
      4.5,
    )
  }
})

test('no component writes a colour of its own', () => {
  for (const file of ['base', 'controls', 'fields', 'frames', 'data', 'overlays', 'till']) {
    const text = readFileSync(new URL(`./${file}.css`, import.meta.url), 'utf8')
    const screen = text.replace(/@media print \{[\s\S]*/, '')
    expect(screen.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi), file).toBeNull()
  }
})
