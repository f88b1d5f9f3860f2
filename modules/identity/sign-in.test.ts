import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { asPerson, inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { changePassword } from './change-password.ts'
import { findSession } from './find-session.ts'
import { openTenant } from './open-tenant.ts'
import { savePreferences } from './save-preferences.ts'
import { INITIAL_SCREEN, NewPassword, SignUpInput } from './shared.ts'
import { signIn } from './sign-in.ts'
import { signOut, signOutEverywhere } from './sign-out.ts'
import { signUp } from './sign-up.ts'

connectDatabase()

const PASSWORD = '下雨天也要開店 7 點半'

/** Each test comes from an address of its own, so that the limits of one do not reach another. */
const visitor = () => ({
  address: `2001:db8:${newId().slice(-4)}:${newId().slice(-8, -4)}::1`,
  userAgent: 'test',
})
const email = () => `${newId()}@shop.example`
const shop = (change: object = {}) =>
  SignUpInput.parse({
    displayName: '陳美玉',
    identifier: email(),
    password: PASSWORD,
    kind: 'shop',
    tenantName: '山下雜貨店',
    ...change,
  })

test('signing up makes a person, a shop with its books, an owner and a session', async () => {
  const input = shop()
  const { token, tenantId, userId, slug } = await signUp(input, visitor(), {
    ...INITIAL_SCREEN,
    locale: 'en',
  })
  const session = await findSession(token)
  expect(session).toMatchObject({ userId, displayName: '陳美玉', locale: 'en' })
  expect(session?.memberships).toEqual([
    { tenantId, slug, name: '山下雜貨店', kind: 'shop', role: 'owner' },
  ])
  expect(slug).toMatch(/^shop-[0-9a-z]{6}$/)
  await inTenant({ tenantId, userId }, 'read only', async (tx) => {
    const accounts = await tx.selectFrom('account').select('code').execute()
    expect(accounts.length).toBeGreaterThan(15)
    const audit = await tx.selectFrom('auditLog').select(['action', 'actorId']).execute()
    expect(audit).toEqual([{ action: 'identity.tenant_opened', actorId: userId }])
  })
})

test('a latin name becomes the address, and a second shop of that name gets letters', async () => {
  const name = `Café O'Hana ${newId().slice(-6)}`
  const first = await signUp(shop({ tenantName: name, kind: 'centre' }), visitor())
  expect(first.slug).toMatch(/^cafe-ohana-[0-9a-f]{6}$/)
  const second = await signUp(shop({ tenantName: name }), visitor())
  expect(second.slug).toMatch(new RegExp(`^${first.slug}-[0-9a-z]{4}$`))
  const reserved = await signUp(shop({ tenantName: 'Till' }), visitor())
  expect(reserved.slug).toMatch(/^till-[0-9a-z]{4}$/)
})

test('a taken address is said, and nothing is half-written', async () => {
  const input = shop()
  await signUp(input, visitor())
  const name = `重複的店 ${newId()}`
  await expect(signUp({ ...input, tenantName: name }, visitor())).rejects.toMatchObject({
    code: 'identity.identifier_taken',
  })
  expect(await asOwner('select 1 from tenant where name = $1', [name])).toEqual([])
})

test('one signs in by e-mail or by phone, however it is written', async () => {
  const digits = String(Math.floor(Math.random() * 1e8)).padStart(8, '0')
  const phone = `09${digits}`
  const { userId } = await signUp(shop({ identifier: phone }), visitor())
  for (const written of [
    phone,
    `09${digits.slice(0, 2)}-${digits.slice(2, 5)} ${digits.slice(5)}`,
    `+8869${digits}`,
    `+886 09${digits}`,
  ]) {
    const { identifier } = shop({ identifier: written })
    const session = await signIn({ identifier, password: PASSWORD }, visitor())
    expect(session.userId, written).toBe(userId)
  }
  const upper = shop({ identifier: `  ＭＥＩ${email().toUpperCase()} ` })
  await signUp(upper, visitor())
  expect(upper.identifier).toMatch(/^mei[0-9a-f-]+@shop\.example$/)
})

test('an unknown account gets the answer of a wrong password, after as much work', async () => {
  const { identifier } = await made()
  const timed = async (name: string) => {
    const start = performance.now()
    const answer = await signIn(
      { identifier: name, password: 'not the password' },
      visitor(),
    ).catch((error: unknown) => error)
    return { ms: performance.now() - start, answer }
  }
  const known = []
  const unknown = []
  for (let round = 0; round < 4; round += 1) {
    known.push(await timed(identifier))
    unknown.push(await timed(email()))
  }
  for (const { answer } of [...known, ...unknown]) {
    expect(answer).toMatchObject({ code: 'identity.wrong_sign_in', status: 422, data: {} })
  }
  const median = (all: { ms: number }[]) => all.map(({ ms }) => ms).sort((a, b) => a - b)[1] ?? 0
  console.log(
    `sign-in: known ${median(known).toFixed(1)} ms, unknown ${median(unknown).toFixed(1)} ms`,
  )
})

test('the password is verified exactly as typed', async () => {
  const { identifier } = await made()
  for (const near of [`${PASSWORD} `, ` ${PASSWORD}`, PASSWORD.replace('7', '７'), '']) {
    await expect(signIn({ identifier, password: near }, visitor())).rejects.toMatchObject({
      code: 'identity.wrong_sign_in',
    })
  }
})

test('the sixth try in a minute waits, even a right one, and each time longer', async () => {
  const { identifier } = await made()
  const wrong = () => signIn({ identifier, password: 'not the password' }, visitor())
  const right = () => signIn({ identifier, password: PASSWORD }, visitor())
  const usedUp = async () => {
    for (let round = 0; round < 5; round += 1) {
      await expect(wrong()).rejects.toMatchObject({ code: 'identity.wrong_sign_in' })
    }
  }
  await usedUp()
  const refusal = { code: 'identity.too_many_tries', status: 429 }
  await expect(right()).rejects.toMatchObject({ ...refusal, data: { seconds: 60 } })
  const again = await right().catch((error: { data: { seconds: number } }) => error.data.seconds)
  expect(again).toBeLessThanOrEqual(60)
  await letPass(identifier)
  await usedUp()
  await expect(right()).rejects.toMatchObject({ ...refusal, data: { seconds: 120 } })
  await letPass(identifier)
  await right()
  await usedUp()
  await expect(right()).rejects.toMatchObject({ ...refusal, data: { seconds: 60 } })
})

test('what is counted lies in the database, without the name of anybody', async () => {
  const { identifier } = await made()
  await expect(signIn({ identifier, password: 'x' }, visitor())).rejects.toThrow()
  const rows = await asOwner<{ key: string; points: number }>(
    'select key, points from rate_limit where key = $1',
    [`sign-in-account:${hashed(identifier)}`],
  )
  expect(rows).toMatchObject([{ points: 1 }])
  const plain = await asOwner('select 1 from rate_limit where key like $1', [`%${identifier}%`])
  expect(plain).toEqual([])
})

test('twenty wrong tries from one address wait, whoever is asked for', async () => {
  const from = visitor()
  const tries = Array.from({ length: 20 }, () =>
    signIn({ identifier: email(), password: 'x' }, from).catch((error: { code: string }) => error),
  )
  for (const answer of await Promise.all(tries)) {
    expect(answer).toMatchObject({ code: 'identity.wrong_sign_in' })
  }
  const { identifier } = await made()
  const neighbour = { ...from, address: from.address.replace(/::1$/, '::2') }
  await expect(signIn({ identifier, password: PASSWORD }, neighbour)).rejects.toMatchObject({
    code: 'identity.too_many_tries',
  })
  await signIn({ identifier, password: PASSWORD }, visitor())
})

test('a classroom that signs in rightly is not counted', async () => {
  const from = visitor()
  const { identifier } = await made()
  for (let round = 0; round < 22; round += 1) {
    await signIn({ identifier, password: PASSWORD }, from)
  }
})

test('each sign-in is a session of its own; signing out ends one, or all', async () => {
  const { identifier, userId, token: first } = await made()
  const { token: second } = await signIn({ identifier, password: PASSWORD }, visitor())
  expect(second).not.toBe(first)
  await signOut(first)
  await signOut('never was one')
  expect(await findSession(first)).toBeUndefined()
  expect(await findSession(second)).toBeDefined()
  const { token: third } = await signIn({ identifier, password: PASSWORD }, visitor())
  await asPerson(userId, 'read write', (tx) => signOutEverywhere(tx, userId))
  expect(await findSession(second)).toBeUndefined()
  expect(await findSession(third)).toBeUndefined()
})

test('a session ends by its date and by disuse', async () => {
  const { token } = await made()
  const set = (column: string, value: string) =>
    asOwner(`update user_session set ${column} = ${value} where token_hash = $1`, [
      createHash('sha256').update(token).digest(),
    ])
  await set('last_seen_at', "now() - interval '15 days'")
  expect(await findSession(token)).toBeUndefined()
  await set('last_seen_at', 'now()')
  expect(await findSession(token)).toBeDefined()
  await set('expires_at', 'now()')
  expect(await findSession(token)).toBeUndefined()
})

test('a new password needs the current one and ends the other sessions', async () => {
  const { identifier, token: here } = await made()
  const { token: elsewhere } = await signIn({ identifier, password: PASSWORD }, visitor())
  const session = await findSession(here)
  if (!session) throw new Error('signed in')
  const newPassword = '新的密碼放在抽屜裡面 30'
  await expect(
    changePassword(session, { currentPassword: 'not the password', newPassword }),
  ).rejects.toMatchObject({ code: 'identity.wrong_password' })
  await expect(
    changePassword(session, { currentPassword: PASSWORD, newPassword: '123456789012' }),
  ).rejects.toMatchObject({ code: 'identity.password_common' })
  expect(await findSession(elsewhere)).toBeDefined()

  await changePassword(session, { currentPassword: PASSWORD, newPassword })
  expect(await findSession(here)).toBeDefined()
  expect(await findSession(elsewhere)).toBeUndefined()
  await expect(signIn({ identifier, password: PASSWORD }, visitor())).rejects.toMatchObject({
    code: 'identity.wrong_sign_in',
  })
  await signIn({ identifier, password: newPassword }, visitor())
})

test('common passwords and own names are refused, long plain ones are not', async () => {
  const refused: [string, string][] = [
    ['123456789012', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['abcabcabcabc', 'common'],
    ['Password2026!', 'common'],
    ['ji32k7au4a83', 'common'],
    ['林小花20260101234', 'own_name'],
    ['山上的店-9102837465', 'own_name'],
    ['mei.lin@hill.example', 'own_name'],
    ['0912345678-!!', 'own_name'],
  ]
  for (const [password, why] of refused) {
    const identifier = password.startsWith('09') ? '0912345678' : 'mei.lin@hill.example'
    const input = shop({ password, identifier, displayName: '林小花', tenantName: '山上的店' })
    await expect(signUp(input, visitor()), password).rejects.toMatchObject({
      code: `identity.password_${why}`,
    })
  }
  for (const password of ['839201847265', 'horse staple battery', '山上的店昨天賣了三顆高麗菜']) {
    const input = shop({ password, tenantName: '山上的店' })
    await signUp(input, visitor())
  }
  expect(NewPassword.safeParse('elevenchars').success).toBe(false)
  expect(NewPassword.safeParse('x'.repeat(129)).success).toBe(false)
})

test('a person opens a second shop, and both are theirs', async () => {
  const { userId, token } = await made()
  await openTenant({ kind: 'centre', tenantName: '據點' }, userId, visitor())
  const session = await findSession(token)
  expect(session?.memberships.map((each) => [each.kind, each.role]).sort()).toEqual([
    ['centre', 'owner'],
    ['shop', 'owner'],
  ])
})

test('preferences are kept with the person', async () => {
  const { userId, token } = await made()
  await asPerson(userId, 'read write', (tx) =>
    savePreferences(tx, userId, { locale: 'en', theme: 'sun', textSize: 'easy' }),
  )
  await asPerson(userId, 'read write', (tx) => savePreferences(tx, userId, { displayName: "Ʉ́'e" }))
  await asPerson(userId, 'read write', (tx) => savePreferences(tx, userId, {}))
  expect(await findSession(token)).toMatchObject({
    displayName: "Ʉ́'e",
    locale: 'en',
    theme: 'sun',
    textSize: 'easy',
  })
})

test('nobody changes another person', async () => {
  const { userId, token } = await made()
  const other = await made()
  await asPerson(other.userId, 'read write', (tx) =>
    savePreferences(tx, userId, { displayName: '別人' }),
  )
  await asPerson(other.userId, 'read write', (tx) => signOutEverywhere(tx, userId))
  expect(await findSession(token)).toMatchObject({ displayName: '陳美玉' })
})

async function made() {
  const input = shop()
  return { ...(await signUp(input, visitor())), identifier: input.identifier }
}

const hashed = (subject: string) => createHash('sha256').update(subject).digest('base64url')

/** The wait is over: what a minute does, without the minute. */
const letPass = (identifier: string) =>
  asOwner('update rate_limit set expire = 0 where key = $1', [
    `sign-in-account:${hashed(identifier)}`,
  ])
