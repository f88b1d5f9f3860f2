import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  costCentres,
  enterJournal,
  getEntry,
  getTrialBalance,
  lockPeriod,
  postEntries,
  reverseEntry,
} from '#modules/bookkeeping/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { makeBankAccount, takeIn } from '#test/make-bank.ts'
import { bookLine, settleLine } from './book-line.ts'
import { matchLine, matchLines, undoMatch } from './match-line.ts'
import { getLine, listBrokenLines, listOpenLines } from './queries.ts'
import type { FreePosting } from './repository-matches.ts'
import { forgetRule, listRules, saveRule } from './rules.ts'
import { big5, FIXTURE_LINES, usualFile, withBalances } from './statement-files.fixture.ts'
import { findSettlements, suggest } from './suggest.ts'

connectDatabase()

/** Money on or off 銀行存款 that the books have already. */
async function inBooks(shop: MadeTenant, postedOn: string, amountMinor: number, memo = '') {
  const id = newId()
  await shop.run((tx) =>
    enterJournal(tx, {
      id,
      postedOn,
      memo,
      postings: [
        { code: '1102', amountMinor },
        { code: '1101', amountMinor: -amountMinor },
      ],
    }),
  )
  return { entryId: id, position: 0 }
}

async function shopWithLines() {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  await takeIn(shop, id, big5(usualFile(FIXTURE_LINES)))
  const lines = await shop.read((tx) => listOpenLines(tx, id))
  const lineOf = (amountMinor: number) =>
    lines.find((line) => line.amountMinor === amountMinor)?.id ?? ''
  return { shop, id, lineOf }
}

const balanceOf = async (shop: MadeTenant, code: string) => {
  const { accounts } = await shop.read((tx) => getTrialBalance(tx, '2026-12-31'))
  return accounts.find((each) => each.code === code)?.balanceMinor ?? 0
}

