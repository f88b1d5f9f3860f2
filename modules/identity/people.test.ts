import { expect, test } from 'vitest'
import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { type MadeTenant, makePerson, makeTenant } from '#test/make.ts'
import { acceptAsNewPerson, acceptInvitation } from './accept-invitation.ts'
import { changeRole } from './change-role.ts'
import { createApiToken } from './create-api-token.ts'
import { createInvitation } from './create-invitation.ts'
import { endMembership } from './end-membership.ts'
import { findApiToken } from './find-api-token.ts'
import { findInvitation } from './find-invitation.ts'
import { findSession } from './find-session.ts'
import { listPeople } from './queries.ts'
import { revokeInvitation } from './revoke-invitation.ts'
import { INITIAL_SCREEN, NewAccount, type Role } from './shared.ts'

connectDatabase()

const visitor = { address: '192.0.2.1', userAgent: 'test' }
const invite = (shop: MadeTenant, role: Role = 'cashier') =>
  shop.run((tx) => createInvitation(tx, { role, displayName: '阿明' }))
const newPerson = () =>
  NewAccount.parse({
    displayName: '王阿明',
    identifier: `${newId()}@shop.example`,
    password: '櫃台抽屜第二格的藍色鑰匙',
  })

/** A person of this role in the shop, and how they act there. */
async function makeMember(shop: MadeTenant, role: Role) {
  const userId = await makePerson('王阿明')
  const { token } = await invite(shop, role)
  await acceptInvitation(token, userId)
  const run: MadeTenant['run'] = (work) =>
    inTenant({ tenantId: shop.tenantId, userId }, 'read write', work)
  return { userId, run }
}
const rolesOf = async (shop: MadeTenant) =>
  Object.fromEntries(
    (await shop.read((tx) => listPeople(tx))).members.map((each) => [each.userId, each.role]),
  )

test('a link gives one place to one person', async () => {
  const shop = await makeTenant({ name: '山下雜貨店' })
  const { token } = await invite(shop)
  expect(await findInvitation(token)).toMatchObject({
    tenantName: '山下雜貨店',
    role: 'cashier',
    displayName: '阿明',
    state: 'open',
  })
  const userId = await makePerson()
  expect(await acceptInvitation(token, userId)).toMatchObject({ slug: shop.slug, role: 'cashier' })
  expect(await rolesOf(shop)).toEqual({ [shop.userId]: 'owner', [userId]: 'cashier' })
  const second = await makePerson()
  await expect(acceptInvitation(token, second)).rejects.toMatchObject({
    code: 'identity.invitation_accepted',
  })
  expect(await rolesOf(shop)).not.toHaveProperty(second)
})

test('two who open the same link at once: one gets the place', async () => {
  const shop = await makeTenant()
  const { token } = await invite(shop)
  const people = await Promise.all(Array.from({ length: 6 }, () => makePerson()))
  const answers = await Promise.allSettled(people.map((userId) => acceptInvitation(token, userId)))
  expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers) {
    if (answer.status === 'rejected') {
      expect(answer.reason).toMatchObject({ code: 'identity.invitation_accepted' })
    }
  }
})

test('somebody without an account makes one on the way, and is signed in', async () => {
  const shop = await makeTenant()
  const { token } = await invite(shop)
  const { session, userId } = await acceptAsNewPerson(token, newPerson(), visitor, {
    ...INITIAL_SCREEN,
    locale: 'en',
  })
  expect(await findSession(session)).toMatchObject({
    userId,
    locale: 'en',
    memberships: [{ slug: shop.slug, role: 'cashier' }],
  })
})

test('a refused account leaves the link open', async () => {
  const shop = await makeTenant()
  const person = newPerson()
  await acceptAsNewPerson((await invite(shop)).token, person, visitor)
  const { token } = await invite(shop)
  await expect(acceptAsNewPerson(token, person, visitor)).rejects.toMatchObject({
    code: 'identity.identifier_taken',
  })
  expect(await findInvitation(token)).toMatchObject({ state: 'open' })
})

