import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Segments } from '#app/components/segments.tsx'
import { Select } from '#app/components/select.tsx'
import { accountName } from '#app/reports/words.ts'
import type { Account } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'
import { otherPurposes, usualPurposes } from './purposes.ts'

export interface PurposeFieldProps {
  direction: 'paid' | 'received'
  accounts: readonly Account[]
  value?: string | undefined
  error: string | undefined
}

/** What it was for: big tiles of the usual, and everything else in one list. */
export function PurposeField({ direction, accounts, value, error }: PurposeFieldProps) {
  const { t, language } = useLedgerText()
  const usual = usualPurposes(direction, accounts)
  const isUsual = usual.some(({ account }) => account.code === value)
  const [chosen, setChosen] = useState(value !== undefined && !isUsual ? '' : value)
  const tiles = [
    ...usual.map(({ account, icon }) => ({
      value: account.code,
      label: accountName(account, language),
      icon,
    })),
    { value: '', label: t('money.another') },
  ]
  return (
    <fieldset className="field">
      <legend className="field-label">
        {t(direction === 'paid' ? 'money.whatFor' : 'money.whereFrom')}
      </legend>
      <Segments
        label={t(direction === 'paid' ? 'money.whatFor' : 'money.whereFrom')}
        name="purposeCode"
        segments={tiles}
        value={chosen ?? NOTHING}
        onChoose={setChosen}
        grid
        size="key"
      />
      {chosen === '' && (
        <Select
          label={t('money.other')}
          name="otherCode"
          defaultValue={value}
          options={otherPurposes(direction, accounts).map((account) => ({
            value: account.code,
            label: accountName(account, language),
          }))}
        />
      )}
      {error && (
        <p className="field-error" role="alert">
          <TriangleAlert aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  )
}

/** No tile has this value. */
const NOTHING = 'nothing'
