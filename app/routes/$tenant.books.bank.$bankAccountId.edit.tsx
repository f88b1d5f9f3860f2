import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AccountForm } from '#app/bank/account-form.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { changeBankAccount, getBankAccount } from '#modules/banking/index.ts'
import { BankAccountForm } from '#modules/banking/shared.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({ bankAccountId: z.uuid() })

export const loader = tenantLoader('books.write', Params, async (tx, { bankAccountId }) => {
  const { timeZone } = await getShopClock(tx)
  return {
    account: await getBankAccount(tx, bankAccountId),
    today: dayIn(timeZone, new Date()),
  }
})

export const action = tenantAction(
  'books.write',
  BankAccountForm.omit({ id: true, accountCode: true }).extend(Params.shape),
  (tx, { bankAccountId, ...form }) => changeBankAccount(tx, { ...form, id: bankAccountId }),
  ({ id }, { membership }) => `/${membership.slug}/books/bank/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.name ?? ''} · Tillage 耕舖` },
]

/** What is written about an account at a bank. */
export default function EditBankAccount() {
  const { account, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const page = `/${slug}/books/bank/${account.id}`
  return (
    <>
      <PartHeader
        title={t('account.editTitle', { name: account.name })}
        back={{ to: page, label: account.name }}
      />
      <AccountForm
        account={account}
        isOpeningFixed={account.lastOn !== undefined}
        today={today}
        answer={answer}
        cancelTo={page}
      />
    </>
  )
}
