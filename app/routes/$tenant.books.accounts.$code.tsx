import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { FileSpreadsheet } from 'lucide-react'
import { z } from 'zod'
import '#app/books/ledger.css'
import { LedgerChooser } from '#app/books/ledger-chooser.tsx'
import { LedgerSpan, ledgerSpan } from '#app/books/ledger-params.ts'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { ReportParts } from '#app/books/report-parts.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatDay, formatShortDay, monthOf } from '#app/components/dates.ts'
import { formatAmount, Money, SumRow } from '#app/components/money.tsx'
import { MonthPicker } from '#app/reports/period-picker.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName, entryKindWord, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { accounts, getAccountStatement, type PostingRow } from '#modules/bookkeeping/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({
  code: z.string().max(8),
  ...LedgerSpan,
  after: z.uuid().optional(),
})

export const loader = tenantLoader('books.read', Params, async (tx, params, edge) => {
  const { timeZone } = await getShopClock(tx)
  const thisMonth = monthOf(dayIn(timeZone, new Date()))
  const span = ledgerSpan(params, thisMonth)
  const { after } = params
  return {
    ...span,
    thisMonth,
    after,
    account: await getAccountStatement(tx, params.code, { ...span, after }),
    accounts: (await accounts.listAccounts(tx)).map(({ code, name, names }) => ({
      code,
      name,
      names,
    })),
    title: textsFor(languageOf(edge.request)).t('books:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.code ?? ''} ${data?.title ?? ''} · Tillage 耕舖` },
]

/** Everything on one account in a time, with what stood on it before, after each, and now. */
export default function Account() {
  const {
    account,
    accounts: all,
    from,
    to,
    month,
    thisMonth,
    after,
  } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t, language } = useReportText()
  const { t: ledger } = useLedgerText()
  const addressOf = (more: Record<string, string>) =>
    `?${new URLSearchParams({ from, to, ...more })}`
  return (
    <div className="stack">
      <ReportParts open="ledger" />
      <LedgerChooser accounts={all} code={account.code} from={from} to={to} />
      <div className="row row-between no-print">
        <MonthPicker value={month} now={thisMonth} />
        <a
          href={`/${slug}/books/accounts/${account.code}/ledger.xlsx${addressOf({})}`}
          className={buttonClass({ kind: 'plain' })}
        >
          <ButtonFace icon={FileSpreadsheet}>{ledger('ledger.xlsx')}</ButtonFace>
        </a>
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
