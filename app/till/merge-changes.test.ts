import { expect, test } from 'vitest'
import type { SnapshotChanges } from '#modules/pos/shared.ts'
import { mergeChanges } from './merge-changes.ts'
import { sampleProduct, sampleSnapshot } from './sample-snapshot.ts'

const tea = sampleProduct('冬瓜茶', { stockMilli: 5000 })
const egg = sampleProduct('茶葉蛋')
const rice = sampleProduct('白米', { isFavourite: true })
const snapshot = sampleSnapshot([rice, tea, egg])
const marks = { cursor: '1', hashes: {} }

const changes = (more: Partial<SnapshotChanges>): SnapshotChanges => ({
  marks,
  parts: {},
  products: [],
  removedIds: [],
  stock: [],
  productCount: snapshot.products.length,
  ...more,
})

test('nothing new leaves the very same snapshot, also when something is said twice', () => {
  const twice = changes({ products: [{ ...tea }], stock: [[egg.id, 0]] })
  expect(mergeChanges(snapshot, twice)).toBe(snapshot)
})

test('changed, new and removed goods, and what is left, in the order of the server', () => {
  const bread = sampleProduct('土司')
  const favourite = { ...egg, isFavourite: true, priceMinor: 12 }
  const merged = mergeChanges(
    snapshot,
    changes({
      products: [favourite, bread],
      removedIds: [rice.id],
      stock: [[tea.id, 4000]],
    }),
  )
  expect(merged?.products).toEqual([favourite, { ...tea, stockMilli: 4000 }, bread])
  expect(merged?.marks).toEqual(marks)
})

test('another part comes whole', () => {
  const category = { id: tea.id, name: '飲料', names: {}, pictogram: null, isScamProne: false }
  const merged = mergeChanges(snapshot, changes({ parts: { categories: [category] } }))
  expect(merged).toMatchObject({ categories: [category], tenant: snapshot.tenant })
  expect(merged?.products[1]).toBe(tea)
})

test('a sum that is not the server’s asks for everything', () => {
  expect(mergeChanges(snapshot, changes({ productCount: 4 }))).toBeUndefined()
})
