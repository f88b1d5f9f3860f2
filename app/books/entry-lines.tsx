import '#app/books/ledger.css'
import { Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Select } from '#app/components/select.tsx'
import { accountName } from '#app/reports/words.ts'
import type { Account } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'
import { readSigned } from './read-signed.ts'

interface TypedLine {
  key: number
  debit: string
  credit: string
}

const emptyLine = (key: number): TypedLine => ({ key, debit: '', credit: '' })
const FIRST_LINES = 3
/** More lines than anybody fills on a page; the server takes a hundred. */
const MOST_LINES = 40

/** The lines of an entry by hand, and by how much its sides differ while one types. */
export function EntryLines({
  accounts,
  error,
}: {
  accounts: readonly Account[]
  error: string | undefined
}) {
  const { t, language } = useLedgerText()
  const [lines, setLines] = useState(() =>
    Array.from({ length: FIRST_LINES }, (_, key) => emptyLine(key)),
  )
  const change = (key: number, part: Partial<TypedLine>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const sum = (side: 'debit' | 'credit') =>
    lines.reduce((total, line) => total + (readSigned(line[side]) ?? 0), 0)
  const options = accounts.map((account) => ({
    value: account.code,
    label: `${account.code} ${accountName(account, language)}`,
  }))
  return (
    <fieldset className="field entry-lines">
      <legend className="field-label">{t('journal.lines')}</legend>
      {lines.map((line, index) => (
        <div key={line.key} className="entry-line">
          <Select
            label={t('journal.account', { n: index + 1 })}
            name="code[]"
            emptyLabel={t('journal.choose')}
            options={options}
          />
          {(['debit', 'credit'] as const).map((side) => (
            <Field
              key={side}
              label={t(`journal.${side}`, { n: index + 1 })}
              name={`${side}[]`}
              prefix="NT$"
              figure
              inputMode="numeric"
              autoComplete="off"
              maxLength={20}
              onChange={(event) => change(line.key, { [side]: event.currentTarget.value })}
            />
          ))}
        </div>
      ))}
      {error && (
        <p className="field-error" role="alert">
          <TriangleAlert aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
      <div className="row row-between">
        <Button
          icon={Plus}
          onClick={() => setLines([...lines, emptyLine(lines.length)])}
          disabledReason={lines.length >= MOST_LINES ? t('journal.most') : undefined}
        >
          {t('journal.more')}
        </Button>
        <Balance debitMinor={sum('debit')} creditMinor={sum('credit')} />
      </div>
    </fieldset>
  )
}

function Balance({ debitMinor, creditMinor }: { debitMinor: number; creditMinor: number }) {
  const { t } = useLedgerText()
  const differenceMinor = Math.abs(debitMinor - creditMinor)
  return (
    <output>
      {t('journal.sums', { debit: formatMoney(debitMinor), credit: formatMoney(creditMinor) })}{' '}
      <b>
        {differenceMinor === 0
          ? t('journal.even')
          : t('journal.difference', { amount: formatMoney(differenceMinor) })}
      </b>
    </output>
  )
}
