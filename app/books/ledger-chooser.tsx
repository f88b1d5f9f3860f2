import { Form } from '@remix-run/react'
import '#app/books/statements.css'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName } from '#app/reports/words.ts'
import { useLedgerText } from './ledger-text.ts'

interface Named {
  code: string
  name: string
  names: Record<string, string>
}

/** Which account of the ledger, from which day to which. */
export function LedgerChooser(props: {
  accounts: readonly Named[]
  code: string
  from: string
  to: string
}) {
  const { accounts, code, from, to } = props
  const { slug } = useOffice()
  const { t, language } = useLedgerText()
  return (
    <Form
      method="get"
      action={`/${slug}/books/accounts`}
      className="statement-chooser no-print"
      key={`${code} ${from} ${to}`}
    >
      <Select
        label={t('ledger.account')}
        name="code"
        defaultValue={code}
        options={accounts.map((each) => ({
          value: each.code,
          label: `${each.code} ${accountName(each, language)}`,
        }))}
      />
      <Field label={t('ledger.from')} type="date" name="from" defaultValue={from} required />
      <Field label={t('ledger.to')} type="date" name="to" defaultValue={to} required />
      <button type="submit" className={buttonClass({ kind: 'primary' })}>
        <ButtonFace>{t('ledger.show')}</ButtonFace>
      </button>
    </Form>
  )
}
