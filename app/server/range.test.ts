import { expect, test } from 'vitest'
import { stretchOf } from './range.server.ts'

test.each<[string | null, ReturnType<typeof stretchOf>]>([
  [null, 'whole'],
  ['bytes=0-', { first: 0, last: 99 }],
  ['bytes=10-19', { first: 10, last: 19 }],
  ['bytes=90-500', { first: 90, last: 99 }],
  ['bytes=-30', { first: 70, last: 99 }],
  ['bytes=-500', { first: 0, last: 99 }],
  ['bytes=100-', 'none'],
  ['bytes=-0', 'none'],
  // What is no such sentence is not heeded.
  ['bytes=20-10', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['items=0-5', 'whole'],
])('of 100 bytes, %s is %o', (header, expected) => {
  expect(stretchOf(header, 100)).toEqual(expected)
})
