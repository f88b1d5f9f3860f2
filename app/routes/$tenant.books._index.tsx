import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { daysOfMonth, formatDay, formatMonth, isDay, monthOf } from '#app/components/dates.ts'
import { Money, SumRow } from '#app/components/money.tsx'
import { DayPicker, MonthPicker } from '#app/reports/period-picker.tsx'
import { isMonth } from '#app/reports/sale-filter.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import {
  type AccountBalance,
  getIncomeSummary,
  getTrialBalance,
} from '#modules/bookkeeping/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({
  month: z.string().refine(isMonth).optional(),
  day: z.string().refine(isDay).optional(),
})

export const loader = tenantLoader('books.read', Params, async (tx, params, edge) => {
  const { timeZone } = await getShopClock(tx)
  const today = dayIn(timeZone, new Date())
  const month = params.month ?? monthOf(today)
  const day = params.day ?? today
  const { from, to } = daysOfMonth(month)
  return {
    today,
    month,
    day,
    income: await getIncomeSummary(tx, from, to),
    trial: await getTrialBalance(tx, day),
    title: textsFor(languageOf(edge.request)).t('books:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What the month earned, and whether the books stand even. */
export default function BooksOverview() {
  return (
    <div className="two-cards">
      <TrialCard />
      <IncomeCard />
    </div>
  )
}

function IncomeCard() {
  const { income, month, today, day } = useLoaderData<typeof loader>()
  const { words } = useOffice()
  const { t } = useReportText()
  const isEmpty = income.income.length + income.costs.length === 0
  return (
    <Card title={t('books:income.title')}>
      <MonthPicker value={month} now={monthOf(today)} keep={{ day }} />
      <p className="muted">{t('books:income.text')}</p>
      {isEmpty ? (
        <p>{t('books:income.empty')}</p>
      ) : (
        <>
          <IncomeTable label={t('books:income.incomes')} accounts={income.income} />
          <IncomeTable label={t('books:income.costs')} accounts={income.costs} />
          <SumRow
            label={`${formatMonth(month, words)} ${
              income.profitMinor < 0 ? t('books:income.loss') : t('books:income.profit')
            }`}
            amountMinor={Math.abs(income.profitMinor)}
          />
        </>
      )}
    </Card>
  )
}

function IncomeTable({ label, accounts }: { label: string; accounts: AccountBalance[] }) {
  const { month } = useLoaderData<typeof loader>()
  const { t } = useReportText()
  const columns = [
    useAccountColumn(label, daysOfMonth(month)),
    {
      key: 'amount',
      head: t('books:income.amount'),
      align: 'end' as const,
      cell: (account: AccountBalance) => <Money amountMinor={account.balanceMinor} bare />,
    },
  ]
  if (accounts.length === 0) return null
  return (
    <DataTable
      caption={label}
      columns={columns}
      rows={accounts}
      rowKey={(account) => account.code}
      empty={null}
    />
  )
}

function useAccountColumn(
  head: string,
  period: { from: string; to: string },
): Column<AccountBalance> {
  const { slug } = useOffice()
  const { language } = useReportText()
  return {
    key: 'account',
    head,
    cell: (account) => (
      <span className="row-title-words">
        <Link
          to={`/${slug}/books/accounts/${account.code}?${new URLSearchParams(period)}`}
          className={rowLinkClass}
        >
          {accountName(account, language)}
        </Link>
        <span className="row-title-under">{account.code}</span>
      </span>
    ),
  }
}

function TrialCard() {
  const { trial, day, today, month } = useLoaderData<typeof loader>()
  const { words } = useOffice()
  const { t } = useReportText()
  const side = (amountMinor: number) => amountMinor > 0 && <Money amountMinor={amountMinor} bare />
  const period = { from: `${monthOf(day)}-01`, to: day }
  const columns: Column<AccountBalance>[] = [
    useAccountColumn(t('books:trial.account'), period),
    {
      key: 'debit',
      head: t('books:trial.debit'),
      align: 'end',
      cell: (account) => side(account.balanceMinor),
    },
    {
      key: 'credit',
      head: t('books:trial.credit'),
      align: 'end',
      cell: (account) => side(-account.balanceMinor),
    },
  ]
  const used = trial.accounts.filter((account) => account.balanceMinor !== 0)
  return (
    <Card title={t('books:trial.title')}>
      <DayPicker value={day} now={today} keep={{ month }} />
      <p className="muted">
        {t('books:trial.asOf', { day: formatDay(day, words) })} {t('books:trial.text')}
      </p>
      <DataTable
        caption={t('books:trial.title')}
        columns={columns}
        rows={used}
        rowKey={(account) => account.code}
        empty={<Empty>{t('books:journalPage.empty')}</Empty>}
        foot={
          <>
            <dl className="day-pairs day-pair-strong">
              <div className="day-pair">
                <dt>{t('books:trial.sumDebit')}</dt>
                <dd>
                  <Money amountMinor={trial.debitMinor} bare />
                </dd>
              </div>
              <div className="day-pair">
                <dt>{t('books:trial.sumCredit')}</dt>
                <dd>
                  <Money amountMinor={trial.creditMinor} bare />
                </dd>
              </div>
            </dl>
            <SumRow
              label={t('books:trial.difference')}
              amountMinor={trial.debitMinor - trial.creditMinor}
              final
            />
          </>
        }
      />
    </Card>
  )
}
