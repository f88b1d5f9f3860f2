import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { exportLedger, getTrialBalance, statements } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS, LEDGER_EXTENSION, type LedgerFormat } from '#modules/bookkeeping/shared.ts'
import { stockLevels } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { getWorksheet, listTaxRows } from '#modules/tax/index.ts'
import { periodOf } from '#modules/tax/shared.ts'
import { balancesBy, hasTool, type OutsideTool, runTool } from '#test/outside-tools.ts'
import type { Month } from './month.ts'

/**
 * Compares the books of a month with what the trader wrote down by pencil, the books with themselves,
 * and our books with what other programs read out of them. Sentences about what should not be; none
 * when all is well.
 *
 * @param from the first day of the month, and `to` the last.
 */
export async function checkMonth(month: Month, from: string, to: string): Promise<string[]> {
  const wrong = await month.shop.read(async (tx) => [
    ...(await checkBooks(tx)),
    ...(await checkPencil(tx, month)),
    ...(await checkStatements(tx, { from, to })),
    ...(await checkTax(tx, month, from)),
  ])
  return [...wrong, ...(await checkOutside(month))]
}

/** After everything that was booked. */
const FAR = '2199-12-31'

const differs = (what: string, found: number, expected: number): string[] =>
  found === expected ? [] : [`${what}: ${found} instead of ${expected}`]

/** What must be nothing, whatever happened. */
async function checkBooks(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ trial: string; lame: string; tabs: string }>`select
    (select coalesce(sum(amount_minor), 0) from posting)::text as trial,
    (select count(*) from (select entry_id from posting group by entry_id
      having sum(amount_minor) <> 0) as entry)::text as lame,
    (select coalesce(sum(balance_minor), 0) from tab_balance)::text as tabs`.execute(tx)
  const row = rows[0]
  const stock = await stockLevels.verifyStock(tx)
  const owed = await balanceOf(tx, 'customerReceivable')
  return [
    ...differs('trial balance', Number(row?.trial), 0),
    ...differs('entries that do not balance', Number(row?.lame), 0),
    ...differs('receivables against tabs', owed, Number(row?.tabs)),
    ...stock.map((odd) => `${odd.what} of ${odd.subject}: ${odd.found} instead of ${odd.expected}`),
  ]
}

async function balanceOf(tx: Tx, account: keyof typeof ACCOUNTS): Promise<number> {
  const { code } = ACCOUNTS[account]
  const { accounts } = await getTrialBalance(tx, FAR)
  return accounts.find((each) => each.code === code)?.balanceMinor ?? 0
}

async function checkPencil(tx: Tx, { pencil, goods }: Month): Promise<string[]> {
  const levels = await tx.selectFrom('stockLevel').select(['productId', 'quantityMilli']).execute()
  const tabs = await tx.selectFrom('tabBalance').select(['customerId', 'balanceMinor']).execute()
  const owed = new Map(tabs.map(({ customerId, balanceMinor }) => [customerId, balanceMinor]))
  const onShelf = new Map(levels.map(({ productId, quantityMilli }) => [productId, quantityMilli]))
  const sales = (await balanceOf(tx, 'sales')) + (await balanceOf(tx, 'salesReturns'))
  return [
    ...differs('cash', await balanceOf(tx, 'cash'), pencil.cashMinor),
    ...differs('owed to suppliers', -(await balanceOf(tx, 'payable')), pencil.owedMinor),
    ...differs('output tax', -(await balanceOf(tx, 'outputTax')), pencil.outputTaxMinor),
    ...differs('input tax', await balanceOf(tx, 'inputTax'), pencil.inputTaxMinor),
    ...differs('sales', -sales, pencil.turnoverMinor - pencil.outputTaxMinor),
    ...goods.flatMap(({ id, name, onHandMilli }) =>
      differs(`${name} on the shelf`, onShelf.get(id) ?? 0, onHandMilli),
    ),
    ...[...pencil.tabs].flatMap(([customerId, minor]) =>
      differs(`the tab of ${customerId}`, owed.get(customerId) ?? 0, minor),
    ),
  ]
}

