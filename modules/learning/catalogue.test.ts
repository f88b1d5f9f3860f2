import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listCatalogue, openCatalogue } from './index.ts'

const read = (): unknown => Reflect.get(globalThis, 'tillageCourses')

test('courses are read ahead, one after the other, and whoever asks then waits for nothing', async () => {
  // Another test of this process may have asked for courses before.
  Reflect.deleteProperty(globalThis, 'tillageCourses')
  let isOpen = false
  const opening = openCatalogue().then(() => {
    isOpen = true
  })
  let turns = 0
  for (; !isOpen && turns < 1000; turns += 1) await setImmediate()
  await opening
  const held = read()
  expect(held).toHaveLength(24)
  // As often as there are courses, something else had its turn.
  expect(turns).toBeGreaterThanOrEqual(12)
  expect(listCatalogue().map(({ order }) => order)).toEqual(
    listCatalogue()
      .map(({ order }) => order)
      .sort((a, b) => a - b),
  )
  expect(read()).toBe(held)
  await openCatalogue()
  expect(read()).toBe(held)
  // Twelve courses are a second of work, on a machine that has nothing else to do.
}, 120_000)
