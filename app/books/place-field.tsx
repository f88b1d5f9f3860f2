import { Segments } from '#app/components/segments.tsx'
import { accountName } from '#app/reports/words.ts'
import type { Account } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'
import { payPlaces } from './purposes.ts'

/** Out of which pocket, or into which. */
export function PlaceField({
  direction,
  places,
  accounts,
  value,
}: {
  direction: 'paid' | 'received'
  places: readonly Account[]
  accounts: readonly Account[]
  value?: string | undefined
}) {
  const { t, language } = useLedgerText()
  const label = t(direction === 'paid' ? 'money.fromWhere' : 'money.intoWhere')
  const all = payPlaces(places, accounts)
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      <Segments
        label={label}
        name="moneyCode"
        defaultValue={value ?? all[0]?.code}
        segments={all.map((account) => ({
          value: account.code,
          // The owner's account is a word of bookkeepers; people pay out of their own pocket.
          label: account.code === '3102' ? t('money.pocket') : accountName(account, language),
        }))}
        grid
        size="key"
      />
    </fieldset>
  )
}
