import '#app/components/account.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { BookOpen, CalendarCheck } from 'lucide-react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { readYearChecks } from '#app/books/year-checks.server.ts'
import { YearChecks } from '#app/books/year-checks.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { SumRow } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { closeYear, getYear, reopenYear } from '#modules/bookkeeping/index.ts'
import { YearForm } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Query = z.object({ year: z.coerce.number().int().min(1912).max(2199).optional() })

export const loader = tenantLoader('books.read', Query, async (tx, query, edge) => {
  const { timeZone } = await getShopClock(tx)
  const thisYear = Number(dayIn(timeZone, new Date()).slice(0, 4))
  const year = query.year ?? thisYear - 1
  return {
    year,
    thisYear,
    state: await getYear(tx, year),
    checks: await readYearChecks(tx, year, timeZone),
    title: textsFor(languageOf(edge.request)).t('ledger:year.title'),
  }
})

async function change(tx: Tx, form: YearForm) {
  if (form.intent === 'close') await closeYear(tx, form)
  else await reopenYear(tx, form)
  return form.intent
}
export const action = tenantAction('books.write', YearForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What has to be done before a year is closed, and closing it. */
export default function YearEnd() {
  const { year, thisYear, checks } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <>
      <BooksHeader
        title={t('year.title')}
        under={t('year.text')}
        back={{ to: `/${slug}/books/settings`, label: t('settings.back') }}
      />
      <div className="stack settings-column">
        <nav className="row" aria-label={t('year.which')}>
          {[thisYear - 2, thisYear - 1, thisYear].map((each) => (
            <Link
              key={each}
              to={`?year=${each}`}
              className={segmentClass()}
              {...(each === year ? { 'aria-current': 'page' as const } : {})}
            >
              {t('year.name', { year: each, roc: each - 1911 })}
            </Link>
          ))}
        </nav>
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <Card title={t('year.checks')}>
          <YearChecks checks={checks} />
        </Card>
        <YearCard />
      </div>
    </>
  )
}

function YearCard() {
  const { year, state, thisYear } = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state === 'submitting'
  const { slug } = useOffice()
  const { t } = useLedgerText()
  const hidden = <input type="hidden" name="year" value={year} />
  if (state.closing) {
    return (
      <Card title={t('year.closed', { year })}>
        <p>{t('year.closedText')}</p>
        <div className="row">
          <Link
            to={`/${slug}/books/entries/${state.closing.id}`}
            className={buttonClass({ kind: 'plain' })}
          >
            <ButtonFace icon={BookOpen}>{t('year.see')}</ButtonFace>
          </Link>
          <Disclosure label={t('year.reopen')} kind="quiet">
            <Form method="post" className="stack">
              <input type="hidden" name="intent" value="reopen" />
              {hidden}
              <p>{t('year.reopenText')}</p>
              <Field
                label={t('undo.reason')}
                name="reason"
                required
                maxLength={200}
                autoComplete="off"
              />
              <Button type="submit" kind="danger">
                {t('year.reopenNow')}
              </Button>
            </Form>
          </Disclosure>
        </div>
      </Card>
    )
  }
  const isLoss = state.resultMinor < 0
  return (
    <Card title={t('year.close', { year })}>
      <p className="muted">{t('year.closeText')}</p>
      <SumRow
        label={t(isLoss ? 'year.loss' : 'year.profit')}
        amountMinor={Math.abs(state.resultMinor)}
        final
      />
      <Form method="post">
        <input type="hidden" name="intent" value="close" />
        {hidden}
        <Button
          type="submit"
          kind="primary"
          size="key"
          icon={CalendarCheck}
          busy={isBusy}
          disabledReason={year >= thisYear ? t('year.notOver') : undefined}
        >
          {t('year.closeNow', { year })}
        </Button>
      </Form>
    </Card>
  )
}
