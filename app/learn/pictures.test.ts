import { createHash, pbkdf2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type LearnPerson, NO_PROGRESS, PICTURE_TRIES } from '#modules/learning/shared.ts'
import { isRightPictures, ownerOfCard, pictureGuard } from './pictures.ts'

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
  answeredCases: [],
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
    onLockedOut: (learnerId, failures) => lockouts.push([learnerId, failures]),
  })
  return { guard, lockouts, storage }
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
    expect(reloaded.isLocked(person())).toBe(true)
    reloaded.forgive('ama')
    expect(guardOn(storage).guard.isLocked(person())).toBe(false)
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
    expect(guard.isLocked(other)).toBe(false)
  })

  test('pictures that were chosen anew start from nothing', async () => {
    const { guard } = guardOn()
    for (let tries = 0; tries < PICTURE_TRIES; tries += 1) {
      await guard.check(person(), ['sun', 'sun', 'sun'])
    }
    const anew = person({ pictures: verifier(['dog', 'fish', 'taro'], 'YW5ldw') })
    expect(guard.isLocked(anew)).toBe(false)
    expect(await guard.check(anew, ['dog', 'fish', 'taro'])).toBe('right')
  })

  test('what lies in storage and is no count locks nobody', () => {
    const storage = memoryStorage()
    storage.setItem('tillage-learn-tries-tablet', '{"ama":{"times":"many"},"akong":7}')
    expect(guardOn(storage).guard.isLocked(person())).toBe(false)
    storage.setItem('tillage-learn-tries-tablet', 'no json')
    expect(guardOn(storage).guard.isLocked(person())).toBe(false)
  })
})

test('a card finds its owner and nobody else', async () => {
  const cardHash = createHash('sha256').update('tlc_one').digest('base64url')
  const people = [person({ id: 'akong' }), person({ cardHash })]
  expect((await ownerOfCard(people, 'tlc_one\n'))?.id).toBe('ama')
  expect(await ownerOfCard(people, 'tlc_two')).toBeUndefined()
})
