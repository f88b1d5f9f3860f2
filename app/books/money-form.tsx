import '#app/books/ledger.css'
import '#app/components/account.css'
import { Form, useNavigation } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { type FormErrors, useFormErrors } from '#app/components/form-errors.ts'
import { MoneyField } from '#app/components/money-field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { accountName } from '#app/reports/words.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import type { Account, CostCentre } from '#modules/bookkeeping/index.ts'
import type { Direction } from '#modules/bookkeeping/shared.ts'
import { CentreSelect } from './centre-select.tsx'
import { ExceptionField } from './exception-field.tsx'
import { InvoiceFields } from './invoice-fields.tsx'
import { useLedgerText } from './ledger-text.ts'
import { PhotoField } from './photo-field.tsx'
import { PlaceField } from './place-field.tsx'
import { PurposeField } from './purpose-field.tsx'
import { movePlaces } from './purposes.ts'

export interface MoneyFormProps {
  id: string
  direction: Direction
  accounts: Account[]
  /** Where money lies. */
  places: Account[]
  centres: CostCentre[]
  isInvoiceUser: boolean
  today: string
  answer: ActionAnswer<unknown> | undefined
}

const FIELDS = [
  'amount',
  'day',
  'purposeCode',
  'otherCode',
  'fee',
  'note',
  'invoiceNo',
  'sellerTaxId',
  'tax',
]
const FIELD_OF_CODE = {
  'bookkeeping.invoice_taken': 'invoiceNo',
  'bookkeeping.tax_too_large': 'tax',
  'bookkeeping.fee_too_large': 'fee',
  'bookkeeping.day_ahead': 'day',
}

/** The form of money that was paid, received or moved: the biggest question first. */
export function MoneyFormFields(props: MoneyFormProps) {
  const { id, direction, accounts, places, centres, today, answer } = props
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const { t } = useLedgerText()
  return (
    <Form method="post" encType="multipart/form-data" className="stack stack-loose money-form">
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="direction" value={direction} />
      <MoneyField
        label={t('money.amount')}
        prefix="NT$"
        name="amount"
        required
        error={errors.field('amount')}
      />
      {direction === 'moved' ? (
        <MoveFields {...{ accounts, errors }} />
      ) : (
        <>
          <PurposeField
            direction={direction}
            accounts={accounts}
            error={errors.field('purposeCode')}
          />
          <PlaceField direction={direction} places={places} accounts={accounts} />
        </>
      )}
      <Field
        label={t('money.day')}
        type="date"
        name="day"
        max={today}
        defaultValue={today}
        required
        error={errors.field('day')}
      />
      <Field
        label={t('money.note')}
        optional={t('optional')}
        name="note"
        maxLength={200}
        autoComplete="off"
        error={errors.field('note')}
      />
      <CentreSelect centres={centres} />
      <PhotoField />
      {direction === 'paid' && (
        <Disclosure label={t('invoice.open')}>
          <InvoiceFields isInvoiceUser={props.isInvoiceUser} errors={errors} />
        </Disclosure>
      )}
      <ExceptionField answer={answer} />
      <Button type="submit" kind="primary" size="key" wide busy={isBusy} busyLabel={t('busy')}>
        {t(`money.save.${direction}`)}
      </Button>
    </Form>
  )
}

function MoveFields({ accounts, errors }: { accounts: Account[]; errors: FormErrors }) {
  const { t, language } = useLedgerText()
  const options = movePlaces(accounts).map((account) => ({
    value: account.code,
    label: accountName(account, language),
  }))
  return (
    <>
      <Select label={t('money.from')} name="moneyCode" options={options} />
      <Select
        label={t('money.to')}
        name="purposeCode"
        defaultValue={options[1]?.value}
        options={options}
        error={errors.field('purposeCode')}
      />
      <MoneyField
        label={t('money.fee')}
        optional={t('optional')}
        prefix="NT$"
        name="fee"
        hint={t('money.feeHint')}
        error={errors.field('fee')}
      />
    </>
  )
}
