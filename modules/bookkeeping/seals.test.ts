import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { database } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { journalOf } from '#test/make-books.ts'
import { enterJournal } from './enter-journal.ts'
import { checkSeals, listTenantsToSeal, sealEntries, verifySeals } from './seals.ts'

connectDatabase()

/** Three sealed entries, in the order of their seals. */
async function makeSealed() {
  const shop = await makeTenant()
  const entries = ['房租', '水電', '"電話\\網路" 🌾'].map((memo) => journalOf({ memo }))
  for (const entry of entries) await shop.run((tx) => enterJournal(tx, entry))
  expect(await shop.run(sealEntries)).toBe(3)
  return { shop, ids: entries.map((each) => each.id) }
}
const badOf = async (shop: MadeTenant) => (await shop.read(verifySeals)).bad

test('entries are sealed once, in order, and the chain fits', async () => {
  const shop = await makeTenant()
  await shop.run((tx) => enterJournal(tx, journalOf()))
  expect(await listTenantsToSeal(database())).toContain(shop.tenantId)
  expect(await shop.read(verifySeals)).toMatchObject({ sealedCount: 0, waitingCount: 1, bad: null })
  expect(await shop.run(sealEntries)).toBe(1)
  expect(await shop.run(sealEntries)).toBe(0)
  await shop.run((tx) => enterJournal(tx, journalOf()))
  expect(await shop.run(sealEntries)).toBe(1)
  expect(await shop.read(verifySeals)).toMatchObject({
    sealedCount: 2,
    waitingCount: 0,
    headSeq: 2,
    bad: null,
  })
  expect(await listTenantsToSeal(database())).not.toContain(shop.tenantId)
})

test('two workers at once seal each entry once', async () => {
  const shop = await makeTenant()
  for (let made = 0; made < 20; made++) await shop.run((tx) => enterJournal(tx, journalOf()))
  const sealed = await Promise.all([1, 2, 3].map(() => shop.run(sealEntries)))
  expect(sealed.reduce((sum, each) => sum + each, 0)).toBe(20)
  expect(await badOf(shop)).toBeNull()
})

test('the bytes are those of the decision record, so that others can check them', async () => {
  const { shop, ids } = await makeSealed()
  const [row] = await asOwner<{ hash: Buffer; at: string }>(
    `select s.hash, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
     from entry_seal s join journal_entry e on e.id = s.entry_id where s.entry_id = $1`,
    [ids[0]],
  )
  const bytes =
    `[1,"${ids[0]}","2026-10-05",null,"manual","房租","manual","${ids[0]}",null,null,` +
    `"${shop.userId}","${row?.at}",[[0,"6101","500","2026-10-05"],[1,"1101","-500","2026-10-05"]]]`
  const genesis = createHash('sha256').update(`tillage.books.${shop.tenantId}`).digest()
  expect(createHash('sha256').update(genesis).update(bytes).digest()).toEqual(row?.hash)
})

test.each([
  ['an amount', 'update posting set amount_minor = amount_minor * 2 where entry_id = $1'],
  ['an account', "update posting set account_code = '6102' where entry_id = $1 and position = 0"],
  ['a day', "update posting set posted_on = '2026-09-05' where entry_id = $1"],
  ['a word', "update journal_entry set memo = memo || '。' where id = $1"],
  ['an author', 'update journal_entry set created_by = null where id = $1'],
])('%s that was changed behind our back is found, and the entry named', async (_, change) => {
  const { shop, ids } = await makeSealed()
  expect(await badOf(shop)).toBeNull()
  await asOwner(change, [ids[1]])
  expect(await badOf(shop)).toEqual({ problem: 'changed', entryId: ids[1], seq: 2 })
})

test('what was taken out, slipped in or cut off is found', async () => {
  const slipped = await makeSealed()
  const stranger = newId()
  await asOwner(
    `insert into journal_entry (tenant_id, id, posted_on, kind, source_type, source_id)
     values ($1, $2, '2026-10-06', 'manual', 'manual', $2)`,
    [slipped.shop.tenantId, stranger],
  )
  expect(await badOf(slipped.shop)).toEqual({
    problem: 'unsealed',
    entryId: stranger,
    seq: null,
  })

  const gap = await makeSealed()
  await asOwner('delete from entry_seal where entry_id = $1', [gap.ids[1]])
  expect(await badOf(gap.shop)).toMatchObject({ problem: 'gap', seq: 2 })

  const gone = await makeSealed()
  // The owner of the tables can take keys away and put them back.
  const key = 'entry_seal_tenant_id_entry_id_fkey'
  await asOwner(
    `alter table entry_seal drop constraint ${key};
     delete from posting where entry_id = '${gone.ids[2]}';
     delete from journal_entry where id = '${gone.ids[2]}';
     alter table entry_seal add constraint ${key} foreign key (tenant_id, entry_id)
       references journal_entry (tenant_id, id) not valid`,
  )
  expect(await badOf(gone.shop)).toEqual({ problem: 'missing', entryId: gone.ids[2], seq: 3 })

  const cut = await makeSealed()
  expect((await cut.shop.run(checkSeals)).bad).toBeNull()
  await asOwner('delete from entry_seal where entry_id = $1', [cut.ids[2]])
  await asOwner('delete from posting where entry_id = $1', [cut.ids[2]])
  await asOwner('delete from journal_entry where id = $1', [cut.ids[2]])
  expect(await badOf(cut.shop)).toEqual({ problem: 'cut', entryId: null, seq: 3 })
})

test('a chain of another tenant fits no books but its own', async () => {
  const mine = await makeSealed()
  const theirs = await makeTenant()
  await theirs.run((tx) => enterJournal(tx, journalOf()))
  await theirs.run(sealEntries)
  const headOf = async (shop: MadeTenant) => (await shop.read(verifySeals)).headHash
  expect(await headOf(mine.shop)).not.toBe(await headOf(theirs))
  await asOwner(
    `update entry_seal set hash = (select hash from entry_seal where tenant_id = $1 and seq = 1)
     where tenant_id = $2`,
    [mine.shop.tenantId, theirs.tenantId],
  )
  expect(await badOf(theirs)).toMatchObject({ problem: 'changed', seq: 1 })
})
