import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { MadeDevice } from '#test/make-device.ts'
import { tills } from './index.ts'
import { choicesOf } from './pairing.ts'

connectDatabase()

const nameOf = (number: number) => `${number} 號收銀機`
const deviceOf = (made: MadeDevice) => ({
  tillId: made.tillId,
  journalId: newId(),
  publicKey: made.publicKey,
})

async function claim(shop: MadeTenant) {
  const { pairingId, code } = await shop.run((tx) => tills.startPairing(tx))
  const made = new MadeDevice(newId())
  const device = deviceOf(made)
  const state = await shop.run((tx) => tills.claimPairing(tx, pairingId, device))
  if (state.state !== 'waiting') throw new Error('it does not wait')
  return { pairingId, code, made, device, matchNumber: state.matchNumber }
}

test('a code, the right number, and the device is a till that is known by its key', async () => {
  const shop = await makeTenant()
  const { pairingId, code, made, matchNumber } = await claim(shop)
  expect(await tills.findPairingCode(code)).toEqual({ tenantId: shop.tenantId, pairingId })
  expect(choicesOf(pairingId, matchNumber)).toContain(matchNumber)
  expect(choicesOf(pairingId, matchNumber)).toHaveLength(3)
  const input = { pairingId, matchNumber, nameOf }
  expect(await shop.run((tx) => tills.confirmPairing(tx, input))).toBe('paired')
  const found = await tills.findPairingDevice(made.sign({}))
  const state = await shop.read((tx) => tills.getPairingState(tx, found.pairingId))
  expect(state).toMatchObject({ state: 'paired', till: { number: 1, pairedById: shop.userId } })
  expect(await tills.findDevice(made.sign({}))).toMatchObject({ tenantId: shop.tenantId })
})

test('a wrong number ends it, and the right one comes too late', async () => {
  const shop = await makeTenant()
  const { pairingId, made, matchNumber } = await claim(shop)
  const wrong = { pairingId, matchNumber: matchNumber === 10 ? 11 : matchNumber - 1, nameOf }
  expect(await shop.run((tx) => tills.confirmPairing(tx, wrong))).toBe('wrong_number')
  const right = shop.run((tx) => tills.confirmPairing(tx, { pairingId, matchNumber, nameOf }))
  await expect(right).rejects.toMatchObject({ code: 'pos.pairing_ended' })
  await expect(tills.findDevice(made.sign({}))).rejects.toMatchObject({
    code: 'till.unknown_device',
  })
})

test('a code is for one device, for ten minutes; the same device may ask again', async () => {
  const shop = await makeTenant()
  const { pairingId, device, matchNumber } = await claim(shop)
  const again = await shop.run((tx) => tills.claimPairing(tx, pairingId, device))
  expect(again).toMatchObject({ state: 'waiting', matchNumber })
  const other = shop.run((tx) =>
    tills.claimPairing(tx, pairingId, deviceOf(new MadeDevice(newId()))),
  )
  await expect(other).rejects.toMatchObject({ code: 'pos.pairing_used' })

  const late = await shop.run((tx) => tills.startPairing(tx))
  await shop.run((tx) =>
    sql`update till_pairing set expires_at = now() - interval '1 second'`.execute(tx),
  )
  const tooLate = shop.run((tx) =>
    tills.claimPairing(tx, late.pairingId, deviceOf(new MadeDevice(newId()))),
  )
  await expect(tooLate).rejects.toMatchObject({ code: 'pos.pairing_ended' })
})

test('a new code takes the former one back', async () => {
  const shop = await makeTenant()
  const first = await shop.run((tx) => tills.startPairing(tx))
  await shop.run((tx) => tills.startPairing(tx))
  const claimed = shop.run((tx) =>
    tills.claimPairing(tx, first.pairingId, deviceOf(new MadeDevice(newId()))),
  )
  await expect(claimed).rejects.toMatchObject({ code: 'pos.pairing_ended' })
})
