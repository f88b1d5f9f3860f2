import '#app/books/ledger.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { ArrowDownLeft, ArrowLeftRight, ArrowUpRight, Repeat } from 'lucide-react'
import { z } from 'zod'
import { byHandOf } from '#app/books/by-hand.server.ts'
import { DueCard } from '#app/books/due-card.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { MoneyPlaces } from '#app/books/money-places.tsx'
import { SavedNotice } from '#app/books/saved-notice.tsx'
import { SlipTable } from '#app/books/slip-table.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getTrialBalance, money } from '#modules/bookkeeping/index.ts'
import { DueForm } from '#modules/bookkeeping/shared.ts'
import { may } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Query = z.object({
  after: z.uuid().optional(),
  saved: z.uuid().optional().catch(undefined),
})

export const loader = tenantLoader('books.read', Query, async (tx, { after, saved }, edge) => {
  const { timeZone } = await getShopClock(tx)
  const today = dayIn(timeZone, new Date())
  const { slips, nextAfter } = await money.listMoneySlips(tx, after)
  return {
    slips,
    nextAfter: nextAfter ?? null,
    after: after ?? null,
    saved: (saved && slips.find((slip) => slip.id === saved)) ?? null,
    due: await money.listDue(tx),
    places: await money.listMoneyPlaces(tx),
    balances: (await getTrialBalance(tx, today)).accounts,
    mayWrite: may(edge.membership.role, 'books.write'),
    title: textsFor(languageOf(edge.request)).t('ledger:money.title'),
  }
})

/** Books a turn of something monthly, or leaves it out. */
async function change(tx: Tx, form: DueForm, edge: Edge) {
  if (form.intent === 'skip') return money.skipDue(tx, form)
  const { recurringId, dueOn, amount, exceptionReason } = form
  const turn = { recurringId, dueOn, amountMinor: amount }
  return money.bookDue(tx, turn, byHandOf(exceptionReason, edge))
}
export const action = tenantAction('books.write', DueForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

const DOORS = [
  { direction: 'paid', icon: ArrowUpRight },
  { direction: 'received', icon: ArrowDownLeft },
  { direction: 'moved', icon: ArrowLeftRight },
] as const

/** Money in and out in the words of people: what they paid, received, moved, and what lies where. */
export default function MoneyPage() {
  const { slips, nextAfter, after, saved, due, mayWrite } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <div className="stack stack-loose">
      {saved && <SavedNotice slip={saved} />}
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {mayWrite && (
        <nav className="money-doors" aria-label={t('money.title')}>
          {DOORS.map(({ direction, icon }) => (
            <Link
              key={direction}
              to={`/${slug}/books/money/new?direction=${direction}`}
              className={buttonClass({
                kind: direction === 'paid' ? 'primary' : 'outline',
                size: 'key',
              })}
            >
              <ButtonFace icon={icon}>{t(`money.door.${direction}`)}</ButtonFace>
            </Link>
          ))}
        </nav>
      )}
      {due.length > 0 && <DueCard due={due} answer={answer} mayWrite={mayWrite} />}
      <div className="two-cards">
        <Card
          title={t('money.slips')}
          aside={
            <Link to={`/${slug}/books/money/recurring`} className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={Repeat}>{t('recurring.door')}</ButtonFace>
            </Link>
          }
        >
          <SlipTable slips={slips} />
          <nav className="pages" aria-label={t('money.slips')}>
            {after && (
              <Link to="?" className={buttonClass({ kind: 'plain' })}>
                <ButtonFace>{t('newest')}</ButtonFace>
              </Link>
            )}
            {nextAfter && (
              <Link to={`?after=${nextAfter}`} className={buttonClass({ kind: 'plain' })}>
                <ButtonFace>{t('older')}</ButtonFace>
              </Link>
            )}
          </nav>
        </Card>
        <PlacesCard />
      </div>
    </div>
  )
}

function PlacesCard() {
  const { places, balances } = useLoaderData<typeof loader>()
  return <MoneyPlaces places={places} balances={balances} />
}
