import { addDay } from './account-shapes.ts'
import type { LedgerRow } from './repository-export.ts'
import type { AccountKind } from './shared-accounts.ts'
import type { LedgerFormat } from './shared-export.ts'

/** An account as the outside knows it. */
export interface WrittenAccount {
  code: string
  name: string
  kind: AccountKind
}

/** An entry as it is written: the head that all its rows share, and its sides. */
export type WrittenEntry = Omit<LedgerRow, 'accountCode' | 'amountMinor'> & {
  sides: { accountCode: string; amountMinor: number }[]
}

/** What the books amounted to when the file ends; tools check it against what they added up. */
export interface WrittenEnd {
  /** The last day of the file. */
  on: string
  balances: ReadonlyMap<string, number>
}

/** How one format says accounts, entries and the end. Everything ends in a line break. */
export interface LedgerWriter {
  head(accounts: readonly WrittenAccount[], firstDay: string, title: string): string
  entry(entry: WrittenEntry): string
  end(end: WrittenEnd): string
}

const ROOTS: Record<AccountKind, { lower: string; upper: string; hledgerType: string }> = {
  asset: { lower: 'assets', upper: 'Assets', hledgerType: 'A' },
  liability: { lower: 'liabilities', upper: 'Liabilities', hledgerType: 'L' },
  equity: { lower: 'equity', upper: 'Equity', hledgerType: 'E' },
  income: { lower: 'revenues', upper: 'Income', hledgerType: 'R' },
  expense: { lower: 'expenses', upper: 'Expenses', hledgerType: 'X' },
}

/** One line of words: no break, no comment sign and nothing that the formats read as syntax. */
const oneLine = (text: string) =>
  text
    .replaceAll(/[\p{Cc};|"\\]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Two spaces or a colon would end an account's name in hledger and Ledger. */
const plainName = ({ code, name }: WrittenAccount) =>
  `${code} ${oneLine(name).replaceAll(/[:()[\]{}]/g, '-')}`.trim()

/** Beancount takes letters of any script, digits and hyphens, and nothing else (its lexer). */
const beanName = ({ code, name }: WrittenAccount) =>
  `${code}-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`.replace(/-+$/, '')

function plainWriter(
  format: 'hledger' | 'ledger',
  rootOf: (kind: AccountKind) => string,
): LedgerWriter {
  const names = new Map<string, string>()
  const line = (code: string, amount: string) => `    ${names.get(code) ?? code}  ${amount}\n`
  return {
    head(accounts, _firstDay, title) {
      for (const account of accounts)
        names.set(account.code, `${rootOf(account.kind)}:${plainName(account)}`)
      const declared = accounts.map((account) => {
        const name = names.get(account.code) ?? account.code
        return format === 'hledger'
          ? `account ${name}  ; type:${ROOTS[account.kind].hledgerType}\n`
          : `account ${name}\n`
      })
      return [
        `; ${oneLine(title)}\n\n`,
        // hledger wants to see the decimal mark, Ledger a format of its own.
        format === 'hledger' ? 'commodity 1000. TWD\n\n' : 'commodity TWD\n    format 1000 TWD\n\n',
        ...(format === 'ledger' ? ['tag entry\n', 'tag source\n', 'tag document\n', '\n'] : []),
        ...declared,
        '\n',
      ].join('')
    },
    entry({ postedOn, kind, memo, entryId, sourceType, sourceId, documentOn, sides }) {
      return [
        `${postedOn} * ${oneLine(`${kind} ${memo}`)}\n`,
        `    ; entry: ${entryId}\n`,
        `    ; source: ${sourceType}/${sourceId}\n`,
        ...(documentOn === null ? [] : [`    ; document: ${documentOn}\n`]),
        ...sides.map((side) => line(side.accountCode, `${side.amountMinor} TWD`)),
        '\n',
      ].join('')
    },
    end({ on, balances }) {
      if (balances.size === 0) return ''
      const asserted = [...balances].map(([code, sum]) => line(code, `0 TWD = ${sum} TWD`))
      return `${on} * balances\n${asserted.join('')}\n`
    },
  }
}

function beancountWriter(): LedgerWriter {
  const names = new Map<string, string>()
  const nameOf = (code: string) => names.get(code) ?? code
  return {
    head(accounts, firstDay, title) {
      for (const account of accounts)
        names.set(account.code, `${ROOTS[account.kind].upper}:${beanName(account)}`)
      return [
        `option "title" "${oneLine(title)}"\n`,
        'option "operating_currency" "TWD"\n\n',
        ...accounts.map(({ code }) => `${firstDay} open ${nameOf(code)} TWD\n`),
        '\n',
      ].join('')
    },
    entry({ postedOn, kind, memo, entryId, sourceType, sourceId, documentOn, sides }) {
      return [
        `${postedOn} * "${oneLine(`${kind} ${memo}`)}"\n`,
        `  entry: "${entryId}"\n`,
        `  source: "${oneLine(sourceType)}/${sourceId}"\n`,
        ...(documentOn === null ? [] : [`  document-day: ${documentOn}\n`]),
        ...sides.map((side) => `  ${nameOf(side.accountCode)}  ${side.amountMinor} TWD\n`),
        '\n',
      ].join('')
    },
    // Beancount asserts what stood at the beginning of a day.
    end: ({ on, balances }) =>
      [...balances]
        .map(([code, sum]) => `${addDay(on, 1)} balance ${nameOf(code)}  ${sum} TWD\n`)
        .join(''),
  }
}

function csvWriter(): LedgerWriter {
  const accounts = new Map<string, WrittenAccount>()
  const cell = (value: string | number | null) => {
    if (typeof value === 'number') return String(value)
    const text = value ?? ''
    // A spreadsheet would take these for a formula (OWASP, CSV injection).
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  }
  const row = (cells: readonly (string | number | null)[]) => `${cells.map(cell).join(',')}\r\n`
  return {
    head(list) {
      for (const account of list) accounts.set(account.code, account)
      const heads = ['day', 'document_day', 'entry', 'kind', 'memo', 'source_type', 'source']
      return `\uFEFF${[...heads, 'account', 'account_name', 'debit', 'credit'].join(',')}\r\n`
    },
    entry: ({ sides, ...head }) =>
      sides
        .map(({ accountCode, amountMinor }) =>
          row([
            head.postedOn,
            head.documentOn,
            head.entryId,
            head.kind,
            head.memo,
            head.sourceType,
            head.sourceId,
            accountCode,
            accounts.get(accountCode)?.name ?? '',
            Math.max(amountMinor, 0),
            Math.max(-amountMinor, 0),
          ]),
        )
        .join(''),
    end: () => '',
  }
}

/**
 * A writer of a format; it remembers the accounts that its head declared.
 *
 * @see https://hledger.org/1.25/hledger.html#journal-format
 * @see https://ledger-cli.org/doc/ledger3.html#Journal-Format
 * @see https://beancount.github.io/docs/beancount_language_syntax.html
 */
export function ledgerWriter(format: LedgerFormat): LedgerWriter {
  if (format === 'csv') return csvWriter()
  if (format === 'beancount') return beancountWriter()
  return format === 'hledger'
    ? plainWriter('hledger', (kind) => ROOTS[kind].lower)
    : plainWriter('ledger', (kind) => ROOTS[kind].upper)
}
