import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ChevronLeft, ReceiptText, Undo2 } from 'lucide-react'
import { z } from 'zod'
import { BankLineLink } from '#app/bank/bank-line-link.tsx'
import { byHandOf } from '#app/books/by-hand.server.ts'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { PostingTable } from '#app/books/posting-table.tsx'
import { UndoForm } from '#app/books/undo-form.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay, formatMoment } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { findSourcePath } from '#app/reports/source-of.server.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { entryKindWord, useReportText } from '#app/reports/words.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { findLineOfEntry } from '#modules/banking/index.ts'
import { getEntry, locks, reverseEntry } from '#modules/bookkeeping/index.ts'
import { UndoForm as UndoInput } from '#modules/bookkeeping/shared.ts'
import { may } from '#modules/identity/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({ entryId: z.uuid() })

export const loader = tenantLoader('books.read', Params, async (tx, { entryId }, edge) => {
  const entry = await getEntry(tx, entryId)
  const { timeZone } = await getShopClock(tx)
  return {
    entry,
    bankLine: await findLineOfEntry(tx, entryId),
    source: (await findSourcePath(tx, edge.membership.slug, entry)) ?? null,
    isDayOpen: await locks.isOpenDay(tx, entry.postedOn),
    today: dayIn(timeZone, new Date()),
    mayWrite: may(edge.membership.role, 'books.write'),
    title: textsFor(languageOf(edge.request)).t('books:journal'),
  }
})

export const action = tenantAction(
  'books.write',
  UndoInput.extend({ entryId: z.uuid() }),
  (tx, { exceptionReason, ...undo }, edge) =>
    reverseEntry(tx, { ...undo, ...byHandOf(exceptionReason, edge) }),
  ({ entryId }, { membership }) => `/${membership.slug}/books/entries/${entryId}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One entry: its sides, what caused it, and how it is undone. */
export default function Entry() {
  const { entry, bankLine, today, isDayOpen, mayWrite } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug, words, timeZone } = useOffice()
  const { t } = useReportText()
  const { t: ledger } = useLedgerText()
  const kind = entryKindWord(t, entry.kind)
  const title = t('books:entry.title', { kind, memo: entry.memo })
  const facts = [
    entry.costCentreName,
    entry.byName,
    formatMoment(entry.createdAt, { ...words, timeZone }),
  ]
  return (
    <div className="stack">
      <div>
        <Link to={`/${slug}/books/journal`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={ChevronLeft}>{t('books:entry.back')}</ButtonFace>
        </Link>
      </div>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <UndoneNotice />
      <Card title={title} aside={formatDay(entry.postedOn, words)}>
        {entry.documentOn && (
          <p>
            {ledger('entry.documentDay', {
              document: formatDay(entry.documentOn, words),
              posted: formatDay(entry.postedOn, words),
            })}
          </p>
        )}
        <PostingTable caption={title} postings={entry.postings} day={entry.postedOn} />
        <p className="muted cap">{facts.filter(Boolean).join(' · ')}</p>
        <h3>{t('books:entry.source')}</h3>
        <Source kind={kind} />
        {bankLine && <BankLineLink line={bankLine} />}
        {mayWrite && entry.isUndoable ? (
          <UndoForm
            answer={answer}
            day={{
              defaultValue: isDayOpen ? entry.postedOn : today,
              min: entry.postedOn,
              max: today,
            }}
          />
        ) : (
          <p className="muted">{t('books:entry.fixed')}</p>
        )}
      </Card>
    </div>
  )
}

/** That it is undone, or undoes another. */
function UndoneNotice() {
  const { entry } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useLedgerText()
  const other = entry.reversedById ?? entry.reversesId
  if (other === null) return null
  return (
    <Notice
      kind="waiting"
      icon={Undo2}
      title={t(entry.reversedById ? 'entry.isUndone' : 'entry.undoes')}
      actions={
        <Link to={`/${slug}/books/entries/${other}`} className={buttonClass({ kind: 'plain' })}>
          {t(entry.reversedById ? 'entry.seeUndo' : 'entry.seeOriginal')}
        </Link>
      }
    />
  )
}

function Source({ kind }: { kind: string }) {
  const { entry, source } = useLoaderData<typeof loader>()
  const { t } = useReportText()
  const { t: ledger } = useLedgerText()
  if (entry.sourceType === 'manual') return <p>{ledger('entry.byHand')}</p>
  if (source === null) return <p>{t('books:entry.noSource', { kind })}</p>
  const isSale = entry.sourceType === 'sale'
  return (
    <div>
      <Link to={source} className={buttonClass({ kind: 'plain' })}>
        <ButtonFace icon={ReceiptText}>
          {t(isSale ? 'books:entry.sale' : 'books:entry.paper')}
        </ButtonFace>
      </Link>
    </div>
  )
}
