import { Form, Link, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { accountName, useReportText } from '#app/reports/words.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'

export interface AccountFormProps {
  account: {
    id: string
    name: string
    lastDigits: string
    openingOn: string
    openingMinor: number | undefined
  }
  /** Where it may stand in the books; undefined for one that stands somewhere already. */
  places?: readonly { code: string; name: string; names: Record<string, string> }[]
  /** Lines stand after its beginning, so that cannot move any more. */
  isOpeningFixed?: boolean
  today: string
  answer: ActionAnswer<unknown> | undefined
  cancelTo: string
}

const FIELDS = ['name', 'lastDigits', 'accountCode', 'openingOn', 'openingMinor']

/** What is written about an account at a bank, and what it begins with. */
export function AccountForm(props: AccountFormProps) {
  const { account, places, isOpeningFixed, today, answer, cancelTo } = props
  const { t } = useTranslation('banking')
  const { language } = useReportText()
  const errors = useFormErrors(answer, FIELDS, {
    'banking.account_in_use': 'accountCode',
    'banking.not_money_account': 'accountCode',
  })
  const isBusy = useNavigation().formMethod === 'POST'
  return (
    <Form method="post" className="stack stack-loose bank-column" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={account.id} />
      <Field
        label={t('account.name')}
        name="name"
        defaultValue={account.name}
        hint={t('account.nameHint')}
        maxLength={60}
        required
        autoComplete="off"
        error={errors.field('name')}
      />
      <Field
        label={t('account.lastDigits')}
        name="lastDigits"
        inputMode="numeric"
        defaultValue={account.lastDigits}
        hint={t('account.lastDigitsHint')}
        maxLength={10}
        required
        autoComplete="off"
        error={errors.field('lastDigits')}
      />
      {places && (
        <Select
          label={t('account.place')}
          name="accountCode"
          defaultValue={places[0]?.code ?? ''}
          emptyLabel={t('account.placeNew')}
          hint={t('account.placeHint')}
          options={places.map((place) => ({
            value: place.code,
            label: accountName(place, language),
          }))}
          error={errors.field('accountCode')}
        />
      )}
      <OpeningFields {...{ account, today, errors }} isFixed={isOpeningFixed ?? false} />
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          size="key"
          icon={Check}
          busy={isBusy}
          busyLabel={t('saving')}
        >
          {t('save')}
        </Button>
        <Link to={cancelTo} className={buttonClass({ size: 'key' })}>
          {t('cancel')}
        </Link>
      </div>
    </Form>
  )
}

function OpeningFields({
  account,
  today,
  errors,
  isFixed,
}: Pick<AccountFormProps, 'account' | 'today'> & {
  errors: ReturnType<typeof useFormErrors>
  isFixed: boolean
}) {
  const { t } = useTranslation('banking')
  return (
    <div className="bank-pair">
      <Field
        label={t('account.openingOn')}
        name="openingOn"
        type="date"
        max={today}
        defaultValue={account.openingOn}
        readOnly={isFixed}
        hint={t('account.openingOnHint')}
        required
        error={errors.field('openingOn')}
      />
      <Field
        label={t('account.opening')}
        name="openingMinor"
        inputMode="numeric"
        prefix="NT$"
        figure
        defaultValue={account.openingMinor ?? ''}
        readOnly={isFixed}
        hint={isFixed ? t('account.openingFixed') : t('account.openingHint')}
        required
        autoComplete="off"
        error={errors.field('openingMinor')}
      />
    </div>
  )
}
