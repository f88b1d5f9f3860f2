import '#app/books/ledger.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { BookOpen, Undo2 } from 'lucide-react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { byHandOf } from '#app/books/by-hand.server.ts'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { PostingTable } from '#app/books/posting-table.tsx'
import { slipWords } from '#app/books/slip-words.ts'
import { UndoForm } from '#app/books/undo-form.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay, formatMoment } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getEntry, money } from '#modules/bookkeeping/index.ts'
import { UndoForm as UndoInput } from '#modules/bookkeeping/shared.ts'
import { may } from '#modules/identity/index.ts'

const Params = z.object({ slipId: z.uuid() })

export const loader = tenantLoader('books.read', Params, async (tx, { slipId }, edge) => {
  const slip = await money.getMoneySlip(tx, slipId)
  return {
    slip,
    entry: await getEntry(tx, slip.entryId),
    mayWrite: may(edge.membership.role, 'books.write'),
    title: textsFor(languageOf(edge.request)).t('ledger:money.title'),
  }
})

export const action = tenantAction(
  'books.write',
  UndoInput.extend({ slipId: z.uuid() }),
  async (tx, { slipId, reason, exceptionReason }, edge) => {
    await money.undoMoneySlip(tx, { slipId, reason, ...byHandOf(exceptionReason, edge) })
    return { slipId }
  },
  ({ slipId }, { membership }) => `/${membership.slug}/books/money?saved=${slipId}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One slip: what was said of it, its photograph, the double entry behind it, and undoing it. */
export default function Slip() {
  const { slip, entry, mayWrite } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug, words } = useOffice()
  const { t, language } = useLedgerText()
  const said = slipWords(t, slip, language)
  return (
    <>
      <BooksHeader
        title={said}
        under={formatDay(slip.day, words)}
        back={{ to: `/${slug}/books/money`, label: t('money.back') }}
      >
        <Total inline label={t('money.amount')} amountMinor={slip.amountMinor} size="report" />
      </BooksHeader>
      <div className="stack money-form">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {slip.undoneById && (
          <Notice
            kind="waiting"
            icon={Undo2}
            title={t('entry.isUndone')}
            actions={
              <Link
                to={`/${slug}/books/entries/${slip.undoneById}`}
                className={buttonClass({ kind: 'plain' })}
              >
                {t('entry.seeUndo')}
              </Link>
            }
          />
        )}
        <Facts />
        <Disclosure label={t('money.doubleEntry')} icon={BookOpen}>
          <PostingTable caption={said} postings={entry.postings} day={entry.postedOn} />
          <Link
            to={`/${slug}/books/entries/${entry.id}`}
            className={buttonClass({ kind: 'quiet' })}
          >
            <ButtonFace icon={BookOpen}>{t('money.inJournal')}</ButtonFace>
          </Link>
        </Disclosure>
        {mayWrite && !slip.undoneById && <UndoForm answer={answer} />}
      </div>
    </>
  )
}

function Facts() {
  const { slip, entry } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useLedgerText()
  const facts: [label: string, value: string | null][] = [
    [t('money.note'), slip.note],
    [t('money.fee'), slip.feeMinor > 0 ? formatMoney(slip.feeMinor) : null],
    [t('centres.which'), entry.costCentreName],
    [t('invoice.number'), slip.invoiceNo],
    [t('invoice.seller'), slip.sellerTaxId],
    [t('invoice.tax'), slip.taxMinor === null ? null : formatMoney(slip.taxMinor)],
    [t('money.postedOn'), slip.postedOn === slip.day ? null : formatDay(slip.postedOn, words)],
    [
      t('money.by'),
      [slip.byName, formatMoment(slip.createdAt, { ...words, timeZone })]
        .filter(Boolean)
        .join(' · '),
    ],
  ]
  return (
    <Card>
      <dl className="day-pairs">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label} className="day-pair">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {slip.photoId && (
        <a href={`/${slug}/books/photos/${slip.photoId}`}>
          <img
            src={`/${slug}/books/photos/${slip.photoId}`}
            alt={t('money.photoAlt')}
            className="slip-photo"
          />
        </a>
      )}
    </Card>
  )
}
