import { createHash, pbkdf2Sync } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  type LearnPerson,
  LOCKED_FOR_MS,
  NO_PROGRESS,
  PICTURE_TRIES,
} from '#modules/learning/shared.ts'
import { isRightPictures, ownerOfCard, type PictureGuard, pictureGuard } from './pictures.ts'

/** As the server writes it down; fewer rounds, so that a test takes no time. */
function verifier(pictures: readonly string[], salt = 'c2FsdA') {
  const rounds = 1000
  const hash = pbkdf2Sync(pictures.join(' '), salt, rounds, 32, 'sha256').toString('base64url')
  return { salt, rounds, hash }
}

const person = (more: Partial<LearnPerson> = {}): LearnPerson => ({
  id: 'ama',
  name: '秋月',
  tile: 0,
  language: 'zh-TW',
  pictures: verifier(['millet', 'bird', 'sun']),
  cardHash: null,
  progress: NO_PROGRESS,
  reviews: [],
  photo: null,
  lockedAt: null,
  answeredCases: [],
  sittings: {},
  unmeasured: [],
  ...more,
})

function memoryStorage() {
  const items = new Map<string, string>()
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  }
}

function guardOn(storage = memoryStorage()) {
  const lockouts: [string, number][] = []
  const guard = pictureGuard({
    deviceId: 'tablet',
    storage,
    now: () => now,
    onLockedOut: ({ id }, failures) => lockouts.push([id, failures]),
  })
  return { guard, lockouts, storage }
}

/** The clock of the device. */
let now = 0
beforeEach(() => {
  now = Date.parse('2026-11-27T01:00:00Z')
})

async function lockOut(guard: PictureGuard, who = person()): Promise<void> {
  for (let tries = 0; tries < PICTURE_TRIES; tries += 1) {
    await guard.check(who, ['sun', 'sun', 'sun'])
  }
}

describe('three pictures', () => {
  test('open the door in their own order and in no other', async () => {
    const own = verifier(['millet', 'bird', 'sun'])
    expect(await isRightPictures(own, ['millet', 'bird', 'sun'])).toBe(true)
    expect(await isRightPictures(own, ['bird', 'millet', 'sun'])).toBe(false)
    expect(await isRightPictures(own, ['millet', 'bird'])).toBe(false)
    expect(await isRightPictures(own, ['millet bird', 'sun'])).toBe(false)
  })

  test('after five wrong tries only a trainer helps, also after a reload, and it is told once', async () => {
    const { guard, lockouts, storage } = guardOn()
    for (let tries = 1; tries < PICTURE_TRIES; tries += 1) {
      expect(await guard.check(person(), ['sun', 'sun', 'sun'])).toBe('wrong')
    }
    expect(await guard.check(person(), ['sun', 'sun', 'sun'])).toBe('locked')
    expect(await guard.check(person(), ['millet', 'bird', 'sun'])).toBe('locked')
    expect(lockouts).toEqual([['ama', PICTURE_TRIES]])

    const reloaded = guardOn(storage).guard
    expect(reloaded.lockedUntil(person())).toBe(now + LOCKED_FOR_MS)
    reloaded.forgive(person())
    expect(guardOn(storage).guard.lockedUntil(person())).toBeUndefined()
    expect(await reloaded.check(person(), ['millet', 'bird', 'sun'])).toBe('right')
  })

  test('a right try forgets the wrong ones, and others are not locked along', async () => {
    const { guard } = guardOn()
    const other = person({ id: 'akong' })
    for (let tries = 1; tries < PICTURE_TRIES; tries += 1) {
      await guard.check(person(), ['sun', 'sun', 'sun'])
    }
    expect(await guard.check(person(), ['millet', 'bird', 'sun'])).toBe('right')
    expect(await guard.check(person(), ['sun', 'sun', 'sun'])).toBe('wrong')
    await lockOut(guard)
    expect(guard.lockedUntil(other)).toBeUndefined()
  })

  test('pictures that were chosen anew start from nothing', async () => {
    const { guard } = guardOn()
    await lockOut(guard)
    const anew = person({ pictures: verifier(['dog', 'fish', 'taro'], 'YW5ldw') })
    expect(guard.lockedUntil(anew)).toBeUndefined()
    expect(await guard.check(anew, ['dog', 'fish', 'taro'])).toBe('right')
  })

  test('after a quarter of an hour they may try again, five times as before', async () => {
    const { guard, lockouts, storage } = guardOn()
    await lockOut(guard)
    now += LOCKED_FOR_MS - 1
    expect(await guard.check(person(), ['millet', 'bird', 'sun'])).toBe('locked')
    now += 1
    expect(guardOn(storage).guard.lockedUntil(person())).toBeUndefined()
    expect(await guard.check(person(), ['sun', 'sun', 'sun'])).toBe('wrong')
    await lockOut(guard)
    expect(lockouts).toHaveLength(2)
    // A clock that is set back a day does not lock them for a day.
    now -= 86_400_000
    expect(guard.lockedUntil(person())).toBeUndefined()
  })

  test('who is locked out on one device is on the others, until a trainer lets them in here', async () => {
    const { guard, storage } = guardOn()
    const lockedAt = new Date(now - 60_000).toISOString()
    const elsewhere = person({ lockedAt })
    expect(guard.lockedUntil(elsewhere)).toBe(Date.parse(lockedAt) + LOCKED_FOR_MS)
    expect(await guard.check(elsewhere, ['millet', 'bird', 'sun'])).toBe('locked')
    guard.forgive(elsewhere)
    expect(guardOn(storage).guard.lockedUntil(elsewhere)).toBeUndefined()
    // It happened once more, since.
    now += 1000
    const again = person({ lockedAt: new Date(now).toISOString() })
    expect(guard.lockedUntil(again)).toBe(now + LOCKED_FOR_MS)
    now += LOCKED_FOR_MS
    expect(guard.lockedUntil(again)).toBeUndefined()
  })

  test('what lies in storage and is no count locks nobody', () => {
    const storage = memoryStorage()
    storage.setItem('tillage-learn-tries-tablet', '{"ama":{"times":"many"},"akong":7}')
    expect(guardOn(storage).guard.lockedUntil(person())).toBeUndefined()
    storage.setItem('tillage-learn-tries-tablet', 'no json')
    expect(guardOn(storage).guard.lockedUntil(person())).toBeUndefined()
  })
})

test('a card finds its owner and nobody else', async () => {
  const cardHash = createHash('sha256').update('tlc_one').digest('base64url')
  const people = [person({ id: 'akong' }), person({ cardHash })]
  expect((await ownerOfCard(people, 'tlc_one\n'))?.id).toBe('ama')
  expect(await ownerOfCard(people, 'tlc_two')).toBeUndefined()
})
