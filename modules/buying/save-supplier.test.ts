import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { suppliers } from './index.ts'
import { dueDay, SupplierForm } from './shared.ts'

connectDatabase()

const formOf = (more: Record<string, string> = {}) =>
  SupplierForm.parse({ id: newId(), name: '部落青果行', ...more })

test('a supplier is added once, changed, put away and brought back', async () => {
  const { run, read } = await makeTenant()
  const form = formOf({ taxId: ' １２３４５６７５ ', phone: '089-111-222', terms: 'month_end' })
  await run((tx) => suppliers.saveSupplier(tx, form))
  await run((tx) => suppliers.saveSupplier(tx, { ...form, contact: '阿明' }))
  expect(await read((tx) => suppliers.listSuppliers(tx))).toHaveLength(1)
  const saved = await read((tx) => suppliers.getSupplier(tx, form.id))
  expect(saved).toMatchObject({ taxId: '12345675', contact: '阿明', terms: 'month_end' })

  const change = (isArchived: boolean) =>
    run((tx) => suppliers.archiveSupplier(tx, { supplierId: form.id, isArchived }))
  await change(true)
  expect((await read((tx) => suppliers.getSupplier(tx, form.id))).archivedAt).not.toBeNull()
  await change(false)
  expect((await read((tx) => suppliers.getSupplier(tx, form.id))).archivedAt).toBeNull()
})

test('whoever saves an older version is told, and overwrites nothing', async () => {
  const { run, read } = await makeTenant()
  const form = formOf()
  await run((tx) => suppliers.saveSupplier(tx, form))
  const { updatedAt } = await read((tx) => suppliers.getSupplier(tx, form.id))
  const shownChangedAt = updatedAt.toISOString()
  await run((tx) => suppliers.saveSupplier(tx, { ...form, note: '週三送貨', shownChangedAt }))
  await expect(
    run((tx) => suppliers.saveSupplier(tx, { ...form, note: '週五送貨', shownChangedAt })),
  ).rejects.toMatchObject({ code: 'buying.changed_meanwhile' })
  expect((await read((tx) => suppliers.getSupplier(tx, form.id))).note).toBe('週三送貨')
})

test('another shop has no such supplier, and the log keeps no name', async () => {
  const mine = await makeTenant()
  const theirs = await makeTenant()
  const form = formOf()
  await mine.run((tx) => suppliers.saveSupplier(tx, form))
  const unknown = { code: 'buying.unknown_supplier' }
  await expect(theirs.read((tx) => suppliers.getSupplier(tx, form.id))).rejects.toMatchObject(
    unknown,
  )
  const archive = { supplierId: form.id, isArchived: true }
  await expect(theirs.run((tx) => suppliers.archiveSupplier(tx, archive))).rejects.toMatchObject(
    unknown,
  )
  const logged = await asOwner('select detail from audit_log where tenant_id = $1', [mine.tenantId])
  expect(JSON.stringify(logged)).not.toContain(form.name)
})

test.each(['1234567', '12345678', '00000000', 'abc'])('%s is no 統一編號', (taxId) => {
  const parsed = SupplierForm.safeParse({ id: newId(), name: '青果行', taxId })
  expect(parsed.error?.issues[0]).toMatchObject({ path: ['taxId'], message: 'buying.bad_tax_id' })
})

test('a bill is due on its day, days later, or days after its month', () => {
  expect(dueDay('2026-11-27', 'at_once', 30)).toBe('2026-11-27')
  expect(dueDay('2026-11-27', 'days', 30)).toBe('2026-12-27')
  expect(dueDay('2026-11-27', 'month_end', 0)).toBe('2026-11-30')
  expect(dueDay('2028-01-31', 'month_end', 30)).toBe('2028-03-01')
  expect(dueDay('2026-12-05', 'month_end', 25)).toBe('2027-01-25')
})
