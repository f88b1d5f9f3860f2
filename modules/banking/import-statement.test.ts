import { expect, test } from 'vitest'
import { accounts as chart } from '#modules/bookkeeping/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeBankAccount, takeIn } from '#test/make-bank.ts'
import { bookLine } from './book-line.ts'
import {
  importStatement,
  listImports,
  previewStatement,
  stageStatement,
  undoImport,
} from './import-statement.ts'
import { matchLine } from './match-line.ts'
import { getBankAccount, listBankAccounts, listLines, listOpenLines } from './queries.ts'
import { addBankAccount, changeBankAccount, listFreeMoneyAccounts } from './save-bank-account.ts'
import { big5, csv, FIXTURE_LINES, grouped, usualFile, western } from './statement-files.fixture.ts'

connectDatabase()

const FILE = big5(usualFile(FIXTURE_LINES))

test('an account stands on its own account of the books', async () => {
  const shop = await makeTenant()
  const first = await makeBankAccount(shop)
  const again = await makeBankAccount(shop, { id: first })
  expect(again).toBe(first)
  await expect(makeBankAccount(shop)).rejects.toThrow(
    expect.objectContaining({ code: 'banking.account_in_use' }),
  )
  for (const accountCode of ['1101', '6101', '9999'])
    await expect(makeBankAccount(shop, { accountCode })).rejects.toThrow(
      expect.objectContaining({ code: 'banking.not_money_account' }),
    )
  await makeBankAccount(shop, { accountCode: undefined, name: '農會', lastDigits: '54321' })
  const accounts = await shop.read(listBankAccounts)
  expect(accounts.map((each) => each.accountCode)).toEqual(['1102', '110201'])
  const made = (await shop.read(chart.listAccounts)).find((each) => each.code === '110201')
  expect(made).toMatchObject({ name: '農會 54321', kind: 'asset', holdsMoney: true })
  expect(await shop.read(listFreeMoneyAccounts)).toEqual([])
})

test('the same file, and one that overlaps it, double nothing', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  const half = big5(usualFile(FIXTURE_LINES.slice(0, 3)))
  expect(await takeIn(shop, id, half)).toMatchObject({ newCount: 3, knownCount: 0 })
  expect(await takeIn(shop, id, FILE)).toMatchObject({ newCount: 3, knownCount: 3 })
  await expect(takeIn(shop, id, FILE)).rejects.toThrow(
    expect.objectContaining({ code: 'banking.nothing_new' }),
  )
  const { lines } = await shop.read((tx) => listLines(tx, id))
  expect(lines.toReversed().map((line) => [line.bookedOn, line.amountMinor, line.note])).toEqual(
    FIXTURE_LINES.map((line) => [line.day, line.amountMinor, line.note]),
  )
  expect(await shop.read((tx) => getBankAccount(tx, id))).toMatchObject({
    bankMinor: 23_721,
    lastOn: '2026-11-09',
    openCount: 6,
  })
})

test('two people who press at once take a file in once', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  const both = await Promise.allSettled([takeIn(shop, id, FILE), takeIn(shop, id, FILE)])
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  const { lines } = await shop.read((tx) => listLines(tx, id))
  expect(lines).toHaveLength(6)
})

test('the chosen columns are kept, and found again in a file with another order of rows', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  const write = (lines: typeof FIXTURE_LINES) =>
    Buffer.from(
      csv([
        ['日期', '代號', '摘要', '金額', '餘額', '店名'],
        ...lines.map((line) => [
          western(line.day),
          'A1',
          line.text,
          grouped(line.amountMinor),
          grouped(line.balanceMinor),
          line.note,
        ]),
      ]),
    )
  await takeIn(shop, id, write(FIXTURE_LINES.slice(0, 2)), { columns: { note: 5 } })
  const fileId = newId()
  const content = write(FIXTURE_LINES.toReversed())
  await shop.run((tx) =>
    stageStatement(tx, { id: fileId, bankAccountId: id, fileName: 'x', content }),
  )
  const preview = await shop.read((tx) => previewStatement(tx, { bankAccountId: id, fileId }))
  expect(preview.layoutFrom).toBe('kept')
  expect(preview.layout.columns.note).toBe(5)
  expect(preview).toMatchObject({ newCount: 4, knownCount: 2, problems: [] })
  expect(preview.gap).toBeUndefined()
})