test('expired, taken back and invented links are refused', async () => {
  const shop = await makeTenant()
  const userId = await makePerson()
  const expired = await invite(shop)
  await asOwner('update invitation set expires_at = now() where id = $1', [expired.id])
  const revoked = await invite(shop)
  await shop.run((tx) => revokeInvitation(tx, { id: revoked.id }))
  await expect(acceptInvitation(expired.token, userId)).rejects.toMatchObject({
    code: 'identity.invitation_expired',
    status: 409,
  })
  await expect(acceptInvitation(revoked.token, userId)).rejects.toMatchObject({
    code: 'identity.invitation_revoked',
  })
  await expect(acceptInvitation('invented', userId)).rejects.toMatchObject({
    code: 'identity.unknown_invitation',
    status: 404,
  })
  await expect(shop.run((tx) => revokeInvitation(tx, { id: revoked.id }))).rejects.toMatchObject({
    code: 'identity.unknown_invitation',
  })
  expect(Object.keys(await rolesOf(shop))).toEqual([shop.userId])
})

test('who belongs already keeps the role they have, and the link stays open', async () => {
  const shop = await makeTenant()
  const { token } = await invite(shop)
  await expect(acceptInvitation(token, shop.userId)).rejects.toMatchObject({
    code: 'identity.already_member',
  })
  expect(await rolesOf(shop)).toEqual({ [shop.userId]: 'owner' })
  expect(await findInvitation(token)).toMatchObject({ state: 'open' })
})

test("another shop's invitations and people are not there", async () => {
  const mine = await makeTenant()
  const theirs = await makeTenant()
  const { id, token } = await invite(theirs)
  const { userId } = await makeMember(theirs, 'cashier')
  await expect(mine.run((tx) => revokeInvitation(tx, { id }))).rejects.toMatchObject({
    code: 'identity.unknown_invitation',
  })
  expect(await findInvitation(token)).toMatchObject({ state: 'open' })
  for (const attempt of [
    (tx: Tx) => endMembership(tx, { userId }),
    (tx: Tx) => changeRole(tx, { userId, role: 'owner' }),
  ]) {
    await expect(mine.run(attempt)).rejects.toMatchObject({
      code: 'identity.unknown_member',
      status: 404,
    })
  }
  expect(await rolesOf(theirs)).toMatchObject({ [userId]: 'cashier' })
  expect((await mine.read((tx) => listPeople(tx))).invitations).toEqual([])
})

test('a shop has no trainers and a centre no cashiers', async () => {
  const shop = await makeTenant()
  const centre = await makeTenant({ kind: 'centre' })
  const refusal = { code: 'identity.role_not_here', status: 422 }
  await expect(invite(shop, 'trainer')).rejects.toMatchObject(refusal)
  await expect(invite(centre, 'cashier')).rejects.toMatchObject(refusal)
  const { userId } = await makeMember(centre, 'trainer')
  await expect(
    centre.run((tx) => changeRole(tx, { userId, role: 'cashier' })),
  ).rejects.toMatchObject(refusal)
})

test('managers invite, but only owners make, change and send away owners', async () => {
  const shop = await makeTenant()
  const manager = await makeMember(shop, 'manager')
  const cashier = await makeMember(shop, 'cashier')
  const refusal = { code: 'identity.only_owners', status: 403 }
  for (const attempt of [
    (tx: Tx) => createInvitation(tx, { role: 'owner', displayName: null }),
    (tx: Tx) => changeRole(tx, { userId: cashier.userId, role: 'owner' }),
    (tx: Tx) => changeRole(tx, { userId: manager.userId, role: 'owner' }),
    (tx: Tx) => changeRole(tx, { userId: shop.userId, role: 'cashier' }),
    (tx: Tx) => endMembership(tx, { userId: shop.userId }),
  ]) {
    await expect(manager.run<unknown>(attempt)).rejects.toMatchObject(refusal)
  }
  await manager.run((tx) => createInvitation(tx, { role: 'cashier', displayName: null }))
  await manager.run((tx) => changeRole(tx, { userId: cashier.userId, role: 'bookkeeper' }))
  await expect(
    cashier.run((tx) => createInvitation(tx, { role: 'cashier', displayName: null })),
  ).rejects.toMatchObject({ code: 'identity.not_allowed' })
  expect(await rolesOf(shop)).toMatchObject({ [cashier.userId]: 'bookkeeper' })
})