test('a line finds what the books have, and a posting stands for one line', async () => {
  const { shop, id, lineOf } = await shopWithLines()
  const deposit = await inBooks(shop, '2026-11-01', 5_000, '存今天的現金')
  await inBooks(shop, '2026-11-20', -1_250, '太晚了')
  const open = await shop.read((tx) => listOpenLines(tx, id))
  expect(open.find((line) => line.amountMinor === 5_000)).toMatchObject({
    posting: deposit,
    isSure: true,
  })
  expect(open.find((line) => line.amountMinor === -1_250)?.posting).toBeUndefined()

  await shop.run((tx) => matchLine(tx, { lineId: lineOf(5_000), postings: [deposit] }))
  await expect(
    shop.run((tx) => matchLine(tx, { lineId: lineOf(5_000), postings: [deposit] })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.line_matched' }))
  await expect(
    shop.run((tx) => matchLine(tx, { lineId: lineOf(-30), postings: [deposit] })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.posting_not_free' }))
  const shown = await shop.read((tx) => getLine(tx, id, lineOf(5_000)))
  expect(shown.match).toMatchObject({ how: 'found', entryId: null, isBroken: false })

  await shop.run((tx) => undoMatch(tx, { lineId: lineOf(5_000), reason: '對錯了' }))
  expect(await balanceOf(shop, '1102')).toBe(5_000 - 1_250)
  await shop.run((tx) => matchLine(tx, { lineId: lineOf(5_000), postings: [deposit] }))
})

test('some postings that add up to a line stand for it together', async () => {
  const { shop, lineOf } = await shopWithLines()
  const parts = [
    await inBooks(shop, '2026-11-04', 10_000),
    await inBooks(shop, '2026-11-05', 2_345),
  ]
  await expect(
    shop.run((tx) => matchLine(tx, { lineId: lineOf(12_345), postings: parts.slice(0, 1) })),
  ).rejects.toThrow(
    expect.objectContaining({
      code: 'banking.sum_differs',
      data: { lineMinor: 12_345, sumMinor: 10_000, differenceMinor: 2_345 },
    }),
  )
  await shop.run((tx) => matchLine(tx, { lineId: lineOf(12_345), postings: parts }))
})

test('lines are matched in one press; what does not fit any more is left out', async () => {
  const { shop, id, lineOf } = await shopWithLines()
  const deposit = await inBooks(shop, '2026-11-02', 5_000)
  const fee = await inBooks(shop, '2026-11-04', -30)
  const pairs = [
    { lineId: lineOf(5_000), posting: deposit },
    { lineId: lineOf(-30), posting: fee },
    { lineId: lineOf(-1_250), posting: fee },
    { lineId: lineOf(12_345), posting: deposit },
    { lineId: newId(), posting: deposit },
  ]
  const press = () => shop.run((tx) => matchLines(tx, { bankAccountId: id, pairs }))
  expect(await press()).toEqual({ matched: 2 })
  expect(await press()).toEqual({ matched: 0 })
})

test('what the books did not have is booked from the line, once, and undone with its match', async () => {
  const { shop, id, lineOf } = await shopWithLines()
  const entryId = newId()
  const costCentreId = newId()
  await shop.run((tx) => costCentres.saveCostCentre(tx, { id: costCentreId, name: '門市' }))
  const form = { entryId, accountCode: '6102', memo: '溪畔電力', costCentreId }
  const press = () => shop.run((tx) => bookLine(tx, { lineId: lineOf(-1_250), ...form }))
  await press()
  await press()
  const entry = await shop.read((tx) => getEntry(tx, entryId))
  expect(entry).toMatchObject({ postedOn: '2026-11-02', memo: '溪畔電力', costCentreName: '門市' })
  expect(await balanceOf(shop, '6102')).toBe(1_250)
  await expect(
    shop.run((tx) => bookLine(tx, { lineId: lineOf(-1_250), ...form, entryId: newId() })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.line_matched' }))
  await expect(
    shop.run((tx) =>
      bookLine(tx, { lineId: lineOf(-30), ...form, accountCode: '1102', entryId: newId() }),
    ),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.same_account' }))

  await shop.run((tx) => undoMatch(tx, { lineId: lineOf(-1_250), reason: '記錯了' }))
  expect(await balanceOf(shop, '6102')).toBe(0)
  expect(await balanceOf(shop, '1102')).toBe(0)
  // Neither the entry nor its undoing is offered for the line again.
  const again = await shop.read((tx) => getLine(tx, id, lineOf(-1_250)))
  expect(again.match).toBeUndefined()
  expect(again.free).toEqual([])
})

test('money that moved to another bank waits there for its own line', async () => {
  const { shop, lineOf } = await shopWithLines()
  const other = await makeBankAccount(shop, { accountCode: undefined, name: '農會' })
  await shop.run((tx) =>
    bookLine(tx, { lineId: lineOf(-12_345), entryId: newId(), accountCode: '110201', memo: '' }),
  )
  const lines = withBalances(20_000, [['2026-11-06', 12_345, '跨行轉入', '']])
  await takeIn(shop, other, big5(usualFile(lines)))
  const [line] = await shop.read((tx) => listOpenLines(tx, other))
  expect(line).toMatchObject({ isSure: true, posting: { amountMinor: 12_345 } })
})

test('an entry that is undone in the books shows its line as broken', async () => {
  const { shop, id, lineOf } = await shopWithLines()
  const fee = await inBooks(shop, '2026-11-04', -30)
  await shop.run((tx) => matchLine(tx, { lineId: lineOf(-30), postings: [fee] }))
  await shop.run((tx) => reverseEntry(tx, { entryId: fee.entryId, reason: '重複' }))
  const broken = await shop.read((tx) => listBrokenLines(tx, id))
  expect(broken.map((line) => line.id)).toEqual([lineOf(-30)])
  await shop.run((tx) => undoMatch(tx, { lineId: lineOf(-30), reason: '' }))
  expect(await shop.read((tx) => listBrokenLines(tx, id))).toEqual([])
})

test('a closed day refuses, and nothing is half done', async () => {
  const { shop, id, lineOf } = await shopWithLines()
  await shop.run((tx) => lockPeriod(tx, { kind: 'soft', through: '2026-11-10', note: '' }))
  const entryId = newId()
  await expect(
    shop.run((tx) => bookLine(tx, { lineId: lineOf(-30), entryId, accountCode: '6112', memo: '' })),
  ).rejects.toThrow(expect.objectContaining({ code: 'bookkeeping.day_locked' }))
  expect((await shop.read((tx) => getLine(tx, id, lineOf(-30)))).match).toBeUndefined()
})

test('a rule says what a line is, the longest words first, and books nothing by itself', async () => {
  const { shop, id, lineOf } = await shopWithLines()
  const rule = (contains: string, accountCode: string, more = {}) => ({
    id: newId(),
    contains,
    direction: 'out' as const,
    accountCode,
    memo: '',
    ...more,
  })
  const general = rule('轉帳', '6199')
  const special = rule('溪畔 電力', '6102', { bankAccountId: id })
  for (const each of [general, special, special]) await shop.run((tx) => saveRule(tx, each))
  await expect(shop.run((tx) => saveRule(tx, rule('x', '8888')))).rejects.toThrow(
    expect.objectContaining({ code: 'banking.unknown_account' }),
  )
  expect(await shop.read((tx) => listRules(tx))).toHaveLength(2)
  const ruleOf = async (amountMinor: number) =>
    (await shop.read((tx) => listOpenLines(tx, id))).find(
      (line) => line.amountMinor === amountMinor,
    )?.rule?.id
  expect(await ruleOf(-1_250)).toBe(special.id)
  // 現金存入 came in, and the rule is about what goes out.
  expect(await ruleOf(5_000)).toBeUndefined()
  await shop.run((tx) => forgetRule(tx, { id: special.id }))
  expect(await ruleOf(-1_250)).toBe(general.id)
  expect(await balanceOf(shop, '6102')).toBe(0)
  await expect(shop.run((tx) => forgetRule(tx, { id: special.id }))).rejects.toThrow(
    expect.objectContaining({ code: 'banking.unknown_rule' }),
  )
  const entryId = newId()
  await shop.run((tx) =>
    bookLine(tx, {
      lineId: lineOf(-1_250),
      entryId,
      accountCode: '6199',
      memo: '',
      ruleId: general.id,
    }),
  )
  const shown = await shop.read((tx) => getLine(tx, id, lineOf(-1_250)))
  expect(shown.match?.how).toBe('rule')
})

test('a sum from the card company settles the days it is for, once, and keeps its fee apart', async () => {
  const { shop, id, lineOf } = await shopWithLines()
  const sold = (postedOn: string, amountMinor: number) =>
    shop.run((tx) =>
      postEntries(tx, [
        {
          kind: 'sale',
          postedOn,
          sourceType: 'sale',
          sourceId: newId(),
          postings: [
            { account: 'cardReceivable', amountMinor },
            { account: 'sales', amountMinor: -amountMinor },
          ],
        },
      ]),
    )
  await sold('2026-11-02', 7_000)
  await sold('2026-11-03', 5_600)
  await sold('2026-11-04', 900)
  const shown = await shop.read((tx) => getLine(tx, id, lineOf(12_345)))
  const [first] = shown.settlements
  expect(first).toEqual({
    code: '1103',
    from: '2026-11-02',
    to: '2026-11-03',
    soldMinor: 12_600,
    feeMinor: 255,
  })
  const entryId = newId()
  const form = { entryId, code: '1103', from: '2026-11-02', to: '2026-11-03', memo: '刷卡入帳' }
  await expect(
    shop.run((tx) => settleLine(tx, { lineId: lineOf(12_345), ...form, to: '2026-11-04' })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.not_settled' }))
  await shop.run((tx) => settleLine(tx, { lineId: lineOf(12_345), ...form }))
  expect(await balanceOf(shop, '1103')).toBe(900)
  expect(await balanceOf(shop, '6112')).toBe(255)
  // Those days are settled: no other line finds them.
  const later = withBalances(23_721, [['2026-11-10', 12_345, '刷卡', '']])
  await takeIn(shop, id, big5(usualFile(later)))
  const open = await shop.read((tx) => listOpenLines(tx, id))
  expect(open.find((line) => line.bookedOn === '2026-11-10')?.settlement).toBeUndefined()
  await shop.run((tx) => undoMatch(tx, { lineId: lineOf(12_345), reason: '' }))
  expect(await balanceOf(shop, '1103')).toBe(13_500)
})

test('other tenants’ lines and postings do not exist', async () => {
  const { shop, lineOf } = await shopWithLines()
  const stranger = await makeTenant()
  await expect(
    stranger.run((tx) => matchLine(tx, { lineId: lineOf(-30), postings: [] })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.unknown_line' }))
  const theirs = await inBooks(stranger, '2026-11-04', -30)
  await expect(
    shop.run((tx) => matchLine(tx, { lineId: lineOf(-30), postings: [theirs] })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.posting_not_free' }))
})

test('no posting is ever offered to two lines, and what is sure could be nothing else', () => {
  const day = fc
    .integer({ min: 1, max: 28 })
    .map((each) => `2026-11-${String(each).padStart(2, '0')}`)
  const amount = fc.constantFrom(100, 100, 200, -100)
  const line = fc.record({ id: fc.uuid(), bookedOn: day, amountMinor: amount })
  const posting = fc.record({
    entryId: fc.uuid(),
    postedOn: day,
    amountMinor: amount,
    memo: fc.constantFrom('', '電費', '米行'),
  })
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 20 }),
      fc.array(posting, { maxLength: 20 }),
      (lines, made) => {
        const asked = lines.map((each) => ({ ...each, text: '電費', note: '', counterpart: '' }))
        const postings: FreePosting[] = made.map((each) => ({
          ...each,
          position: 0,
          kind: 'manual',
          sourceType: 'manual',
          sourceId: each.entryId,
        }))
        const found = [...suggest(asked, postings, [])]
        const used = found.flatMap(([, each]) =>
          each.kind === 'posting' ? [each.posting.entryId] : [],
        )
        expect(new Set(used).size).toBe(used.length)
        for (const [lineId, each] of found) {
          const of = asked.find((one) => one.id === lineId)
          if (each.kind !== 'posting' || !of) throw new Error('there are no rules here')
          expect(each.posting.amountMinor).toBe(of.amountMinor)
          if (!each.isSure) continue
          const near = (one: string, other: string) =>
            Math.abs(Date.parse(one) - Date.parse(other)) <= 7 * 86_400_000
          const rivals = postings.filter(
            (one) => one.amountMinor === of.amountMinor && near(one.postedOn, of.bookedOn),
          )
          expect(rivals).toHaveLength(1)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('settled days lie together, before the line, and their fee is within the limit', () => {
  const sold = fc
    .array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 15 })
    .map((amounts) =>
      amounts.map((amountMinor, index) => ({
        code: '1103',
        day: `2026-11-${String(index + 1).padStart(2, '0')}`,
        amountMinor,
      })),
    )
  fc.assert(
    fc.property(sold, fc.integer({ min: 1, max: 20_000 }), (days, amountMinor) => {
      for (const each of findSettlements({ bookedOn: '2026-11-16', amountMinor }, days, 50_000)) {
        const within = days.filter(({ day }) => day >= each.from && day <= each.to)
        expect(within.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(each.soldMinor)
        expect(each.soldMinor - each.feeMinor).toBe(amountMinor)
        expect(each.feeMinor).toBeGreaterThanOrEqual(0)
        expect(each.feeMinor).toBeLessThanOrEqual(each.soldMinor / 20)
      }
    }),
  )
})
