import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Unlink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { actOnLines, LineAct } from '#app/bank/line-acts.server.ts'
import { LineEntryForm } from '#app/bank/line-entry-form.tsx'
import { LineHead, usePostingWords } from '#app/bank/line-words.tsx'
import { PostingOffer, RuleOffer, SettlementOffer } from '#app/bank/offer.tsx'
import { TickPostings } from '#app/bank/tick-postings.tsx'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Money } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getLine, listLineAccounts } from '#modules/banking/index.ts'
import { costCentres } from '#modules/bookkeeping/index.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Params = z.object({ bankAccountId: z.uuid(), lineId: z.uuid() })

export const loader = tenantLoader('books.read', Params, async (tx, params, edge) => {
  const found = await getLine(tx, params.bankAccountId, params.lineId)
  const centres = await costCentres.listCostCentres(tx)
  return {
    ...found,
    // Made here, so that pressing twice books once.
    line: { ...found.line, entryId: newId() },
    accounts: await listLineAccounts(tx, found.account.accountCode),
    centres: centres.filter((centre) => !centre.isArchived),
    mayWrite: may(edge.membership.role, 'books.write'),
    title: textsFor(languageOf(edge.request)).t('banking:line.title'),
  }
})

export const action = tenantAction('books.write', LineAct, actOnLines)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

const FIELDS = ['accountCode', 'memo', 'costCentreId', 'contains']

/** One line of the bank: what it is in the books, or what it could be. */
export default function BankLinePage() {
  const { line, account, match, mayWrite } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, FIELDS, {
    'banking.same_account': 'accountCode',
    'bookkeeping.no_such_account': 'accountCode',
  })
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <>
      <PartHeader
        title={t('line.title')}
        back={{ to: `/${slug}/books/bank/${account.id}`, label: account.name }}
      />
      <div className="stack stack-loose bank-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {line.takenBackAt && <Notice kind="waiting" title={t('line.takenBack')} />}
        <Card>
          <LineHead line={line} />
          {line.balanceMinor !== null && (
            <p className="muted">
              {t('line.balance')} <Money amountMinor={line.balanceMinor} />
            </p>
          )}
        </Card>
        {match ? (
          <MatchCard />
        ) : mayWrite && !line.takenBackAt ? (
          <WhatItIs errors={errors} />
        ) : (
          <p>{t('lines.waits')}</p>
        )}
      </div>
    </>
  )
}

function WhatItIs({ errors }: { errors: ReturnType<typeof useFormErrors> }) {
  const { line, free, rule, settlements, accounts, centres } = useLoaderData<typeof loader>()
  const { t } = useTranslation('banking')
  const same = free.filter((posting) => posting.amountMinor === line.amountMinor)
  return (
    <>
      {(same.length > 0 || rule || settlements.length > 0) && (
        <Card title={t('line.maybe')}>
          {same.slice(0, 3).map((posting) => (
            <PostingOffer key={posting.entryId} line={line} posting={posting} />
          ))}
          {rule && <RuleOffer line={line} rule={rule} />}
          {settlements.map((settlement) => (
            <SettlementOffer
              key={`${settlement.code} ${settlement.from} ${settlement.to}`}
              line={line}
              settlement={settlement}
            />
          ))}
        </Card>
      )}
      <Card title={t('entry.title')}>
        <LineEntryForm line={line} accounts={accounts} centres={centres} errors={errors} />
      </Card>
      {free.length > 0 && (
        <Disclosure label={t('tick.open')}>
          <TickPostings line={line} postings={free} />
        </Disclosure>
      )}
    </>
  )
}

function MatchCard() {
  const { line, match, mayWrite } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const wordsOf = usePostingWords()
  if (!match) return null
  return (
    <Card title={t('match.title')}>
      {match.isBroken && (
        <Notice kind="wrong" title={t('match.broken')}>
          {t('match.brokenText')}
        </Notice>
      )}
      <ul className="bank-lines">
        {match.postings.map((posting) => (
          <li key={posting.entryId}>
            <Link to={`/${slug}/books/entries/${posting.entryId}`} className="bank-link">
              {wordsOf(posting)}
            </Link>
          </li>
        ))}
      </ul>
      <p className="muted">{t(match.entryId ? 'match.made' : 'match.found')}</p>
      {mayWrite && (
        <Disclosure label={t('match.undo')} icon={Unlink}>
          <Form method="post" className="stack">
            <input type="hidden" name="intent" value="undo" />
            <input type="hidden" name="lineId" value={line.id} />
            <input type="hidden" name="reason" value={t('match.reason')} />
            <p>{t(match.entryId ? 'match.undoMade' : 'match.undoFound')}</p>
            <Button type="submit" kind="danger" icon={Unlink}>
              {t('match.undoDo')}
            </Button>
          </Form>
        </Disclosure>
      )}
    </Card>
  )
}
