import { expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import {
  changeRules,
  getTillRules,
  getTillSnapshot,
  shareScamCounts,
  TillRulesForm,
} from './index.ts'
import { TILL_RULES } from './settings.ts'
import { INITIAL_RULES } from './shared.ts'

connectDatabase()

const FORM = {
  refundApprovalMinor: '500',
  discountPercent: '12.5',
  drawerNeedsApproval: 'on',
  cashOutApprovalMinor: 'NT$2,000',
  autoLockMinutes: '１０',
  tabLimitMinor: '5000',
  scamThresholdMinor: '0',
  asksForFloat: 'on',
  receiptPaper: 'always',
  refundPaper: 'never',
  ticketPaper: 'never',
  shiftPaper: 'always',
  tabPaper: 'always',
}
const CHANGED = {
  refundApprovalMinor: 500,
  discountApprovalPpm: 125_000,
  priceNeedsApproval: false,
  drawerNeedsApproval: true,
  cashOutApprovalMinor: 2000,
  autoLockMinutes: 10,
  tabLimitMinor: 5000,
  scamThresholdMinor: 0,
  asksUnusual: false,
  asksForFloat: true,
  receiptPaper: 'always',
  refundPaper: 'never',
  ticketPaper: 'never',
  shiftPaper: 'always',
  tabPaper: 'always',
}

const rowsOf = (tx: Tx) =>
  tx.selectFrom('tenantSetting').selectAll().where('key', '=', TILL_RULES.key).execute()
const auditOf = (tx: Tx) =>
  tx.selectFrom('auditLog').selectAll().where('action', '=', 'pos.rules_changed').execute()

test('rules hold from now on, in the snapshot too, and the earlier ones stay as history', async () => {
  const shop = await makeTenant()
  const other = await makeTenant()
  const centre = await makeTenant({ kind: 'centre' })
  const till = new MadeTill()
  await shop.run((tx) => till.register(tx))
  await shop.run((tx) => shareScamCounts(tx, { centre: centre.slug }))
  const before = new Date()
  await shop.run((tx) => changeRules(tx, TillRulesForm.parse(FORM)))

  const now = { ...CHANGED, sharesScamCountsWith: centre.slug }
  expect(await shop.read(getTillRules)).toEqual(now)
  const snapshot = await shop.read((tx) => getTillSnapshot(tx, till.tillId, false))
  expect(snapshot.rules).toEqual(now)
  const then = await shop.read((tx) => readSetting(tx, TILL_RULES, before))
  expect(then).toEqual({ ...INITIAL_RULES, sharesScamCountsWith: centre.slug })
  expect(await shop.read(rowsOf)).toHaveLength(2)
  expect(await other.read(getTillRules)).toEqual(INITIAL_RULES)
  expect(await other.read(auditOf)).toEqual([])
})

test('a change is written down with what it was and by whom; saving the same again is no change', async () => {
  const shop = await makeTenant()
  const rules = TillRulesForm.parse(FORM)
  await shop.run((tx) => changeRules(tx, rules))
  await shop.run((tx) => changeRules(tx, rules))
  expect(await shop.read(rowsOf)).toHaveLength(1)
  const audit = await shop.read(auditOf)
  expect(audit).toHaveLength(1)
  expect(audit[0]).toMatchObject({
    actorId: shop.userId,
    detail: { discountApprovalPpm: { from: 200_000, to: 125_000 } },
  })
  // What stayed is not in it.
  expect(audit[0]?.detail).not.toHaveProperty('drawerNeedsApproval')
})

test.each([
  ['refundApprovalMinor', '', 'field.required'],
  ['refundApprovalMinor', '1.5', 'pos.not_a_whole_number'],
  ['tabLimitMinor', '很多', 'pos.not_a_whole_number'],
  ['discountPercent', '101', 'pos.not_a_percent'],
  ['discountPercent', '八折', 'pos.not_a_percent'],
])('%s %j is refused with a sentence', (field, text, message) => {
  const { error } = TillRulesForm.safeParse({ ...FORM, [field]: text })
  expect(error?.issues).toMatchObject([{ path: [field], message }])
})

test.each([
  ['autoLockMinutes', '241', 'too_big'],
  ['cashOutApprovalMinor', '-1', 'too_small'],
  ['scamThresholdMinor', '999999999999', 'too_big'],
  // A kitchen can't be asked whether it wants to know.
  ['ticketPaper', 'ask', 'invalid_value'],
  ['shiftPaper', 'never', 'invalid_value'],
])('%s %j is out of range', (field, text, code) => {
  const { error } = TillRulesForm.safeParse({ ...FORM, [field]: text })
  expect(error?.issues).toMatchObject([{ path: [field], code }])
})
