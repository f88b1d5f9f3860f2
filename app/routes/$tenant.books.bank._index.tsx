import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Landmark, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getAgreement, listBankAccounts } from '#modules/banking/index.ts'
import { may } from '#modules/identity/index.ts'

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => {
  const accounts = []
  for (const account of await listBankAccounts(tx)) {
    const { agreedThrough, broken } = await getAgreement(tx, account.id)
    accounts.push({ ...account, agreedThrough, isBroken: broken.length > 0 })
  }
  return {
    accounts,
    mayWrite: may(edge.membership.role, 'books.write'),
    title: textsFor(languageOf(edge.request)).t('banking:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** The shop's accounts at banks: what each says, and what is still to do. */
export default function BankAccounts() {
  const { accounts, mayWrite } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const add = mayWrite && (
    <Link to={`/${slug}/books/bank/new`} className={buttonClass({ kind: 'primary' })}>
      <ButtonFace icon={Plus}>{t('account.add')}</ButtonFace>
    </Link>
  )
  return (
    <>
      <PartHeader title={t('title')} under={t('lead')}>
        {accounts.length > 0 && (
          <Link to={`/${slug}/books/bank/rules`} className={buttonClass({ kind: 'quiet' })}>
            {t('rules.title')}
          </Link>
        )}
        {accounts.length > 0 && add}
      </PartHeader>
      {accounts.length === 0 ? (
        <div className="empty">
          <Empty action={add}>{t('none')}</Empty>
        </div>
      ) : (
        <ul className="bank-doors">
          {accounts.map((account) => (
            <li key={account.id}>
              <Door account={account} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type Account = ReturnType<typeof useLoaderData<typeof loader>>['accounts'][number]

function Door({ account }: { account: Account }) {
  const { slug, words } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <Link to={`/${slug}/books/bank/${account.id}`} className="bank-door">
      <span className="bank-door-head">
        <b>
          <Landmark aria-hidden="true" />{' '}
          {t('account.called', { name: account.name, digits: account.lastDigits })}
        </b>
        {account.isBroken ? (
          <Tag tone="red">{t('state.broken')}</Tag>
        ) : account.openCount > 0 ? (
          <Tag tone="gold">{t('state.open', { count: account.openCount })}</Tag>
        ) : (
          account.lastOn && <Tag tone="tea">{t('state.done')}</Tag>
        )}
      </span>
      <span className="day-pair">
        <span>{t('account.bankSays')}</span>
        <Money amountMinor={account.bankMinor} />
      </span>
      <span className="day-pair">
        <span>{t('account.booksSay')}</span>
        <Money amountMinor={account.ledgerMinor} />
      </span>
      <span className="muted">
        {account.lastOn
          ? t('account.lastOn', { day: formatDay(account.lastOn, words) })
          : t('account.noLines')}
        {account.agreedThrough &&
          ` ${t('account.agreed', { day: formatDay(account.agreedThrough, words) })}`}
      </span>
    </Link>
  )
}
