import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { MadeDevice } from '#test/make-device.ts'
import { findDevice } from './find-device.ts'
import { registerTill } from './register-till.ts'
import { revokeTill } from './revoke-till.ts'

connectDatabase()

async function pair(tenant: MadeTenant, device = new MadeDevice(newId())) {
  const { tillId, publicKey } = device
  await tenant.run((tx) => registerTill(tx, { tillId, journalId: newId(), publicKey }))
  return device
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'let in',
    (error: { code?: string }) => error.code,
  )

test('a device is known by what it signed', async () => {
  const tenant = await makeTenant()
  const device = await pair(tenant)
  const { tenantId } = tenant
  const found = await findDevice(device.sign({}))
  expect(found).toEqual({ tenantId, tillId: device.tillId, isRevoked: false })
})

test('another key, another body, another address, another method: nobody we know', async () => {
  const device = await pair(await makeTenant())
  const asked = { method: 'POST', pathAndQuery: '/api/till/events', body: '{"total":25}' }
  const signed = device.sign(asked)
  for (const changed of [
    new MadeDevice(device.tillId).sign(asked),
    { ...signed, body: Buffer.from('{"total":1}') },
    { ...signed, pathAndQuery: '/api/till/raw' },
    { ...signed, method: 'PUT' },
    { ...signed, time: new Date(Date.now() + 1000).toISOString() },
    { ...signed, nonce: 'another' },
    { ...signed, signature: 'bm9uc2Vuc2U=' },
    { ...signed, tillId: newId() },
    { ...signed, tillId: 'no id' },
  ]) {
    expect(await codeOf(findDevice(changed))).toBe('till.unknown_device')
  }
  expect(await codeOf(findDevice(signed))).toBe('let in')
})

test('a clock that is off is told the time, eleven minutes either way', async () => {
  const device = await pair(await makeTenant())
  const now = new Date()
  for (const minutes of [-11, 11]) {
    const at = new Date(now.getTime() + minutes * 60_000)
    const refused = findDevice(device.sign({}, { at }), now)
    await expect(refused).rejects.toMatchObject({
      code: 'till.clock',
      status: 401,
      data: { serverTime: now.toISOString() },
    })
  }
  for (const minutes of [-9, 9]) {
    const at = new Date(now.getTime() + minutes * 60_000)
    expect(await codeOf(findDevice(device.sign({}, { at }), now))).toBe('let in')
  }
})

test('a request that was copied is refused the second time', async () => {
  const device = await pair(await makeTenant())
  const signed = device.sign({})
  expect(await codeOf(findDevice(signed))).toBe('let in')
  expect(await codeOf(findDevice(signed))).toBe('till.replayed')
  // Another device may use the same word.
  const other = await pair(await makeTenant())
  expect(await codeOf(findDevice(other.sign({}, { nonce: signed.nonce })))).toBe('let in')
})

test('a device that was taken out of use is still recognised, and said to be', async () => {
  const tenant = await makeTenant()
  const device = await pair(tenant)
  await tenant.run((tx) => revokeTill(tx, { tillId: device.tillId }))
  expect(await findDevice(device.sign({}))).toMatchObject({ isRevoked: true })
})

test('whoever registers the same id elsewhere gets no further than their own shop', async () => {
  const tenant = await makeTenant()
  const device = await pair(tenant)
  const stranger = await makeTenant()
  const copy = new MadeDevice(device.tillId)
  await pair(stranger, copy)
  expect(await findDevice(device.sign({}))).toMatchObject({ tenantId: tenant.tenantId })
  expect(await findDevice(copy.sign({}))).toMatchObject({ tenantId: stranger.tenantId })
})

test('a device that lost its key is the same till with another one; the former signs nothing', async () => {
  const tenant = await makeTenant()
  const device = await pair(tenant)
  const again = await pair(tenant, new MadeDevice(device.tillId))
  expect(await findDevice(again.sign({}))).toMatchObject({ tillId: device.tillId })
  expect(await codeOf(findDevice(device.sign({})))).toBe('till.unknown_device')
})

test('no key, or one of another kind, makes no till', async () => {
  const { keyOf } = await import('./find-device.ts')
  expect(() => keyOf('bm8ga2V5')).toThrow('pos.bad_device_key')
})
