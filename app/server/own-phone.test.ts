import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import * as invitation from '#app/routes/api.learn.invitation.ts'
import * as me from '#app/routes/api.learn.me.ts'
import * as passkey from '#app/routes/api.learn.passkey.ts'
import * as password from '#app/routes/api.learn.password.ts'
import * as snapshot from '#app/routes/api.learn.snapshot.ts'
import { exportLearner } from '#modules/centre/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  addLearnDevice,
  addLearner,
  endLearner,
  eraseLearner,
  phones,
} from '#modules/learning/index.ts'
import type { OwnAccount } from '#modules/learning/shared.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { MadePasskey } from '#test/make-passkey.ts'
import type { LoadContext } from './http.ts'

connectDatabase()

const ORIGIN = 'https://learn.example'
const PASSWORD = '山上的小米快熟了 8 月'

/** Each test comes from an address of its own, so that the limits of one do not reach another. */
let clientAddress = ''
beforeEach(() => {
  clientAddress = `2001:db8:${newId().slice(-4)}:${newId().slice(-8, -4)}::1`
})

function context(): LoadContext {
  const log = pino({ level: 'silent' })
  const printing = { printerHosts: [], publicOrigins: [] }
  return { nonce: '', requestId: newId(), clientAddress, log, isSecure: true, ...printing }
}

interface Answered {
  status: number
  json: Record<string, unknown>
}

type Routes = { action: (args: never) => Promise<Response> }

