import { Form } from '@remix-run/react'
import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { Select } from '#app/components/select.tsx'
import type { statements } from '#modules/banking/index.ts'
import { COLUMN_ROLES, SIGNS } from '#modules/banking/shared.ts'

/** Which column of the file is what, as it was found out: whoever knows better chooses another. */
export function ColumnForm({ preview }: { preview: statements.StatementPreview }) {
  const { t } = useTranslation('banking')
  const { layout, columns } = preview
  const options = columns.map(({ head, sample }, index) => ({
    value: String(index),
    label: [head || t('columns.nth', { n: index + 1 }), sample && t('columns.sample', { sample })]
      .filter(Boolean)
      .join(' '),
  }))
  return (
    <Form method="get" className="stack">
      <input type="hidden" name="file" value={preview.fileId} />
      <div className="bank-columns">
        {COLUMN_ROLES.map((role) => (
          <Select
            key={role}
            label={t(`columns.role.${role}`)}
            name={role}
            defaultValue={layout.columns[role] === undefined ? '' : String(layout.columns[role])}
            emptyLabel={t('columns.none')}
            options={options}
          />
        ))}
      </div>
      {layout.columns.amount !== undefined && layout.columns.direction === undefined ? (
        <RadioGroup
          legend={t('columns.signs')}
          name="signs"
          defaultValue={layout.signs}
          options={SIGNS.map((value) => ({ value, label: t(`columns.sign.${value}`) }))}
        />
      ) : (
        <input type="hidden" name="signs" value={layout.signs} />
      )}
      <div>
        <Button type="submit" kind="outline" icon={RefreshCw}>
          {t('columns.again')}
        </Button>
      </div>
    </Form>
  )
}

/** The same choice, sent along with the yes. */
export function ChosenColumns({ layout }: { layout: statements.StatementPreview['layout'] }) {
  return (
    <>
      <input type="hidden" name="signs" value={layout.signs} />
      {COLUMN_ROLES.map((role) => (
        <input key={role} type="hidden" name={role} value={layout.columns[role] ?? ''} />
      ))}
    </>
  )
}
