import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enterJournal, reverseEntry } from '#modules/bookkeeping/index.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { makeBankAccount, takeIn } from '#test/make-bank.ts'
import { bookLine } from './book-line.ts'
import { bookOpening, compareBalance, confirmBalance, listChecks } from './check-balance.ts'
import { matchLine, undoMatch } from './match-line.ts'
import { getAgreement, getLine, listLines, listOpenLines } from './queries.ts'
import { big5, FIXTURE_LINES, usualFile, withBalances } from './statement-files.fixture.ts'

connectDatabase()

async function inBooks(shop: MadeTenant, postedOn: string, amountMinor: number) {
  const id = newId()
  const postings = [
    { code: '1102', amountMinor },
    { code: '1101', amountMinor: -amountMinor },
  ]
  await shop.run((tx) => enterJournal(tx, { id, postedOn, memo: '', postings }))
  return { entryId: id, position: 0 }
}

const openBooks = (shop: MadeTenant, bankAccountId: string) =>
  shop.run((tx) => bookOpening(tx, { bankAccountId, entryId: newId(), memo: '銀行開始的餘額' }))

async function bookAll(shop: MadeTenant, id: string) {
  for (const line of await shop.read((tx) => listOpenLines(tx, id)))
    await shop.run((tx) =>
      bookLine(tx, { lineId: line.id, entryId: newId(), accountCode: '1101', memo: '' }),
    )
}

test('bank and books agree when nothing is missing on either side, and then it is written down', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  await takeIn(shop, id, big5(usualFile(FIXTURE_LINES)))
  const say = (statementMinor: number, through = '2026-11-09', checkId = newId()) =>
    shop.run((tx) => confirmBalance(tx, id, { id: checkId, through, statementMinor }))
  const refused = (code: string) => expect.objectContaining({ code })

  await expect(say(23_700)).rejects.toThrow(refused('banking.check_differs'))
  await expect(say(23_721)).rejects.toThrow(refused('banking.check_unmatched'))
  await bookAll(shop, id)
  await expect(say(23_721)).rejects.toThrow(refused('banking.check_opening'))
  await openBooks(shop, id)
  await expect(openBooks(shop, id)).rejects.toThrow(refused('banking.opening_agrees'))
  await expect(say(23_721, '2026-10-01')).rejects.toThrow(refused('banking.check_before_opening'))
  await expect(say(23_721, '2198-01-01')).rejects.toThrow(refused('banking.check_ahead'))

  const checkId = newId()
  await say(23_721, '2026-11-09', checkId)
  await say(23_721, '2026-11-09', checkId)
  expect(await shop.read((tx) => getAgreement(tx, id))).toMatchObject({
    agreedThrough: '2026-11-09',
    broken: [],
    checks: [{ isBroken: false, changedMinor: 0, openLines: 0 }],
  })
})

test('what is in the books and not at the bank yet waits, and does not stand in the way', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  await takeIn(shop, id, big5(usualFile(FIXTURE_LINES)))
  await openBooks(shop, id)
  await bookAll(shop, id)
  await inBooks(shop, '2026-11-09', 800)
  const found = await shop.read((tx) => compareBalance(tx, id))
  expect(found).toMatchObject({
    through: '2026-11-09',
    statementMinor: 23_721,
    ledgerMinor: 24_521,
    differenceMinor: -800,
    waitingMinor: 800,
    missingMinor: 0,
    openingMinor: 0,
    agrees: true,
  })
  expect(found.waiting).toHaveLength(1)
  // When it comes, it is matched, and the day before agrees as it did.
  await shop.run((tx) =>
    confirmBalance(tx, id, { id: newId(), through: '2026-11-09', statementMinor: 23_721 }),
  )
  await takeIn(shop, id, big5(usualFile(withBalances(23_721, [['2026-11-10', 800, '存', '']]))))
  const [line] = await shop.read((tx) => listOpenLines(tx, id))
  const posting = line?.posting
  await shop.run((tx) =>
    matchLine(tx, { lineId: line?.id ?? '', postings: posting ? [posting] : [] }),
  )
  const before = await shop.read((tx) => compareBalance(tx, id, { through: '2026-11-09' }))
  expect(before).toMatchObject({ agrees: true, waitingMinor: 800, differenceMinor: -800 })
  expect((await shop.read((tx) => getAgreement(tx, id))).agreedThrough).toBe('2026-11-09')
})

