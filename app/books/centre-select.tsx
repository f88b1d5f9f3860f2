import { Select } from '#app/components/select.tsx'
import type { CostCentre } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'

/** Which part of the business it belongs to; nothing in a shop that has only one. */
export function CentreSelect({
  centres,
  value,
}: {
  centres: readonly CostCentre[]
  value?: string | undefined
}) {
  const { t } = useLedgerText()
  const open = centres.filter((each) => !each.isArchived)
  if (open.length === 0) return null
  return (
    <Select
      label={t('centres.which')}
      optional={t('optional')}
      name="costCentreId"
      defaultValue={value}
      emptyLabel={t('centres.whole')}
      options={open.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
