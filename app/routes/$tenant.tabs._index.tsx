import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Printer, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { type Column, DataTable, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { FindField } from '#app/components/find-field.tsx'
import { formatAmount, Money, Total } from '#app/components/money.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { NothingOpen } from '#app/reports/tab-parts.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { type ListedTab, listTabs } from '#modules/crm/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getTillRules } from '#modules/pos/index.ts'

export const loader = tenantLoader('customers.read', z.object({}), async (tx, _input, edge) => {
  const { tabLimitMinor } = await getTillRules(tx)
  const tabs = await listTabs(tx, tabLimitMinor)
  return {
    tabs: tabs.map((tab) => ({ ...tab, since: tab.since?.toISOString() ?? null })),
    title: textsFor(languageOf(edge.request)).t('tabs:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Tab = Omit<ListedTab, 'since'> & { since: string | null }

/** Who owes how much and since when, whoever owes longest first; a search finds everybody. */
export default function Tabs() {
  const { tabs } = useLoaderData<typeof loader>()
  const { t } = useTranslation('tabs')
  const [query, setQuery] = useState('')
  const owing = tabs.filter((tab) => tab.owesMinor > 0)
  const shown = useMemo(() => {
    const words = query.normalize('NFKC').toLowerCase().trim()
    if (words === '') return tabs.filter((tab) => tab.owesMinor !== 0)
    const digits = words.replace(/\D/g, '')
    const hasPhone = (phone: string | null) =>
      digits.length > 2 && phone?.replace(/\D/g, '').includes(digits)
    return tabs.filter(
      (tab) => (tab.name ?? '').toLowerCase().includes(words) || hasPhone(tab.phone),
    )
  }, [tabs, query])
  const columns = useColumns()
  return (
    <>
      <PageHeader title={t('title')} under={t('screen.count', { count: owing.length })}>
        <Total
          inline
          label={t('total')}
          amountMinor={owing.reduce((sum, tab) => sum + tab.owesMinor, 0)}
          size="report"
        />
      </PageHeader>
      <div className="stack">
        <div className="row no-print">
          <FindField
            label={t('office.find')}
            size="office"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <Button icon={Printer} onClick={() => window.print()}>
            {t('office.print_list')}
          </Button>
        </div>
        <DataTable
          caption={t('office.list')}
          columns={columns}
          rows={shown}
          rowKey={(tab) => tab.id}
          empty={<NothingOpen isSearching={query.trim() !== ''} />}
        />
      </div>
    </>
  )
}

function useColumns(): Column<Tab>[] {
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('tabs')
  const age = (key: 'upTo30Minor' | 'upTo60Minor' | 'upTo90Minor' | 'olderMinor') => ({
    key,
    head: t(`office.${key}`),
    align: 'end' as const,
    wide: true,
    cell: ({ ages }: Tab) => ages[key] > 0 && formatAmount(ages[key]),
  })
  return [
    {
      key: 'name',
      head: t('office.name'),
      cell: (tab) => (
        <RowTitle
          title={
            <Link to={`/${slug}/tabs/${tab.id}`} className={rowLinkClass}>
              {tab.name ?? t('unnamed')}
            </Link>
          }
          under={
            <>
              {tab.since &&
                t('since', { day: formatShortDay(dayIn(timeZone, new Date(tab.since)), words) })}
              {tab.owesMinor > tab.limitMinor && (
                <Tag tone="gold" icon={TriangleAlert}>
                  {t('over', { amount: formatAmount(tab.limitMinor) })}
                </Tag>
              )}
            </>
          }
        />
      ),
    },
    age('upTo30Minor'),
    age('upTo60Minor'),
    age('upTo90Minor'),
    age('olderMinor'),
    {
      key: 'owes',
      head: t('office.owes'),
      align: 'end',
      cell: (tab) => <Money amountMinor={tab.owesMinor} bare />,
    },
  ]
}