/** The statements agree with the trial balance and with each other. */
async function checkStatements(tx: Tx, span: { from: string; to: string }): Promise<string[]> {
  const income = await statements.getIncomeStatement(tx, [span])
  const sheet = await statements.getBalanceSheet(tx, [span.to])
  const flow = await statements.getCashFlow(tx, [span])
  const { accounts } = await getTrialBalance(tx, span.to)
  const sumOf = (codes: RegExp) =>
    accounts.reduce((sum, { code, balanceMinor }) => sum + (codes.test(code) ? balanceMinor : 0), 0)
  const money = (await balanceOf(tx, 'cash')) + (await balanceOf(tx, 'bank'))
  return [
    ...differs('profit', income.profits[0] ?? 0, -sumOf(/^[4-9]/)),
    ...differs('assets', sheet.assets.sums[0] ?? 0, sumOf(/^1/)),
    ...differs('what is owed and owned', sheet.owedAndOwn[0] ?? 0, sheet.assets.sums[0] ?? 0),
    ...differs('money at the end', flow.closing[0] ?? 0, money),
  ]
}

/** Every box of the worksheet is the sum of its rows, and they are what the trader wrote down. */
async function checkTax(tx: Tx, { pencil }: Month, from: string): Promise<string[]> {
  const period = periodOf(from)
  const { form, boxes, unexplained } = await getWorksheet(tx, period)
  const rows = await listTaxRows(tx, period)
  const sumOf = (amounts: number[]) => amounts.reduce((sum, each) => sum + each, 0)
  const gross = sumOf(rows.taxable.map((row) => row.totalMinor))
  return [
    ...differs('form', Number(form), 401),
    ...differs('taxable sales on the worksheet', gross, pencil.turnoverMinor),
    ...differs('boxes 21 and 22', boxes.taxableNet + boxes.outputTax, pencil.turnoverMinor),
    ...differs('tax of the period', boxes.outputTax, Math.round(pencil.turnoverMinor / 21)),
    ...differs('tax of receipts', boxes.outputTax - boxes.rounding, pencil.outputTaxMinor),
    ...differs('boxes 45 and 47', boxes.inputTax + boxes.assetTax, pencil.inputTaxMinor),
    ...differs(
      'boxes 44 and 46',
      boxes.inputNet + boxes.assetNet,
      sumOf(rows.input.map((row) => row.netMinor)),
    ),
    ...differs('output tax without a row', unexplained.outputMinor, 0),
    ...differs('input tax without a row', unexplained.inputMinor, 0),
  ]
}

const READERS: [OutsideTool, 'hledger' | 'ledger' | 'bean-query', LedgerFormat, string[]][] = [
  ['hledger', 'hledger', 'hledger', ['check', '--strict', '-f']],
  ['ledger', 'ledger', 'ledger', ['--strict', '--pedantic', 'bal', '-f']],
  ['bean-check', 'bean-query', 'beancount', []],
]

/** Programs that are not ours take the books in their strictest mode, and read the same balances. */
async function checkOutside({ shop }: Month): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tillage-trading-'))
  const { accounts } = await shop.read((tx) => getTrialBalance(tx, FAR))
  const wrong: string[] = []
  try {
    for (const [tool, reader, format, args] of READERS) {
      if (!hasTool(tool)) continue
      const file = path.join(folder, `books.${LEDGER_EXTENSION[format]}`)
      await writeFile(file, await shop.read((tx) => whole(tx, format)))
      runTool(tool, [...args, file])
      const read = balancesBy(reader, file)
      for (const { code, balanceMinor } of accounts) {
        wrong.push(...differs(`${code} as ${tool} reads it`, read.get(code) ?? 0, balanceMinor))
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return wrong
}

async function whole(tx: Tx, format: LedgerFormat): Promise<string> {
  let text = ''
  for await (const piece of exportLedger(tx, { format })) text += piece
  return text
}
