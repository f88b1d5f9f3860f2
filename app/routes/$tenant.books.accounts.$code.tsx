import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { daysOfMonth, formatDay, formatShortDay, isDay, monthOf } from '#app/components/dates.ts'
import { formatAmount, Money, SumRow } from '#app/components/money.tsx'
import { MonthPicker } from '#app/reports/period-picker.tsx'
import { isMonth } from '#app/reports/sale-filter.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName, entryKindWord, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getAccountStatement, type PostingRow } from '#modules/bookkeeping/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({
  code: z.string().max(8),
  from: z.string().refine(isDay).optional(),
  to: z.string().refine(isDay).optional(),
  month: z.string().refine(isMonth).optional(),
  after: z.uuid().optional(),
})

export const loader = tenantLoader('books.read', Params, async (tx, params, edge) => {
  const { timeZone } = await getShopClock(tx)
  const thisMonth = monthOf(dayIn(timeZone, new Date()))
  const month = params.month ?? monthOf(params.to ?? `${thisMonth}-01`)
  const whole = daysOfMonth(month)
  const period = params.month
    ? whole
    : { from: params.from ?? whole.from, to: params.to ?? whole.to }
  return {
    ...period,
    month,
    thisMonth,
    after: params.after,
    account: await getAccountStatement(tx, params.code, { ...period, after: params.after }),
    title: textsFor(languageOf(edge.request)).t('books:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.code ?? ''} ${data?.title ?? ''} · Tillage 耕舖` },
]

/** Everything on one account in a time, with what stood on it before, after each, and now. */
export default function Account() {
  const { account, from, to, month, thisMonth, after } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t, language } = useReportText()
  const addressOf = (more: Record<string, string>) =>
    `?${new URLSearchParams({ from, to, ...more })}`
  return (
    <div className="stack">
      <div className="row row-between">
        <Link to={`/${slug}/books`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={ChevronLeft}>{t('books:account.back')}</ButtonFace>
        </Link>
        <MonthPicker value={month} now={thisMonth} />
      </div>
      <Card title={`${account.code} ${accountName(account, language)}`}>
        <p className="muted">
          {t('books:account.period', { from: formatDay(from, words), to: formatDay(to, words) })}
        </p>
        {!after && <SumRow label={t('books:account.opening')} amountMinor={account.openingMinor} />}
        <DataTable
          caption={t('books:account.caption')}
          columns={useColumns()}
          rows={account.postings}
          rowKey={(posting) => `${posting.entryId}-${posting.position}`}
          empty={<Empty>{t('books:account.empty')}</Empty>}
          foot={
            !account.nextAfter && (
              <SumRow label={t('books:account.closing')} amountMinor={account.closingMinor} final />
            )
          }
        />
        <nav className="pages" aria-label={t('books:account.caption')}>
          {after && (
            <Link to={addressOf({})} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace>{t('books:account.first')}</ButtonFace>
            </Link>
          )}
          {account.nextAfter && (
            <Link
              to={addressOf({ after: account.nextAfter })}
              className={buttonClass({ kind: 'plain' })}
            >
              <ButtonFace>{t('books:account.next')}</ButtonFace>
            </Link>
          )}
        </nav>
      </Card>
    </div>
  )
}

function useColumns(): Column<PostingRow>[] {
  const { slug, words } = useOffice()
  const { t } = useReportText()
  return [
    {
      key: 'what',
      head: t('books:account.what'),
      cell: (posting) => (
        <RowTitle
          title={
            <Link to={`/${slug}/books/entries/${posting.entryId}`} className={rowLinkClass}>
              {`${entryKindWord(t, posting.kind)} ${posting.memo}`}
            </Link>
          }
          under={formatShortDay(posting.postedOn, words)}
        />
      ),
    },
    {
      key: 'amount',
      head: t('books:account.amount'),
      align: 'end',
      cell: (posting) => (
        <>
          <Money amountMinor={posting.amountMinor} bare />
          <span className="cell-part narrow-only">
            {t('books:account.after', { amount: formatAmount(posting.balanceMinor) })}
          </span>
        </>
      ),
    },
    {
      key: 'balance',
      head: t('books:account.balance'),
      align: 'end',
      wide: true,
      cell: (posting) => <Money amountMinor={posting.balanceMinor} bare />,
    },
  ]
}