test('nothing is written by looking, and a doubtful file needs a yes', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  const [first, second, ...rest] = FIXTURE_LINES
  const holey = big5(usualFile([first, ...rest].filter((line) => line !== undefined)))
  await expect(takeIn(shop, id, holey)).rejects.toThrow(
    expect.objectContaining({ code: 'banking.file_needs_yes' }),
  )
  expect(await shop.read((tx) => listOpenLines(tx, id))).toEqual([])
  const fileId = newId()
  await shop.run((tx) =>
    stageStatement(tx, { id: fileId, bankAccountId: id, fileName: 'x', content: holey }),
  )
  const preview = await shop.read((tx) => previewStatement(tx, { bankAccountId: id, fileId }))
  expect(preview.firstBreak).toEqual({
    index: 1,
    rowNo: 3,
    expectedMinor: 24_970,
    saysMinor: 23_720,
  })
  expect(await takeIn(shop, id, holey, { isSure: true })).toMatchObject({ newCount: 5 })
  const late = big5(
    usualFile(
      [{ ...FIXTURE_LINES[5], day: '2026-11-20', amountMinor: 7, balanceMinor: 99 }].map(
        (line) => ({ text: '', note: '', ...line }),
      ),
    ),
  )
  await expect(takeIn(shop, id, late)).rejects.toThrow(
    expect.objectContaining({ code: 'banking.file_needs_yes' }),
  )
  expect(second?.note).toBe('溪畔電力')
})

test('lines up to the day of the opening balance are in it already', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop, { openingOn: '2026-11-02', openingMinor: 23_750 })
  expect(await takeIn(shop, id, FILE)).toMatchObject({ newCount: 4, knownCount: 0 })
})

test('an import is taken back while nothing of it is matched, and can be taken in again', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  const { importId } = await takeIn(shop, id, FILE)
  await shop.run((tx) => undoImport(tx, { bankAccountId: id, importId }))
  expect((await shop.read((tx) => listLines(tx, id))).lines).toEqual([])
  await expect(shop.run((tx) => undoImport(tx, { bankAccountId: id, importId }))).rejects.toThrow(
    expect.objectContaining({ code: 'banking.import_undone' }),
  )

  const again = await takeIn(shop, id, FILE)
  expect(again.newCount).toBe(6)
  const [line] = await shop.read((tx) => listOpenLines(tx, id))
  const lineId = line?.id ?? ''
  await shop.run((tx) =>
    bookLine(tx, { lineId, entryId: newId(), accountCode: '1101', memo: '存錢' }),
  )
  await expect(
    shop.run((tx) => undoImport(tx, { bankAccountId: id, importId: again.importId })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.import_matched' }))
  const [newest] = await shop.read((tx) => listImports(tx, id))
  expect(newest).toMatchObject({ lineCount: 6, matchedCount: 1, undoneAt: null })
  // The lines of the import that was taken back are there still, and can't be matched.
  const kept = await shop.read((tx) =>
    tx.selectFrom('bankLine').select('id').where('importId', '=', importId).execute(),
  )
  expect(kept).toHaveLength(6)
  await expect(
    shop.run((tx) => matchLine(tx, { lineId: kept[0]?.id ?? '', postings: [] })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.line_taken_back' }))
})

test('where an account begins is fixed once a line stands after it', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  const form = { id, name: '改名', lastDigits: '99999', openingOn: '2026-10-30', openingMinor: 1 }
  await shop.run((tx) => changeBankAccount(tx, form))
  await shop.run((tx) =>
    changeBankAccount(tx, { ...form, openingOn: '2026-10-31', openingMinor: 20_000 }),
  )
  await takeIn(shop, id, FILE)
  await expect(shop.run((tx) => changeBankAccount(tx, form))).rejects.toThrow(
    expect.objectContaining({ code: 'banking.opening_fixed' }),
  )
})

test('a file waits for its own account only, and nobody else sees any of it', async () => {
  const shop = await makeTenant()
  const id = await makeBankAccount(shop)
  const other = await makeBankAccount(shop, { accountCode: undefined })
  const fileId = newId()
  const file = { id: fileId, bankAccountId: id, fileName: 'x', content: FILE }
  await shop.run((tx) => stageStatement(tx, file))
  const take = (bankAccountId: string) =>
    shop.run((tx) =>
      importStatement(tx, {
        bankAccountId,
        fileId,
        columns: { day: 0, signs: 'plus_is_in' },
        isSure: false,
      }),
    )
  await expect(take(other)).rejects.toThrow(expect.objectContaining({ code: 'banking.file_gone' }))
  await expect(take(id)).rejects.toThrow(
    expect.objectContaining({ code: 'banking.layout_unfinished' }),
  )
  const stranger = await makeTenant()
  await expect(
    stranger.read((tx) => previewStatement(tx, { bankAccountId: id, fileId })),
  ).rejects.toThrow(expect.objectContaining({ code: 'banking.unknown_bank_account' }))
  await expect(
    stranger.run((tx) =>
      addBankAccount(tx, {
        id,
        name: 'x',
        lastDigits: '00000',
        accountCode: '1102',
        openingOn: '2026-10-31',
        openingMinor: 0,
      }),
    ),
  ).resolves.toEqual({ id })
  expect(await shop.read((tx) => getBankAccount(tx, id))).toMatchObject({ name: '山海合作社' })
})
