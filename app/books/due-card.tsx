import { Form } from '@remix-run/react'
import { Check, SkipForward } from 'lucide-react'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import { MoneyField } from '#app/components/money-field.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import type { Due } from '#modules/bookkeeping/index.ts'
import { ExceptionField } from './exception-field.tsx'
import { useLedgerText } from './ledger-text.ts'
import { slipWords } from './slip-words.ts'

/** Rows that are shown; the rest comes when these are done. */
const SHOWN = 6

/** What is due every month and waits for one tap. */
export function DueCard({
  due,
  answer,
  mayWrite,
}: {
  due: Due[]
  answer: ActionAnswer<unknown> | undefined
  mayWrite: boolean
}) {
  const { t } = useLedgerText()
  return (
    <Card title={t('due.title')}>
      <p className="muted">{t('due.text')}</p>
      <ul className="rows due-rows">
        {due.slice(0, SHOWN).map((turn) => (
          <DueRow key={`${turn.id} ${turn.dueOn}`} {...{ turn, answer, mayWrite }} />
        ))}
      </ul>
      {due.length > SHOWN && <p className="muted">{t('due.more', { n: due.length - SHOWN })}</p>}
    </Card>
  )
}

function DueRow({
  turn,
  answer,
  mayWrite,
}: {
  turn: Due
  answer: ActionAnswer<unknown> | undefined
  mayWrite: boolean
}) {
  const { words } = useOffice()
  const { t, language } = useLedgerText()
  const ids = (
    <>
      <input type="hidden" name="recurringId" value={turn.id} />
      <input type="hidden" name="dueOn" value={turn.dueOn} />
    </>
  )
  return (
    <li>
      <span>
        <b>{turn.note || slipWords(t, turn, language)}</b>
        <br />
        <span className="muted cap">
          {t('due.on', { day: formatShortDay(turn.dueOn, words) })} ·{' '}
          {formatMoney(turn.amountMinor)}
        </span>
      </span>
      {mayWrite && (
        <span className="row">
          <Form method="post">
            {ids}
            <MoneyField
              label={t('due.amount')}
              prefix="NT$"
              name="amount"
              defaultAmountMinor={turn.amountMinor}
            />
            <ExceptionField answer={answer} />
            <Button type="submit" name="intent" value="book" kind="outline" icon={Check}>
              {t(turn.direction === 'paid' ? 'due.paid' : 'due.received')}
            </Button>
          </Form>
          <Form method="post">
            {ids}
            <Button type="submit" name="intent" value="skip" kind="quiet" icon={SkipForward}>
              {t('due.skip')}
            </Button>
          </Form>
        </span>
      )}
    </li>
  )
}
