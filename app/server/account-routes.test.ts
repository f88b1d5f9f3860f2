import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { action as apiAction } from '#app/routes/$tenant.settings.api.tsx'
import { action as leave } from '#app/routes/$tenant.settings.leave.ts'
import {
  action as changePeople,
  loader as loadPeople,
} from '#app/routes/$tenant.settings.people.tsx'
import { action as changeShop } from '#app/routes/$tenant.settings.shop.tsx'
import { action as join } from '#app/routes/invitation.$token.tsx'
import { action as changeMe, loader as loadMe } from '#app/routes/me.tsx'
import { action as prefer } from '#app/routes/preferences.ts'
import { loader as loadSignIn, action as signInAction } from '#app/routes/signin.tsx'
import { action as signOutAction } from '#app/routes/signout.tsx'
import { action as signUpAction } from '#app/routes/signup.tsx'
import { findSession, people, signUp } from '#modules/identity/index.ts'
import type { Role } from '#modules/identity/shared.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { loadContext } from './edge.server.ts'
import { localPath } from './person-edge.server.ts'

connectDatabase()

const PASSWORD = '下雨天也要開店 7 點半'
const address = () => `2001:db8:${newId().slice(-4)}:${newId().slice(-8, -4)}::1`

interface Asked {
  cookie?: string
  params?: Record<string, string>
  form?: Record<string, string | string[]>
  path?: string
}
/** What Remix gives a loader or action, with a context of its own as each request has. */
function asked({ cookie, params = {}, form, path = '/' }: Asked) {
  const headers = new Headers(cookie ? { cookie } : {})
  const body = new URLSearchParams()
  for (const [name, values] of Object.entries(form ?? {})) {
    for (const value of [values].flat()) body.append(name, value)
  }
  const request = new Request(`http://shop.example${path}`, {
    headers,
    ...(form ? { method: 'POST', body } : {}),
  })
  const context = loadContext({
    clientAddress: address(),
    isSecure: false,
    requestId: newId(),
    nonce: '',
    printerHosts: [],
    log: pino({ level: 'silent' }),
  })
  return { request, params, context }
}

const Answer = z.object({ data: z.unknown(), init: z.object({ status: z.number() }).nullable() })
/** What the browser gets: a redirect, or a status with data, thrown or returned. */
async function outcome(answer: Promise<unknown> | unknown) {
  const given = await Promise.resolve(answer).catch((thrown: unknown) => thrown)
  if (given instanceof Response) {
    const { status, headers } = given
    const isJson = headers.get('Content-Type')?.includes('application/json')
    const data: unknown = isJson ? await given.json() : undefined
    return { status, to: headers.get('Location'), cookies: headers.getSetCookie(), data }
  }
  const { data, init } = Answer.parse(given)
  return { status: init?.status ?? 200, to: null, cookies: [], data }
}

/** Somebody with a shop, signed in. */
async function makeOwner() {
  const identifier = `${newId()}@shop.example`
  const person = { displayName: '陳美玉', identifier, password: PASSWORD }
  const made = await signUp(
    { ...person, kind: 'shop', tenantName: '山下雜貨店' },
    { address: address(), userAgent: null },
  )
  return { ...made, identifier, cookie: `session=${made.token}` }
}
async function makeMember(owner: Awaited<ReturnType<typeof makeOwner>>, role: Role) {
  const { token } = await inTenant(owner, 'read write', (tx) =>
    people.createInvitation(tx, { role, displayName: null }),
  )
  const input = {
    displayName: '王阿明',
    identifier: `${newId()}@shop.example`,
    password: '櫃台抽屜第二格的藍色鑰匙',
  }
  const joined = await people.acceptAsNewPerson(token, input, { address: '', userAgent: null })
  return { ...joined, cookie: `session=${joined.session}` }
}
const sessionIn = (cookies: string[]) =>
  cookies.find((cookie) => cookie.startsWith('session='))?.split(';')[0] ?? ''