test('the last owner stays', async () => {
  const shop = await makeTenant()
  const refusal = { code: 'identity.last_owner', status: 409 }
  const leave = () => shop.run((tx) => endMembership(tx, { userId: shop.userId }))
  await expect(leave()).rejects.toMatchObject(refusal)
  await expect(
    shop.run((tx) => changeRole(tx, { userId: shop.userId, role: 'manager' })),
  ).rejects.toMatchObject(refusal)
  const { userId } = await makeMember(shop, 'owner')
  await leave()
  const audit = await asOwner(
    "select action, target_id, detail->>'role' as role from audit_log where tenant_id = $1 order by at desc limit 1",
    [shop.tenantId],
  )
  expect(audit).toEqual([
    { action: 'identity.membership_ended', target_id: shop.userId, role: 'owner' },
  ])
  expect(
    await inTenant({ tenantId: shop.tenantId, userId }, 'read only', (tx) => listPeople(tx)),
  ).toMatchObject({ members: [{ userId, role: 'owner' }] })
})

test('two owners who send each other away at once: one stays', async () => {
  const shop = await makeTenant()
  const other = await makeMember(shop, 'owner')
  let second: Promise<void> | undefined
  await shop.run(async (tx) => {
    await endMembership(tx, { userId: other.userId })
    second = other.run((tx) => endMembership(tx, { userId: shop.userId }))
    // The second has decided, or stands before the lock that the first holds.
    await Promise.race([second.catch(() => undefined), isWaiting()])
  })
  await expect(second).rejects.toMatchObject({ code: 'identity.not_allowed' })
  const left = await asOwner(
    'select user_id from membership where tenant_id = $1 and ended_at is null',
    [shop.tenantId],
  )
  expect(left).toEqual([{ user_id: shop.userId }])
})

/** Until some transaction waits for rows that another has locked. */
async function isWaiting(): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    const rows = await asOwner(
      "select 1 from pg_locks where locktype in ('transactionid', 'tuple') and not granted",
    )
    if (rows.length > 0) return
  }
}

test('who leaves has no way back: sessions, open links and tokens lose the shop', async () => {
  const shop = await makeTenant()
  const { token: link } = await invite(shop, 'owner')
  const { session, userId } = await acceptAsNewPerson(link, newPerson(), visitor)
  const actor = { tenantId: shop.tenantId, userId }
  const made = await inTenant(actor, 'read write', async (tx) => ({
    invitation: await createInvitation(tx, { role: 'owner', displayName: null }),
    apiToken: await createApiToken(tx, { name: '網路商店', scopes: ['quote'] }),
  }))
  expect(await findApiToken(made.apiToken.token)).toMatchObject({ createdBy: userId })
  await shop.run((tx) => endMembership(tx, { userId }))
  expect((await findSession(session))?.memberships).toEqual([])
  expect(await findApiToken(made.apiToken.token)).toBeUndefined()
  await expect(acceptInvitation(made.invitation.token, userId)).rejects.toMatchObject({
    code: 'identity.invitation_revoked',
  })
})

test('a person who left may be invited back, in another role', async () => {
  const shop = await makeTenant()
  const { userId } = await makeMember(shop, 'manager')
  await shop.run((tx) => endMembership(tx, { userId }))
  await acceptInvitation((await invite(shop, 'cashier')).token, userId)
  expect(await rolesOf(shop)).toMatchObject({ [userId]: 'cashier' })
})
