import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isWeakPin } from '#modules/pos/shared.ts'
import { sealPinKey } from './device-keys.ts'
import { afterWrongPin, isRightPin, mayTry } from './pin.ts'

test('the device agrees with the server about a PIN, and only with its own secret', async () => {
  const [pinKey, salt, iterations] = [randomBytes(32), randomBytes(16), 1000]
  const hash = pbkdf2Sync('246810', salt, iterations, 32, 'sha256')
  const mac = createHmac('sha256', pinKey).update(hash).digest('base64')
  const verifier = { salt: salt.toString('base64'), iterations, mac }
  const own = await sealPinKey(pinKey.toString('base64'))
  expect(await isRightPin(own, verifier, '246810')).toBe(true)
  expect(await isRightPin(own, verifier, '246811')).toBe(false)
  const other = await sealPinKey(randomBytes(32).toString('base64'))
  expect(await isRightPin(other, verifier, '246810')).toBe(false)
})

test.each(['000000', '121212', '123123', '123456', '654321', '890123', '12345', 'abcdef'])(
  '%s is too easy to guess',
  (pin) => expect(isWeakPin(pin)).toBe(true),
)
test.each(['246810', '135791', '802413'])('%s may be used', (pin) =>
  expect(isWeakPin(pin)).toBe(false),
)

test('five wrong ones pause, ten lock, and a PIN set anew starts from nothing', () => {
  let failures = afterWrongPin(undefined, 'a', 0)
  for (let times = 2; times <= 4; times += 1) failures = afterWrongPin(failures, 'a', 0)
  expect(mayTry(failures, 'a', 0, true)).toBeUndefined()
  failures = afterWrongPin(failures, 'a', 0)
  expect(mayTry(failures, 'a', 0, true)).toEqual({ kind: 'pause', seconds: 30 })
  expect(mayTry(failures, 'a', 30_000, true)).toBeUndefined()
  for (let times = 6; times <= 10; times += 1) failures = afterWrongPin(failures, 'a', 0)
  expect(mayTry(failures, 'a', 3_600_000, true)).toEqual({ kind: 'locked' })
  // Whom nobody could let in again only waits longer.
  expect(mayTry(failures, 'a', 0, false)).toEqual({ kind: 'pause', seconds: 300 })
  expect(mayTry(failures, 'a', 300_000, false)).toBeUndefined()
  expect(mayTry(failures, 'b', 0, true)).toBeUndefined()
})
