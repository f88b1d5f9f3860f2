import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { SealState } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'

/** Whether somebody has changed the books: what the last check found, and how to check again. */
export function SealCard({ state, children }: { state: SealState; children: ReactNode }) {
  const { t } = useLedgerText()
  const { check } = state
  return (
    <Card title={t('seals.title')}>
      <p className="muted measure">{t('seals.text')}</p>
      <p>{t('seals.count', { sealed: state.sealedCount, waiting: state.waitingCount })}</p>
      {check ? <Found check={check} /> : <p>{t('seals.never')}</p>}
      {children}
    </Card>
  )
}

const PROBLEMS = ['changed', 'missing', 'gap', 'unsealed', 'cut'] as const

function Found({ check }: { check: NonNullable<SealState['check']> }) {
  const { slug, words, timeZone } = useOffice()
  const { t } = useLedgerText()
  const at = formatMoment(check.at, { ...words, timeZone })
  const problem = PROBLEMS.find((each) => each === check.problem)
  if (!problem) {
    return (
      <Notice kind="done" title={t('seals.fine', { n: check.sealedCount })} meta={at}>
        {check.headHash && (
          <p className="cap">
            {t('seals.head')} <code className="seal-code">{inFours(check.headHash)}</code>
          </p>
        )}
      </Notice>
    )
  }
  return (
    <Notice
      kind="wrong"
      title={t(`seals.problem.${problem}`, { n: check.badSeq ?? 0 })}
      meta={at}
      actions={
        check.badEntryId && problem !== 'missing' ? (
          <Link to={`/${slug}/books/entries/${check.badEntryId}`} className={buttonClass({})}>
            {t('seals.entry')}
          </Link>
        ) : undefined
      }
    >
      {t('seals.what')}
    </Notice>
  )
}

/** Sixteen letters are enough to know a hash again by eye. */
const inFours = (hash: string): string => hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