async function post(route: Routes, body: unknown, token = '', origin = ORIGIN): Promise<Answered> {
  const request = new Request(`${ORIGIN}/api/learn/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  const answer = await route.action({ request, params: {}, context: context() } as never)
  return { status: answer.status, json: await answer.json() }
}

async function get(
  route: { loader: (args: never) => Promise<Response> },
  token: string,
): Promise<Answered> {
  const request = new Request(`${ORIGIN}/api/learn/`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const answer = await route.loader({ request, params: {}, context: context() } as never)
  return { status: answer.status, json: await answer.json() }
}

const newPhone = () => ({ deviceId: newId(), secret: randomBytes(32).toString('base64url') })
const said = ({ status, json }: Answered) => [status, json.code]

/** A learner with an invitation, and their phone once it has brought it. */
async function makeLearner(name = '林秋月', centre?: MadeTenant) {
  const at = centre ?? (await makeTenant({ kind: 'centre', name: '溪口數位據點' }))
  const { id: learnerId } = await at.run((tx) => addLearner(tx, { displayName: name }))
  const invite = async () =>
    (await at.run((tx) => phones.inviteLearner(tx, at.tenantId, { learnerId }))).token
  const bring = async () => {
    const answer = await post(invitation, { token: await invite(), phone: newPhone() })
    expect(answer.status).toBe(200)
    return String(answer.json.token)
  }
  const account = async (token: string) => (await get(me, token)).json as unknown as OwnAccount
  return { centre: at, learnerId, invite, bring, account }
}

describe('an invitation', () => {
  test('makes one phone its learner’s own, and the same phone may ask again', async () => {
    const { learnerId, invite } = await makeLearner()
    const token = await invite()
    const phone = newPhone()
    const first = await post(invitation, { token, phone })
    const again = await post(invitation, { token, phone })
    expect(again).toEqual(first)
    const { json } = await get(snapshot, String(first.json.token))
    expect(json).toMatchObject({
      device: { learnerId },
      learners: [{ id: learnerId, name: '林秋月' }],
    })
    expect(said(await post(invitation, { token, phone: newPhone() }))).toEqual([
      409,
      'learning.invitation_used',
    ])
    // Whoever knows the phone's number and not its secret gets nothing.
    const thief = { ...newPhone(), deviceId: phone.deviceId }
    expect(said(await post(invitation, { token, phone: thief }))).toEqual([
      409,
      'learning.phone_taken',
    ])
  })

  test('is over when it was taken back, replaced, too old, or its learner has left', async () => {
    const { centre, learnerId, invite } = await makeLearner()
    const bring = async (token: string) =>
      said(await post(invitation, { token, phone: newPhone() }))
    const replaced = await invite()
    const revoked = await invite()
    await centre.run((tx) => phones.revokeInvitation(tx, { learnerId }))
    expect(await bring(replaced)).toEqual([409, 'learning.invitation_revoked'])
    expect(await bring(revoked)).toEqual([409, 'learning.invitation_revoked'])
    await expect(
      centre.run((tx) => phones.revokeInvitation(tx, { learnerId })),
    ).rejects.toMatchObject({ code: 'learning.unknown_invitation' })
    const old = await invite()
    await asOwner(
      `update learner_invitation set expires_at = now() where learner_id = $1 and revoked_at is null`,
      [learnerId],
    )
    expect(await bring(old)).toEqual([409, 'learning.invitation_expired'])
    const last = await invite()
    await centre.run((tx) => endLearner(tx, { learnerId }))
    expect(await bring(last)).toEqual([409, 'learning.invitation_revoked'])
    await expect(invite()).rejects.toMatchObject({ code: 'learning.learner_left' })
  })

  test('that is none gets a sentence, its secret is nowhere, and one address may not try for ever', async () => {
    const { invite } = await makeLearner()
    const token = await invite()
    const [tenantId, id, secret = ''] = token.split('.')
    const stored = await asOwner('select secret_hash from learner_invitation where id = $1', [id])
    expect(JSON.stringify(stored)).not.toContain(secret)
    const wrong = `${tenantId}.${id}.${'x'.repeat(43)}`
    for (const each of [wrong, `${newId()}.${id}.${secret}`, 'half', '']) {
      expect(said(await post(invitation, { token: each, phone: newPhone() }))).toEqual([
        404,
        'learning.unknown_invitation',
      ])
    }
    for (const body of [{}, null, [], { token, phone: { deviceId: 'x', secret } }, { token: 7 }]) {
      expect((await post(invitation, body)).status).toBe(422)
    }
    let last: Answered = { status: 0, json: {} }
    for (let tries = 0; tries < 20; tries += 1) {
      last = await post(invitation, { token: wrong, phone: newPhone() })
    }
    expect(said(last)).toEqual([429, 'identity.too_many_tries'])
  })
})

describe('a short name and a password', () => {
  test('bring somebody back on another phone, however they are written', async () => {
    const { centre, learnerId, bring, account } = await makeLearner()
    const own = await bring()
    const set = { intent: 'password', loginName: ' Ａma 秋月 ', password: PASSWORD }
    expect((await post(me, set, own)).json).toMatchObject({ loginName: 'Ａma 秋月' })
    const back = await post(password, {
      centre: ` ${centre.slug.toUpperCase()} `,
      name: 'ama秋月',
      password: PASSWORD,
      phone: newPhone(),
    })
    expect(back.status).toBe(200)
    const { json } = await get(snapshot, String(back.json.token))
    expect(json).toMatchObject({ learners: [{ id: learnerId }] })
    expect((await account(own)).phones).toHaveLength(2)
    const [{ passwordHash } = { passwordHash: '' }] = await asOwner<{ passwordHash: string }>(
      'select password_hash as "passwordHash" from learner_password where learner_id = $1',
      [learnerId],
    )
    expect(passwordHash).toMatch(/^\$argon2id\$/)
  })

  test('answer alike for a wrong password, name and centre, and wait after five', async () => {
    const { centre, bring } = await makeLearner()
    const set = { intent: 'password', loginName: '秋月', password: PASSWORD }
    await post(me, set, await bring())
    const right = { centre: centre.slug, name: '秋月', password: PASSWORD, phone: newPhone() }
    for (const wrong of [{ password: 'x' }, { name: '\u0000' }, { centre: 'no-such' }]) {
      const answer = await post(password, { ...right, ...wrong })
      expect(said(answer)).toEqual([422, 'learning.wrong_sign_in'])
    }
    for (let tries = 1; tries < 5; tries += 1) {
      await post(password, { ...right, password: `wrong ${tries}` })
    }
    const locked = await post(password, right)
    expect(said(locked)).toEqual([429, 'identity.too_many_tries'])
    expect(locked.json.data).toEqual({ seconds: 60 })
    // Somebody else of the same centre is not locked along.
    const other = await makeLearner('高金水', centre)
    await post(me, { ...set, loginName: '金水' }, await other.bring())
    const back = await post(password, { ...right, name: '金水', phone: newPhone() })
    expect(back.status).toBe(200)
  })

  test('are refused when weak, short, or when the name is another’s', async () => {
    const { centre, bring } = await makeLearner()
    const own = await bring()
    const other = await makeLearner('高金水', centre)
    const set = { intent: 'password', loginName: '金水', password: PASSWORD }
    await post(me, set, await other.bring())
    const refusals = []
    for (const change of [
      {},
      { loginName: '月', password: '123456789012' },
      { loginName: '月', password: '林秋月林秋月1234567' },
      { loginName: '月', password: 'short' },
      { loginName: '' },
      { loginName: '\u200b' },
      { intent: 'sing' },
    ]) {
      refusals.push(said(await post(me, { ...set, ...change }, own)))
    }
    expect(refusals).toEqual([
      [409, 'learning.login_name_taken'],
      [422, 'identity.password_common'],
      [422, 'identity.password_own_name'],
      [422, 'request.bad_field'],
      [422, 'request.bad_field'],
      [409, 'learning.login_name_taken'],
      [422, 'request.bad_field'],
    ])
  })

  test('work no longer once they are taken back, or their learner has left', async () => {
    const { centre, learnerId, bring } = await makeLearner()
    const own = await bring()
    const set = { intent: 'password', loginName: '秋月', password: PASSWORD }
    const right = { centre: centre.slug, name: '秋月', password: PASSWORD, phone: newPhone() }
    await post(me, set, own)
    expect((await post(me, { intent: 'remove_password' }, own)).json.loginName).toBeNull()
    expect(said(await post(password, right))).toEqual([422, 'learning.wrong_sign_in'])
    await post(me, set, own)
    await centre.run((tx) => endLearner(tx, { learnerId }))
    expect(said(await post(password, right))).toEqual([422, 'learning.wrong_sign_in'])
  })
})

/** A phone of a learner that has made a passkey. */
async function makePasskey() {
  const made = await makeLearner()
  const own = await made.bring()
  const authenticator = new MadePasskey(ORIGIN)
  const ask = async (token = own) => (await post(me, { intent: 'ask_passkey' }, token)).json
  const asked = await ask()
  const answer = { intent: 'passkey', made: authenticator.make(asked as never) }
  expect((await post(me, answer, own)).json).toMatchObject({ passkeys: [{ isMadeHere: true }] })
  const askBack = async () => (await post(passkey, { intent: 'ask' })).json as never
  const comeBack = (signed: object, phone = newPhone(), origin = ORIGIN) =>
    post(passkey, { intent: 'answer', signed, phone }, '', origin)
  return { ...made, own, authenticator, ask, asked, answer, askBack, comeBack }
}

describe('a passkey', () => {
  test('names its owner by itself and brings them back, once a word', async () => {
    const { learnerId, authenticator, asked, askBack, comeBack } = await makePasskey()
    expect(asked).toMatchObject({
      rp: { id: 'learn.example', name: '溪口數位據點' },
      user: { name: '林秋月' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    // Passkeys that are copied between somebody's phones do not count.
    authenticator.count = -1
    const signed = authenticator.sign(await askBack())
    const back = await comeBack(signed)
    expect(back.status).toBe(200)
    const { json } = await get(snapshot, String(back.json.token))
    expect(json).toMatchObject({ learners: [{ id: learnerId }] })
    expect(said(await comeBack(signed))).toEqual([422, 'learning.wrong_passkey'])
  })

  test('is not believed from another page, for another word, with a lower count or somebody else’s name', async () => {
    const { authenticator, own, ask, askBack, comeBack } = await makePasskey()
    const refused = [422, 'learning.wrong_passkey']
    const phisher = 'https://learn.example.evil.example'
    const elsewhere = Object.assign(Object.create(authenticator), { origin: phisher })
    expect(said(await comeBack(elsewhere.sign(await askBack())))).toEqual(refused)
    expect(said(await comeBack(authenticator.sign(await askBack()), newPhone(), phisher))).toEqual([
      403,
      'request.cross_site',
    ])
    expect(said(await comeBack(authenticator.sign({ challenge: 'never-asked' })))).toEqual(refused)
    // What was asked of a phone that makes a passkey is no word to come back with.
    expect(said(await comeBack(authenticator.sign((await ask()) as never)))).toEqual(refused)
    authenticator.count = 7
    expect((await comeBack(authenticator.sign(await askBack()))).status).toBe(200)
    authenticator.count = 6
    expect(said(await comeBack(authenticator.sign(await askBack())))).toEqual(refused)
    const stranger = await makePasskey()
    const mixed = authenticator.sign(await askBack())
    mixed.response.userHandle = stranger.authenticator.sign(
      await stranger.askBack(),
    ).response.userHandle
    expect(said(await comeBack(mixed))).toEqual(refused)
    for (const signed of [{}, { ...mixed, id: '<>' }, { ...mixed, response: {} }, null, 'x']) {
      expect((await comeBack(signed as never)).status).toBe(422)
    }
    const garbage = authenticator.sign(await askBack())
    garbage.response.authenticatorData = 'AAAA'
    expect(said(await comeBack(garbage))).toEqual(refused)
    const broken = { ...new MadePasskey(ORIGIN).make((await ask()) as never) }
    broken.response.attestationObject = 'o2NmbXRkbm9uZQ'
    expect(said(await post(me, { intent: 'passkey', made: broken }, own))).toEqual(refused)
  })

  test('can be taken back, and goes with the phone that made it', async () => {
    const { learnerId, centre, own, authenticator, account, bring, askBack, comeBack } =
      await makePasskey()
    const second = await bring()
    const { phones: list } = await account(second)
    const first = list.find(({ isThis }) => !isThis)
    const left = await post(me, { intent: 'remove_phone', id: first?.id }, second)
    expect(left.json).toMatchObject({ passkeys: [], phones: [{ isThis: true }] })
    expect((await get(me, own)).status).toBe(401)
    expect(said(await comeBack(authenticator.sign(await askBack())))).toEqual([
      422,
      'learning.wrong_passkey',
    ])
    const another = new MadePasskey(ORIGIN)
    const asked = (await post(me, { intent: 'ask_passkey' }, second)).json
    await post(me, { intent: 'passkey', made: another.make(asked as never) }, second)
    const [{ id } = { id: '' }] = (await account(second)).passkeys
    await post(me, { intent: 'remove_passkey', id }, second)
    expect((await account(second)).passkeys).toEqual([])
    const log = await centre.read((tx) =>
      tx.selectFrom('auditLog').select('action').where('targetId', '=', learnerId).execute(),
    )
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'learning.invitation_made',
        'learning.invitation_used',
        'learning.passkey_added',
        'learning.phone_removed',
        'learning.passkey_removed',
      ]),
    )
  })

  test('of one learner says nothing on another’s phone, and is gone when they are forgotten', async () => {
    const { centre, learnerId, own, answer, comeBack, askBack, authenticator } = await makePasskey()
    const other = await makeLearner('高金水', centre)
    const theirs = await other.bring()
    expect(said(await post(me, answer, theirs))).toEqual([422, 'learning.wrong_passkey'])
    const { passkeys } = await other.account(theirs)
    expect(passkeys).toEqual([])
    const [mine] = ((await get(me, own)).json as unknown as OwnAccount).passkeys
    await post(me, { intent: 'remove_passkey', id: mine?.id }, theirs)
    await post(me, { intent: 'remove_phone', id: own.split('.')[1] }, theirs)
    expect((await comeBack(authenticator.sign(await askBack()))).status).toBe(200)
    const data = JSON.stringify(await centre.read((tx) => exportLearner(tx, learnerId)))
    expect(data).toContain('"passkeys":[{')
    expect(data).not.toContain(authenticator.id.toString('base64url'))
    await centre.run((tx) => eraseLearner(tx, { learnerId }))
    expect((await get(me, own)).status).toBe(401)
    for (const table of ['learner_passkey', 'learner_password']) {
      expect(await asOwner(`select 1 from ${table} where learner_id = $1`, [learnerId])).toEqual([])
    }
  })
})

test('a venue’s device has nobody’s account', async () => {
  const { centre } = await makeLearner()
  const { token } = await centre.run((tx) =>
    addLearnDevice(tx, centre.tenantId, { name: '平板一', learnerId: null }),
  )
  expect(said(await get(me, token))).toEqual([403, 'learning.not_own_phone'])
  expect(said(await post(me, { intent: 'ask_passkey' }, token))).toEqual([
    403,
    'learning.not_own_phone',
  ])
})
