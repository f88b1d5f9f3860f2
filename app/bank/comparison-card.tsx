import { Form, Link } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { formatMoney, Money, SumRow } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { Comparison } from '#modules/banking/index.ts'
import { saidOn, signed, usePostingWords } from './line-words.tsx'

export interface ComparisonCardProps {
  comparison: Comparison
  accountId: string
  /** Ids for what may be written, so that pressing twice writes once. */
  checkId: string
  openingEntryId: string
  mayWrite: boolean
}

/** Bank and books side by side on a day, all that lies between them, and one press when they agree. */
export function ComparisonCard(props: ComparisonCardProps) {
  const { comparison, checkId, mayWrite } = props
  const { words } = useOffice()
  const { t } = useTranslation('banking')
  const { through, statementMinor, ledgerMinor, differenceMinor, agrees } = comparison
  return (
    <Card title={t('check.onDay', { day: formatDay(through, words) })}>
      <dl className="day-pairs">
        <div className="day-pair">
          <dt>{t('check.bank')}</dt>
          <dd>
            <Money amountMinor={statementMinor} />
          </dd>
        </div>
        <div className="day-pair">
          <dt>{t('check.books')}</dt>
          <dd>
            <Money amountMinor={ledgerMinor} />
          </dd>
        </div>
      </dl>
      <SumRow label={t('check.difference')} amountMinor={differenceMinor} final />
      {agrees ? (
        <Notice kind="done" title={t('check.agrees')}>
          {differenceMinor !== 0 && t('check.agreesWaiting')}
        </Notice>
      ) : (
        <h3>{t('check.why')}</h3>
      )}
      <Reasons {...props} />
      {agrees && mayWrite && (
        <Form method="post">
          <input type="hidden" name="intent" value="confirm" />
          <input type="hidden" name="id" value={checkId} />
          <input type="hidden" name="through" value={through} />
          <input type="hidden" name="statementMinor" value={statementMinor} />
          <Button type="submit" kind="primary" size="key" icon={Check}>
            {t('check.confirm')}
          </Button>
        </Form>
      )}
    </Card>
  )
}

function Reasons({ comparison, accountId, openingEntryId, mayWrite }: ComparisonCardProps) {
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const { missingMinor, openingMinor, openLines, openLinesMinor, laterMinor } = comparison
  return (
    <div className="stack">
      {missingMinor !== 0 && (
        <Notice
          kind="wrong"
          title={t('check.missing', { amount: formatMoney(Math.abs(missingMinor)) })}
          actions={
            mayWrite && (
              <Link to={`/${slug}/books/bank/${accountId}/import`} className={buttonClass({})}>
                {t('import.door')}
              </Link>
            )
          }
        >
          {t('check.missingText')}
        </Notice>
      )}
      {openingMinor !== 0 && (
        <Notice
          kind="waiting"
          title={t('check.opening', { amount: formatMoney(Math.abs(openingMinor)) })}
          actions={
            mayWrite && (
              <Form method="post">
                <input type="hidden" name="intent" value="opening" />
                <input type="hidden" name="entryId" value={openingEntryId} />
                <input type="hidden" name="memo" value={t('check.openingMemo')} />
                <Button type="submit">{t('check.openingDo')}</Button>
              </Form>
            )
          }
        >
          {t(openingMinor > 0 ? 'check.openingMore' : 'check.openingLess')}
        </Notice>
      )}
      {openLines.length > 0 && (
        <Notice
          kind="waiting"
          title={t('check.open', {
            count: openLines.length,
            amount: `NT$${signed(openLinesMinor)}`,
          })}
          actions={
            <Link to={`/${slug}/books/bank/${accountId}`} className={buttonClass({})}>
              {t('check.toLines')}
            </Link>
          }
        />
      )}
      {openLines.length > 0 && <OpenLineList comparison={comparison} accountId={accountId} />}
      <Waiting comparison={comparison} />
      {laterMinor !== 0 && <p>{t('check.later', { amount: `NT$${signed(laterMinor)}` })}</p>}
    </div>
  )
}

/** How many are listed on either side; the sums are of all. */
const SHOWN = 30

function OpenLineList({
  comparison,
  accountId,
}: Pick<ComparisonCardProps, 'comparison' | 'accountId'>) {
  const { slug, words } = useOffice()
  const { t } = useTranslation('banking')
  return (
    <Disclosure label={t('check.openList')}>
      <ul className="bank-lines">
        {comparison.openLines.slice(0, SHOWN).map((line) => (
          <li key={line.id}>
            <Link to={`/${slug}/books/bank/${accountId}/lines/${line.id}`} className="bank-link">
              {[
                formatDay(line.bookedOn, words),
                saidOn(line),
                `NT$${signed(line.amountMinor)}`,
              ].join(' ')}
            </Link>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function Waiting({
  comparison: { waiting, waitingMinor },
}: Pick<ComparisonCardProps, 'comparison'>) {
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const wordsOf = usePostingWords()
  if (waiting.length === 0) return null
  return (
    <>
      <p>{t('check.waiting', { count: waiting.length, amount: `NT$${signed(waitingMinor)}` })}</p>
      <Disclosure label={t('check.waitingList')}>
        <ul className="bank-lines">
          {waiting.slice(0, SHOWN).map((posting) => (
            <li key={`${posting.entryId} ${posting.position}`}>
              <Link to={`/${slug}/books/entries/${posting.entryId}`} className="bank-link">
                {wordsOf(posting)}
              </Link>
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  )
}
