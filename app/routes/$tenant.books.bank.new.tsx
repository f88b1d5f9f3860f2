import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountForm } from '#app/bank/account-form.tsx'
import { addDays, monthOf } from '#app/components/dates.ts'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { addBankAccount, listFreeMoneyAccounts } from '#modules/banking/index.ts'
import { BankAccountForm } from '#modules/banking/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

export const loader = tenantLoader('books.write', z.object({}), async (tx, _input, edge) => {
  const { timeZone } = await getShopClock(tx)
  return {
    // Made here, so that pressing twice adds one.
    id: newId(),
    today: dayIn(timeZone, new Date()),
    places: await listFreeMoneyAccounts(tx),
    title: textsFor(languageOf(edge.request)).t('banking:account.newTitle'),
  }
})

export const action = tenantAction(
  'books.write',
  BankAccountForm,
  addBankAccount,
  ({ id }, { membership }) => `/${membership.slug}/books/bank/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One more account at a bank. */
export default function NewBankAccount() {
  const { id, today, places } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const back = `/${slug}/books/bank`
  // Most begin with a month: the evening before its first day.
  const openingOn = addDays(`${monthOf(today)}-01`, -1)
  return (
    <>
      <PartHeader title={t('account.newTitle')} back={{ to: back, label: t('back') }} />
      <AccountForm
        account={{ id, name: '', lastDigits: '', openingOn, openingMinor: undefined }}
        places={places}
        today={today}
        answer={answer}
        cancelTo={back}
      />
    </>
  )
}
