import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, sha256InScript } from './sha256.ts'

const reference = (text: string) => createHash('sha256').update(text).digest('hex')

test('hashes as FIPS 180-4 says, with the browser and without', async () => {
  expect(await sha256('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sha256InScript(new TextEncoder().encode(text))).toBe(reference(text))
    }),
  )
})
