import { expect, test } from 'vitest'
import { asOwner, connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { createApiToken } from './create-api-token.ts'
import { findApiToken } from './find-api-token.ts'
import { listApiTokens } from './queries.ts'
import { revokeApiToken } from './revoke-api-token.ts'
import { ApiTokenInput } from './shared.ts'

connectDatabase()

const input = ApiTokenInput.parse({ name: '網路商店', scopes: ['quote', 'sales:read', 'quote'] })

test('a token opens its own tenant with its own scopes, until it is revoked', async () => {
  const { tenantId, userId, run, read } = await makeTenant()
  const { id, token } = await run((tx) => createApiToken(tx, input))
  expect(token).toMatch(/^tlg_[\w-]{43}$/)
  expect(await findApiToken(token)).toEqual({
    tenantId,
    tokenId: id,
    createdBy: userId,
    scopes: ['sales:read', 'quote'],
  })
  const [shown] = await read((tx) => listApiTokens(tx))
  expect(shown).toMatchObject({ id, name: '網路商店', lastUsedAt: expect.any(Date) })

  await run((tx) => revokeApiToken(tx, { id }))
  expect(await findApiToken(token)).toBeUndefined()
  expect(await read((tx) => listApiTokens(tx))).toEqual([])
  await expect(run((tx) => revokeApiToken(tx, { id }))).rejects.toMatchObject({
    code: 'identity.unknown_api_token',
  })
})

test('the secret is kept nowhere', async () => {
  const { tenantId, run } = await makeTenant()
  const { token } = await run((tx) => createApiToken(tx, input))
  const rows = await asOwner(
    `select t::text from api_token t where tenant_id = $1
     union all select a::text from audit_log a where tenant_id = $1`,
    [tenantId],
  )
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain(token.slice(4))
})

test("another tenant's token can't be revoked", async () => {
  const mine = await makeTenant()
  const theirs = await makeTenant()
  const { id, token } = await theirs.run((tx) => createApiToken(tx, input))
  await expect(mine.run((tx) => revokeApiToken(tx, { id }))).rejects.toMatchObject({
    code: 'identity.unknown_api_token',
    status: 404,
  })
  expect(await findApiToken(token)).toMatchObject({ tenantId: theirs.tenantId })
})

test('nonsense is no token, and a token may do something', async () => {
  for (const nonsense of ['', 'tlg_', 'tlg_\u0000', 'x'.repeat(5000)]) {
    expect(await findApiToken(nonsense)).toBeUndefined()
  }
  expect(ApiTokenInput.safeParse({ name: 'x', scopes: [] }).success).toBe(false)
  expect(ApiTokenInput.safeParse({ name: 'x', scopes: ['tenant.manage'] }).success).toBe(false)
})
