import { Form, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import type { FormErrors } from '#app/components/form-errors.ts'
import { Select } from '#app/components/select.tsx'
import { useReportText } from '#app/reports/words.ts'
import { accountOptions } from './account-options.ts'
import type { ShownLine } from './line-words.tsx'

export interface LineEntryFormProps {
  line: ShownLine & { id: string; bankAccountId: string; entryId: string }
  accounts: Parameters<typeof accountOptions>[0]
  centres: readonly { id: string; name: string }[]
  errors: FormErrors
}

/** What a line was that the books do not have: one question, and the rest is known. */
export function LineEntryForm({ line, accounts, centres, errors }: LineEntryFormProps) {
  const { t } = useTranslation('banking')
  const { language } = useReportText()
  const [remembers, setRemembers] = useState(false)
  const isBusy = useNavigation().formMethod === 'POST'
  const direction = line.amountMinor > 0 ? 'in' : 'out'
  const moved = (name: string) =>
    t(direction === 'in' ? 'entry.movedFrom' : 'entry.movedTo', { name })
  const words = (line.note || line.text).slice(0, 60)
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="intent" value="book" />
      <input type="hidden" name="lineId" value={line.id} />
      <input type="hidden" name="bankAccountId" value={line.bankAccountId} />
      <input type="hidden" name="entryId" value={line.entryId} />
      <input type="hidden" name="direction" value={direction} />
      <Select
        label={t(direction === 'in' ? 'entry.from' : 'entry.for')}
        name="accountCode"
        required
        emptyLabel={t('entry.choose')}
        options={accountOptions(accounts, direction, language, moved)}
        error={errors.field('accountCode')}
      />
      <Field
        label={t('entry.memo')}
        optional={t('optional')}
        name="memo"
        defaultValue={words}
        maxLength={200}
        autoComplete="off"
        error={errors.field('memo')}
      />
      {centres.length > 0 && (
        <Select
          label={t('entry.centre')}
          name="costCentreId"
          emptyLabel={t('entry.whole')}
          options={centres.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.field('costCentreId')}
        />
      )}
      <Checkbox
        name="remember"
        value="yes"
        label={t('entry.remember')}
        hint={t('entry.rememberHint')}
        onChange={(event) => setRemembers(event.currentTarget.checked)}
      />
      {remembers && (
        <Field
          label={t('entry.contains')}
          name="contains"
          defaultValue={words}
          maxLength={60}
          required
          autoComplete="off"
          error={errors.field('contains')}
        />
      )}
      <div>
        <Button
          type="submit"
          kind="primary"
          size="key"
          icon={Check}
          busy={isBusy}
          busyLabel={t('saving')}
        >
          {t('entry.book')}
        </Button>
      </div>
    </Form>
  )
}