test('a change behind a day that agreed shows it as broken, and names the difference', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  await takeIn(shop, id, big5(usualFile(FIXTURE_LINES)))
  await openBooks(shop, id)
  await bookAll(shop, id)
  for (const [through, statementMinor] of [
    ['2026-11-02', 23_750],
    ['2026-11-09', 23_721],
  ] as const)
    await shop.run((tx) => confirmBalance(tx, id, { id: newId(), through, statementMinor }))

  await inBooks(shop, '2026-11-05', 40)
  const agreement = await shop.read((tx) => getAgreement(tx, id))
  expect(agreement.agreedThrough).toBe('2026-11-02')
  expect(agreement.broken).toMatchObject([{ through: '2026-11-09', changedMinor: 40 }])
  // Looked at again and agreed to again.
  await shop.run((tx) =>
    confirmBalance(tx, id, { id: newId(), through: '2026-11-09', statementMinor: 23_721 }),
  )
  expect((await shop.read((tx) => getAgreement(tx, id))).broken).toEqual([])

  const { lines } = await shop.read((tx) => listLines(tx, id))
  await shop.run((tx) => undoMatch(tx, { lineId: lines.at(-1)?.id ?? '', reason: '' }))
  const checks = await shop.read((tx) => listChecks(tx, id))
  expect(checks.map((each) => [each.through, each.isBroken, each.openLines])).toEqual([
    ['2026-11-09', true, 1],
    ['2026-11-02', true, 1],
  ])
})

test('the sums always explain the difference, whatever people do', async () => {
  const step = fc.record({
    act: fc.constantFrom('book', 'match', 'undo', 'ledger', 'reverse', 'opening'),
    pick: fc.nat(20),
    day: fc.integer({ min: 25, max: 45 }),
    amountMinor: fc.constantFrom(5_000, -1_250, -30, 12_345, -12_345, 77),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
      const shop = await makeTenant()
      const id = await makeBankAccount(shop)
      await takeIn(shop, id, big5(usualFile(FIXTURE_LINES)))
      for (const each of steps) await act(shop, id, each)
      for (const through of ['2026-10-31', '2026-11-02', '2026-11-04', '2026-11-09']) {
        const found = await shop.read((tx) =>
          compareBalance(tx, id, { through, statementMinor: 1 }),
        )
        expect(
          found.missingMinor +
            found.openingMinor +
            found.openLinesMinor +
            found.laterMinor -
            found.waitingMinor,
        ).toBe(found.differenceMinor)
        const sum = (rows: readonly { amountMinor: number }[]) =>
          rows.reduce((total, row) => total + row.amountMinor, 0)
        expect(sum(found.openLines)).toBe(found.openLinesMinor)
        expect(sum(found.waiting)).toBe(found.waitingMinor)
      }
      const held = await shop.read((tx) =>
        tx
          .selectFrom('bankMatchPosting')
          .select(['entryId', 'position'])
          .where('isHeld', '=', true)
          .execute(),
      )
      expect(new Set(held.map((each) => JSON.stringify(each))).size).toBe(held.length)
    }),
    { numRuns: 8 },
  )
}, 120_000)

interface Step {
  act: string
  pick: number
  day: number
  amountMinor: number
}

/** One thing that somebody does; what is refused is refused. */
async function act(shop: MadeTenant, id: string, step: Step): Promise<void> {
  const day = new Date(Date.UTC(2026, 9, step.day)).toISOString().slice(0, 10)
  const { lines } = await shop.read((tx) => listLines(tx, id))
  const lineId = lines[step.pick % lines.length]?.id ?? ''
  const { free } = await shop.read((tx) => getLine(tx, id, lineId))
  const quietly = async (work: Promise<unknown>) => {
    await work.catch((error: unknown) => {
      if (!isDomainError(error)) throw error
    })
  }
  if (step.act === 'ledger') await inBooks(shop, day, step.amountMinor)
  if (step.act === 'opening') await quietly(openBooks(shop, id))
  if (step.act === 'undo') await quietly(shop.run((tx) => undoMatch(tx, { lineId, reason: '' })))
  if (step.act === 'book')
    await quietly(
      shop.run((tx) => bookLine(tx, { lineId, entryId: newId(), accountCode: '1101', memo: '' })),
    )
  const [posting] = free
  if (step.act === 'match' && posting)
    await quietly(shop.run((tx) => matchLine(tx, { lineId, postings: [posting] })))
  if (step.act === 'reverse' && posting)
    await quietly(shop.run((tx) => reverseEntry(tx, { entryId: posting.entryId, reason: '' })))
}