test('signing up by form opens the shop and signs the browser in', async () => {
  const form = {
    who: 'new',
    kind: 'shop',
    tenantName: '山下雜貨店',
    displayName: '陳美玉',
    identifier: `${newId()}@shop.example`,
    password: PASSWORD,
  }
  const cookie = 'preferences=language=en.theme=sun.text=easy'
  const { status, to, cookies } = await outcome(signUpAction(asked({ form, cookie })))
  expect([status, to]).toEqual([302, expect.stringMatching(/^\/shop-\w{6}\/today$/)])
  const session = await findSession(sessionIn(cookies).replace('session=', ''))
  expect(session).toMatchObject({ locale: 'en', theme: 'sun', textSize: 'easy' })
})

test('a refused form says what is wrong and keeps what was typed, but no password', async () => {
  const form = {
    who: 'new',
    kind: 'hotel',
    tenantName: '山下雜貨店',
    displayName: ' ',
    identifier: '0912',
    password: 'tooshort',
  }
  const answer = await outcome(signUpAction(asked({ form })))
  expect(answer).toMatchObject({
    status: 422,
    data: {
      ok: false,
      issues: {
        kind: { key: 'identity.kind_needed' },
        displayName: { key: 'field.required' },
        identifier: { key: 'identity.bad_identifier' },
        password: { key: 'identity.password_short' },
      },
      typed: { tenantName: '山下雜貨店', identifier: '0912' },
    },
  })
  expect(JSON.stringify(answer)).not.toContain('tooshort')
})

test('each sign-in changes the cookie, and the former one is worth nothing', async () => {
  const { identifier, cookie, token, slug } = await makeOwner()
  const form = { identifier, password: PASSWORD, next: '' }
  const { status, to, cookies } = await outcome(signInAction(asked({ form, cookie })))
  expect([status, to]).toEqual([302, `/${slug}/today`])
  expect(sessionIn(cookies)).not.toBe(cookie)
  expect(await findSession(token)).toBeUndefined()
})

test('signing in goes where one was going, on this site only', async () => {
  const { identifier, slug, cookie } = await makeOwner()
  const goingTo = async (next: string) =>
    (await outcome(signInAction(asked({ form: { identifier, password: PASSWORD, next } })))).to
  expect(await goingTo(`/${slug}/products?page=2`)).toBe(`/${slug}/products?page=2`)
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/signout',
    '/',
  ]) {
    expect(await goingTo(next), next).toBe(`/${slug}/today`)
  }
  const again = await outcome(loadSignIn(asked({ cookie, path: '/signin?next=//evil.example' })))
  expect([again.status, again.to]).toEqual([302, `/${slug}/today`])
})

