import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { DataTable, rowLinkClass } from '#app/components/data-table.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { type Account, accounts } from '#modules/bookkeeping/index.ts'
import type { AccountKind } from '#modules/bookkeeping/shared.ts'

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => ({
  accounts: await accounts.listAccounts(tx),
  title: textsFor(languageOf(edge.request)).t('ledger:accounts.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

// The order in which books are read; the module's own list stands beside what no page needs.
const KINDS: readonly AccountKind[] = ['asset', 'liability', 'equity', 'income', 'expense']

/** All accounts by kind; each opens to be renamed or put away. */
export default function Accounts() {
  const { accounts: all } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <>
      <BooksHeader
        title={t('accounts.title')}
        back={{ to: `/${slug}/books/settings`, label: t('settings.back') }}
      >
        <Link
          to={`/${slug}/books/settings/accounts/new`}
          className={buttonClass({ kind: 'primary' })}
        >
          <ButtonFace icon={Plus}>{t('accounts.add')}</ButtonFace>
        </Link>
      </BooksHeader>
      <div className="stack">
        {KINDS.map((kind) => (
          <Card key={kind} title={t(`accounts.kind.${kind}`)}>
            <AccountTable
              label={t(`accounts.kind.${kind}`)}
              rows={all.filter((each) => each.kind === kind)}
            />
          </Card>
        ))}
      </div>
    </>
  )
}

function AccountTable({ label, rows }: { label: string; rows: Account[] }) {
  const { slug } = useOffice()
  const { t, language } = useLedgerText()
  return (
    <DataTable
      caption={label}
      rows={rows}
      rowKey={(account) => account.code}
      empty={null}
      columns={[
        {
          key: 'name',
          head: t('accounts.name'),
          cell: (account) => (
            <span className="row-title-words">
              <Link
                to={`/${slug}/books/settings/accounts/${account.code}`}
                className={rowLinkClass}
              >
                {accountName(account, language)}
              </Link>
              <span className="row-title-under">{account.code}</span>
            </span>
          ),
        },
        {
          key: 'state',
          head: t('accounts.state'),
          align: 'end',
          cell: (account) =>
            account.isArchived ? (
              <Tag tone="gold">{t('accounts.archived')}</Tag>
            ) : account.isStandard ? (
              <span className="muted">{t('accounts.standard')}</span>
            ) : (
              <Tag tone="tea">{t('accounts.own')}</Tag>
            ),
        },
      ]}
    />
  )
}
