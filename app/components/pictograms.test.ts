import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { isPictogramId, PICTOGRAM_GROUPS, PICTOGRAMS } from './pictograms.ts'

const drawings = new URL('../../public/pictograms/', import.meta.url)

const Words = z.object({
  pictogram: z.record(z.string(), z.string().min(1)),
  pictogramSearch: z.record(z.string(), z.string().min(1)),
  pictogramGroup: z.record(z.string(), z.string().min(1)),
})

test('every picture is drawn, and every drawing is offered', () => {
  const files = readdirSync(drawings).map((file) => file.replace('.svg', ''))
  expect(PICTOGRAMS.map(({ id }) => id).sort()).toEqual(files.sort())
})

test.each(['zh-TW', 'en'])('every picture has its words in %s', (language) => {
  const file = new URL(`../locales/${language}/components.json`, import.meta.url)
  const words = Words.parse(JSON.parse(readFileSync(file, 'utf8')))
  const ids = PICTOGRAMS.map(({ id }) => id).sort()
  expect(Object.keys(words.pictogram).sort()).toEqual(ids)
  expect(Object.keys(words.pictogramSearch).sort()).toEqual(ids)
  expect(Object.keys(words.pictogramGroup)).toEqual([...PICTOGRAM_GROUPS])
})

test('a drawing carries no text, script or outside reference, and the one ink outline', () => {
  for (const { id } of PICTOGRAMS) {
    const svg = readFileSync(new URL(`${id}.svg`, drawings), 'utf8')
    expect(svg, id).not.toMatch(/<text|<script|href|style=|data:/)
    expect(svg, id).toContain('viewBox="0 0 64 64"')
    expect(svg, id).toContain('stroke="#231E17" stroke-width="2.6"')
  }
})

test('an unknown name is not a picture', () => {
  expect(isPictogramId('eggs')).toBe(true)
  expect(isPictogramId('../eggs')).toBe(false)
})