test.each([
  ['/x/today?a=1#b', '/x/today?a=1#b'],
  ['/x/../signin', '/signin'],
  ['//evil.example', undefined],
  ['/x/..//evil.example', undefined],
  ['/.//evil.example', undefined],
  ['/%2e//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['/\t/evil.example', undefined],
  ['/\n//evil.example', undefined],
  ['\\\\evil.example', undefined],
  ['https:evil.example', undefined],
  ['javascript:alert(1)', undefined],
  ['evil.example', undefined],
  ['', undefined],
  [null, undefined],
])('%j leads to %j', (next, path) => {
  expect(localPath(next)).toBe(path)
})

test('a wrong password answers 422 and no cookie', async () => {
  const { identifier } = await makeOwner()
  const form = { identifier, password: 'not the password', next: '' }
  expect(await outcome(signInAction(asked({ form })))).toMatchObject({
    status: 422,
    cookies: [],
    data: { ok: false, code: 'identity.wrong_sign_in', typed: { identifier } },
  })
})

test('signing out ends the session and the cookie', async () => {
  const { cookie, token } = await makeOwner()
  const { to, cookies } = await outcome(signOutAction(asked({ form: {}, cookie })))
  expect(to).toBe('/signin')
  expect(cookies.join()).toContain('session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
  expect(await findSession(token)).toBeUndefined()
})

test('a role without the permission is refused with 403, a stranger with 404', async () => {
  const owner = await makeOwner()
  const cashier = await makeMember(owner, 'cashier')
  const manager = await makeMember(owner, 'manager')
  const stranger = await makeOwner()
  const params = { tenant: owner.slug }
  const invite = { intent: 'invite', role: 'cashier', displayName: '' }
  const asRole = async (cookie: string) => [
    (await outcome(changePeople(asked({ cookie, params, form: invite })))).status,
    (await outcome(changeShop(asked({ cookie, params, form: {} })))).status,
    (await outcome(apiAction(asked({ cookie, params, form: { intent: 'create' } })))).status,
  ]
  expect(await asRole(cashier.cookie)).toEqual([403, 403, 403])
  expect(await asRole(manager.cookie)).toEqual([200, 403, 403])
  expect(await asRole(owner.cookie)).toEqual([200, 422, 422])
  expect(await asRole(stranger.cookie)).toEqual([404, 404, 404])
  expect((await outcome(loadPeople(asked({ cookie: cashier.cookie, params })))).status).toBe(403)
  const anonymous = await outcome(loadPeople(asked({ params, path: `/${owner.slug}/x?y=1` })))
  expect(anonymous.to).toBe(`/signin?next=${encodeURIComponent(`/${owner.slug}/x?y=1`)}`)
})

test('the session of a person who was sent away opens nothing any more', async () => {
  const owner = await makeOwner()
  const manager = await makeMember(owner, 'manager')
  const params = { tenant: owner.slug }
  const visit = async () => {
    const page = asked({ cookie: manager.cookie, params })
    return (await loadPeople(page).then(
      () => 200,
      (thrown) => outcome(Promise.reject(thrown)).then(({ status }) => status),
    )) satisfies number
  }
  expect(await visit()).toBe(200)
  const form = { intent: 'end', userId: manager.userId, name: '王阿明' }
  const ended = await outcome(changePeople(asked({ cookie: owner.cookie, params, form })))
  expect(ended.data).toEqual({ ok: true, value: { done: 'ended', name: '王阿明' } })
  expect(await visit()).toBe(404)
})

test('anybody may leave, but for the last owner', async () => {
  const owner = await makeOwner()
  const cashier = await makeMember(owner, 'cashier')
  const params = { tenant: owner.slug }
  const asCashier = await outcome(leave(asked({ cookie: cashier.cookie, params, form: {} })))
  expect([asCashier.status, asCashier.to]).toEqual([302, '/'])
  expect(await outcome(leave(asked({ cookie: owner.cookie, params, form: {} })))).toMatchObject({
    status: 409,
    data: { code: 'identity.last_owner' },
  })
})

test('an invitation made on the page is a whole link, and joins whoever follows it', async () => {
  const owner = await makeOwner()
  const guest = await makeOwner()
  const params = { tenant: owner.slug }
  const form = { intent: 'invite', role: 'manager', displayName: '阿明' }
  const made = await outcome(changePeople(asked({ cookie: owner.cookie, params, form })))
  const { link } = z.object({ value: z.object({ link: z.string() }) }).parse(made.data).value
  const token = /^http:\/\/shop\.example\/invitation\/([\w-]{43})$/.exec(link)?.[1] ?? ''
  const accept = (cookie?: string) =>
    outcome(
      join(
        asked({
          ...(cookie ? { cookie } : {}),
          params: { token },
          form: { intent: 'accept' },
          path: `/invitation/${token}`,
        }),
      ),
    )
  expect((await accept()).to).toBe(`/signin?next=${encodeURIComponent(`/invitation/${token}`)}`)
  expect((await accept(guest.cookie)).to).toBe('/')
  const session = await findSession(guest.token)
  expect(session?.memberships).toContainEqual(
    expect.objectContaining({ slug: owner.slug, role: 'manager' }),
  )
  expect(await accept((await makeOwner()).cookie)).toMatchObject({
    status: 409,
    data: { code: 'identity.invitation_accepted' },
  })
})

test('an API token is made with ticked boxes, and none ticked is a sentence', async () => {
  const { cookie, slug } = await makeOwner()
  const create = (form: Record<string, string | string[]>) =>
    outcome(
      apiAction(
        asked({ cookie, params: { tenant: slug }, form: { intent: 'create', name: 'x', ...form } }),
      ),
    )
  expect(await create({ 'scopes[]': ['quote', 'sales:read'] })).toMatchObject({
    status: 200,
    data: { value: { token: expect.stringMatching(/^tlg_/) } },
  })
  expect(await create({})).toMatchObject({
    status: 422,
    data: { issues: { scopes: { key: 'identity.scope_needed' } } },
  })
})

test('language and colours stay with the browser, and with the person', async () => {
  const { cookie, token } = await makeOwner()
  const form = { theme: 'dark', next: '/signin?next=%2Fx' }
  const anonymous = await outcome(prefer(asked({ form })))
  expect(anonymous.to).toBe('/signin?next=%2Fx')
  expect(anonymous.cookies.join()).toContain('preferences=language=zh-TW.theme=dark.text=base')
  await outcome(prefer(asked({ cookie, form: { language: 'en', next: '//evil.example' } })))
  expect(await findSession(token)).toMatchObject({ locale: 'en' })
  expect((await outcome(prefer(asked({ form: { theme: 'pink' } })))).status).toBe(422)
})

test('one changes oneself, and nobody else', async () => {
  const { cookie, token } = await makeOwner()
  const person = { intent: 'person', displayName: '美玉', locale: 'en', theme: 'sun' }
  const saved = await outcome(changeMe(asked({ cookie, form: { ...person, textSize: 'easy' } })))
  expect(saved.to).toBe('/me?done=person')
  expect(saved.cookies.join()).toContain('language=en.theme=sun.text=easy')
  expect(await findSession(token)).toMatchObject({ displayName: '美玉', textSize: 'easy' })
  const password = { intent: 'password', currentPassword: 'wrong', newPassword: PASSWORD }
  expect(await outcome(changeMe(asked({ cookie, form: password })))).toMatchObject({
    status: 422,
    data: { code: 'identity.wrong_password', typed: { intent: 'password' } },
  })
  const everywhere = await outcome(changeMe(asked({ cookie, form: { intent: 'everywhere' } })))
  expect(everywhere.to).toBe('/signin')
  expect(await findSession(token)).toBeUndefined()
  const anonymous = await outcome(loadMe(asked({ cookie, path: '/me' })))
  expect(anonymous.to).toBe('/signin?next=%2Fme')
})

test('nonsense in every field is a 4xx and a sentence', async () => {
  const { cookie, slug } = await makeOwner()
  const nonsense = [
    '\u0000',
    '\ud800',
    'x'.repeat(5000),
    '🧋'.repeat(200),
    "'; drop table tenant;--",
  ]
  for (const value of nonsense) {
    const account = { displayName: value, identifier: value, password: value }
    const forms = [
      signUpAction(asked({ form: { ...account, who: 'new', kind: 'shop', tenantName: value } })),
      signInAction(asked({ form: { ...account, next: value } })),
      join(asked({ params: { token: value }, form: { ...account, intent: 'join' } })),
      changeMe(asked({ cookie, form: { ...account, intent: value } })),
      changePeople(
        asked({
          cookie,
          params: { tenant: slug },
          form: { intent: 'end', userId: value, name: value },
        }),
      ),
    ]
    for (const form of forms) {
      const { status } = await outcome(form)
      expect(status, JSON.stringify(value)).toBeGreaterThanOrEqual(400)
      expect(status, JSON.stringify(value)).toBeLessThan(500)
    }
  }
})
