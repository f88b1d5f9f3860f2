import { expect, test } from 'vitest'
import { readSetting } from '#modules/kernel/settings.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { findTaxProfile } from './find-tax-profile.ts'
import { getTenant } from './queries.ts'
import { TAX_PROFILE } from './settings.ts'
import { isTaxId, readIdentifier, showIdentifier, TenantForm } from './shared.ts'
import { updateTenant } from './update-tenant.ts'

connectDatabase()

const form = {
  name: '山下雜貨店',
  phone: '',
  address: '花蓮縣秀林鄉',
  calendar: 'roc',
  taxKind: 'invoice_user',
  taxId: '１０４５８５７５',
  taxMethod: 'per_line',
  footer: '謝謝\r\n再來',
  showsScamTip: 'on',
}

test('a shop changes what is printed, and its tax rules from now on', async () => {
  const { run, read } = await makeTenant()
  const before = new Date()
  const input = TenantForm.parse(form)
  await run((tx) => updateTenant(tx, input))
  expect(await read((tx) => getTenant(tx))).toEqual({
    name: '山下雜貨店',
    phone: null,
    address: '花蓮縣秀林鄉',
    calendar: 'roc',
    taxProfile: { kind: 'invoice_user', taxId: '10458575' },
    taxMethod: 'per_line',
    receipt: { footer: '謝謝\n再來', showsScamTip: true },
  })
  expect(await read((tx) => readSetting(tx, TAX_PROFILE, before))).toEqual({
    kind: 'assessed_small',
  })
})

test('before its first day here a shop stood to tax as it said on that day', async () => {
  const { run, read } = await makeTenant()
  await run((tx) => updateTenant(tx, TenantForm.parse(form)))
  const lastMonth = new Date(Date.now() - 30 * 86_400_000)
  expect((await read((tx) => findTaxProfile(tx, lastMonth))).kind).toBe('invoice_user')
  // Who changes later changes from then on, and not before.
  await run(async (tx) => {
    await tx
      .updateTable('tenant')
      .set({ createdAt: new Date(Date.now() - 60 * 86_400_000) })
      .execute()
  })
  expect((await read((tx) => findTaxProfile(tx, lastMonth))).kind).toBe('assessed_small')
  expect((await read((tx) => findTaxProfile(tx, new Date()))).kind).toBe('invoice_user')
})

test('what did not change leaves no trace', async () => {
  const { run, read } = await makeTenant()
  const input = TenantForm.parse(form)
  await run((tx) => updateTenant(tx, input))
  const traces = () =>
    read(async (tx) => ({
      settings: await tx.selectFrom('tenantSetting').select('key').execute(),
      audit: await tx.selectFrom('auditLog').select('action').execute(),
    }))
  const first = await traces()
  expect(first.settings).toHaveLength(3)
  expect(first.audit).toEqual([{ action: 'identity.tenant_changed' }])
  await run((tx) => updateTenant(tx, input))
  expect(await traces()).toEqual(first)
  await run((tx) => updateTenant(tx, { ...input, name: '新名字' }))
  expect((await traces()).settings).toHaveLength(3)
})

test('a shop that issues invoices has a tax number; one that is not registered has none', () => {
  const keyOf = (change: object) =>
    TenantForm.safeParse({ ...form, ...change }).error?.issues.map((each) => [
      each.path.join('.'),
      each.message,
    ])
  expect(keyOf({ taxId: '' })).toEqual([['taxId', 'identity.tax_id_needed']])
  expect(keyOf({ taxId: '12345672' })).toEqual([['taxId', 'identity.bad_tax_id']])
  expect(keyOf({ taxId: '', taxKind: 'assessed_small' })).toBeUndefined()
  expect(TenantForm.parse({ ...form, taxKind: 'unregistered' }).taxProfile).toEqual({
    kind: 'unregistered',
  })
  expect(keyOf({ name: '\u0000' })).toEqual([['name', 'field.control']])
  expect(keyOf({ tenantId: 'x' })).toHaveLength(1)
})

test.each([
  ['00501503', true],
  ['10000004', true],
  ['10000073', true],
  ['00508203', true],
  ['12345676', true],
  ['12345670', true],
  ['04595252', true],
  ['99936918', true],
  ['00277103', false],
  ['12345672', false],
  ['47217977', false],
  ['00000000', false],
  ['1234567', false],
  ['1234567A', false],
])('the check of 統一編號 %s is %s', (taxId, isRight) => {
  expect(isTaxId(taxId)).toBe(isRight)
})

test.each([
  ['0912-345-678', '+886912345678'],
  ['０９１２３４５６７８', '+886912345678'],
  ['(03) 826-1234', '+88638261234'],
  ['+886 (0)912 345 678', '+886912345678'],
  ['0081 90 1234 5678', '+819012345678'],
  [' Mei@Hill.Example ', 'mei@hill.example'],
  ['mei＠hill.example', 'mei@hill.example'],
  ['912345678', undefined],
  ['mei@hill', undefined],
  ['mei @hill.example', undefined],
  ['mei\u0000@hill.example', undefined],
  [`${'x'.repeat(250)}@hill.example`, undefined],
  ['陳美玉', undefined],
])('%j is read as %j', (typed, stored) => {
  expect(readIdentifier(typed)).toBe(stored)
})

test.each([
  ['+886912345678', '0912-345-678'],
  ['+88638261234', '038261234'],
  ['+819012345678', '+819012345678'],
  ['mei@hill.example', 'mei@hill.example'],
])('%j is shown as %j', (stored, shown) => {
  expect(showIdentifier(stored)).toBe(shown)
  expect(readIdentifier(shown)).toBe(stored)
})
