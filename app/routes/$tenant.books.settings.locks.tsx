import '#app/components/account.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Lock, LockOpen, Stamp } from 'lucide-react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { ExceptionsCard, LockHistoryCard } from '#app/books/lock-cards.tsx'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { addDays, addMonths, daysOfMonth, formatDay, monthOf } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getLocks, lockPeriod } from '#modules/bookkeeping/index.ts'
import { LocksForm } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => {
  const { timeZone } = await getShopClock(tx)
  const today = dayIn(timeZone, new Date())
  return {
    locks: await getLocks(tx),
    today,
    lastMonthEnd: daysOfMonth(addMonths(monthOf(today), -1)).to,
    title: textsFor(languageOf(edge.request)).t('ledger:locks.title'),
  }
})

async function change(tx: Tx, form: LocksForm) {
  const { note } = form
  if (form.intent === 'file') return lockPeriod(tx, { kind: 'hard', through: form.through, note })
  // Opening a day closes what lies before it, and nothing else.
  const through = form.intent === 'close' ? form.through : addDays(form.from, -1)
  return lockPeriod(tx, { kind: 'soft', through, note })
}
export const action = tenantAction('books.write', LocksForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Which days are closed, and how to close or open them. */
export default function Locks() {
  const { locks } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug, words } = useOffice()
  const { t } = useLedgerText()
  const { softThrough, hardThrough } = locks
  return (
    <>
      <BooksHeader
        title={t('locks.title')}
        under={t('locks.text')}
        back={{ to: `/${slug}/books/settings`, label: t('settings.back') }}
      />
      <div className="stack settings-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {answer?.ok && <Notice kind="done" title={t('saved')} announce />}
        <Card title={t('locks.now')}>
          <p>
            {softThrough
              ? t('locks.soft', { day: formatDay(softThrough, words) })
              : t('locks.noSoft')}
          </p>
          <p>
            {hardThrough
              ? t('locks.hard', { day: formatDay(hardThrough, words) })
              : t('locks.noHard')}
          </p>
        </Card>
        <Change />
        {locks.exceptions.length > 0 && <ExceptionsCard exceptions={locks.exceptions} />}
        {locks.history.length > 0 && <LockHistoryCard history={locks.history} />}
      </div>
    </>
  )
}

function Change() {
  const { locks, today, lastMonthEnd } = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state === 'submitting'
  const { t } = useLedgerText()
  const yesterday = addDays(today, -1)
  const note = (
    <Field
      label={t('locks.note')}
      optional={t('optional')}
      name="note"
      maxLength={300}
      autoComplete="off"
    />
  )
  return (
    <Card title={t('locks.close')}>
      <Form method="post" className="stack" key={locks.softThrough}>
        <input type="hidden" name="intent" value="close" />
        <p className="muted">{t('locks.closeText')}</p>
        <Field
          label={t('locks.through')}
          type="date"
          name="through"
          max={yesterday}
          defaultValue={lastMonthEnd}
          required
        />
        {note}
        <Button type="submit" kind="primary" icon={Lock} busy={isBusy}>
          {t('locks.closeNow')}
        </Button>
      </Form>
      <div className="row">
        {locks.softThrough && (
          <Disclosure label={t('locks.open')} icon={LockOpen} kind="quiet">
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="open" />
              <p>{t('locks.openText')}</p>
              <Field
                label={t('locks.from')}
                type="date"
                name="from"
                max={locks.softThrough}
                defaultValue={daysOfMonth(monthOf(locks.softThrough)).from}
                required
              />
              {note}
              <Button type="submit" kind="outline" icon={LockOpen}>
                {t('locks.openNow')}
              </Button>
            </Form>
          </Disclosure>
        )}
        <Disclosure label={t('locks.file')} icon={Stamp} kind="quiet">
          <Form method="post" className="stack">
            <input type="hidden" name="intent" value="file" />
            <p>{t('locks.fileText')}</p>
            <Field
              label={t('locks.through')}
              type="date"
              name="through"
              max={yesterday}
              defaultValue={lastMonthEnd}
              required
            />
            {note}
            <Button type="submit" kind="danger" icon={Stamp}>
              {t('locks.fileNow')}
            </Button>
          </Form>
        </Disclosure>
      </div>
    </Card>
  )
}
