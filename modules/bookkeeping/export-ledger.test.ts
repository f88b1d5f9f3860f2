import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { balancesBy, hasTool, type OutsideTool, runTool } from '#test/outside-tools.ts'
import { exportLedger } from './export-ledger.ts'
import { postEntries } from './post-entries.ts'
import { getTrialBalance } from './queries.ts'
import { LEDGER_EXTENSION, type LedgerFormat } from './shared-export.ts'

connectDatabase()

const entry = (postedOn: string, amountMinor: number, memo: string) => ({
  kind: 'sale',
  postedOn,
  memo,
  sourceType: 'sale',
  sourceId: newId(),
  postings: [
    { account: 'cash' as const, amountMinor },
    { account: 'sales' as const, amountMinor: -amountMinor },
    { account: 'costOfSales' as const, amountMinor: 7 },
    { account: 'inventory' as const, amountMinor: -7 },
  ],
})

const MEMOS = [
  '1-0001',
  '退 "茶" ; | 米\n\t酒',
  '=SUM(A1)',
  'ʉ ’amis  two  spaces',
  '\\',
  '* ! @ {x}',
]

/** Books with every letter that a format could trip over, in names and memos. */
async function makeBooks(): Promise<MadeTenant> {
  const shop = await makeTenant()
  await shop.run(async (tx) => {
    await postEntries(
      tx,
      MEMOS.map((memo, at) => entry(`2026-0${at + 1}-15`, 100 + at, memo)),
    )
    await tx
      .insertInto('account')
      .values({ code: '11029', name: '郵局: 活存 (A)  "二"; x', names: '{}', kind: 'asset' })
      .execute()
  })
  return shop
}

async function fileOf(shop: MadeTenant, format: LedgerFormat, range = {}): Promise<string> {
  const text = await shop.read((tx) => wholeOf(tx, format, range))
  const file = path.join(
    mkdtempSync(path.join(tmpdir(), 'books-')),
    `b.${LEDGER_EXTENSION[format]}`,
  )
  writeFileSync(file, text)
  return file
}

async function wholeOf(tx: Tx, format: LedgerFormat, range: { from?: string; to?: string }) {
  let text = ''
  for await (const piece of exportLedger(tx, { format, ...range })) text += piece
  return text
}

const ourBalances = async (shop: MadeTenant, asOf: string) => {
  const { accounts } = await shop.read((tx) => getTrialBalance(tx, asOf))
  return new Map(accounts.filter((a) => a.balanceMinor !== 0).map((a) => [a.code, a.balanceMinor]))
}

const CHECKS: [OutsideTool, 'hledger' | 'ledger' | 'bean-query', LedgerFormat, string[]][] = [
  ['hledger', 'hledger', 'hledger', ['check', '--strict', '-f']],
  ['ledger', 'ledger', 'ledger', ['--strict', '--pedantic', 'bal', '-f']],
  ['bean-check', 'bean-query', 'beancount', []],
]

describe.each(CHECKS)('%s', (tool, reader, format, args) => {
  test.skipIf(!hasTool(tool))('takes whole books without a word, to the dollar', async () => {
    const shop = await makeBooks()
    const file = await fileOf(shop, format)
    runTool(tool, [...args, file])
    expect(balancesBy(reader, file)).toEqual(await ourBalances(shop, '2026-12-31'))
  })

  test.skipIf(!hasTool(tool))('a part of the books opens with what stood before', async () => {
    const shop = await makeBooks()
    const file = await fileOf(shop, format, { from: '2026-03-01', to: '2026-04-30' })
    runTool(tool, [...args, file])
    expect(balancesBy(reader, file)).toEqual(await ourBalances(shop, '2026-04-30'))
  })

  test.skipIf(!hasTool(tool))('empty books are taken too', async () => {
    const file = await fileOf(await makeTenant(), format)
    runTool(tool, [...args, file])
  })

  test.skipIf(!hasTool(tool))('a file whose balances were touched is refused', async () => {
    const shop = await makeBooks()
    const file = await fileOf(shop, format)
    const text = await shop.read((tx) => wholeOf(tx, format, {}))
    const touched = text.replace(/(100) TWD/, '101 TWD').replace(/-(100) TWD/, '-101 TWD')
    expect(touched).not.toBe(text)
    writeFileSync(file, touched)
    expect(() => runTool(tool, [...args, file])).toThrow()
  })
})

test('CSV has a row a posting, and nothing that a spreadsheet would run', async () => {
  const shop = await makeBooks()
  const text = await shop.read((tx) => wholeOf(tx, 'csv', {}))
  const rows = text.trimEnd().split('\r\n')
  expect(rows).toHaveLength(1 + MEMOS.length * 4)
  expect(rows[0]).toBe(
    '\uFEFFday,document_day,entry,kind,memo,source_type,source,account,account_name,debit,credit',
  )
  expect(text).toContain('"\'=SUM(A1)"')
})

test('entries of more rows than a piece holds stay whole', async () => {
  const shop = await makeTenant()
  await shop.run((tx) =>
    postEntries(
      tx,
      Array.from({ length: 1300 }, (_, at) => entry('2026-05-05', 100 + at, `${at}`)),
    ),
  )
  const text = await shop.read((tx) => wholeOf(tx, 'hledger', {}))
  expect(text.match(/^2026-05-05 \* sale/gm)).toHaveLength(1300)
})
