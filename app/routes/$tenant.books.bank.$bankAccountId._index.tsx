import '#app/bank/bank.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { FileUp, Pencil, Scale } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { actOnLines, LineAct } from '#app/bank/line-acts.server.ts'
import { AllLines, OpenLines, SureOnes } from '#app/bank/line-list.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { formatDay } from '#app/components/dates.ts'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Money } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import {
  getAgreement,
  getBankAccount,
  listBrokenLines,
  listLines,
  listOpenLines,
} from '#modules/banking/index.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Query = z.object({
  bankAccountId: z.uuid(),
  show: z.literal('all').optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  added: z.coerce.number().int().min(0).optional().catch(undefined),
})

export const loader = tenantLoader('books.read', Query, async (tx, query, edge) => {
  const id = query.bankAccountId
  const account = await getBankAccount(tx, id)
  const open = query.show ? [] : await listOpenLines(tx, id)
  return {
    account,
    // Ids of the entries that may be made, so that pressing twice books once.
    open: open.map((line) => ({ ...line, bankAccountId: id, entryId: newId() })),
    all: query.show ? await listLines(tx, id, query.after) : undefined,
    broken: await listBrokenLines(tx, id),
    agreement: await getAgreement(tx, id),
    added: query.added,
    mayWrite: may(edge.membership.role, 'books.write'),
  }
})

export const action = tenantAction('books.write', LineAct, actOnLines)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.name ?? ''} · Tillage 耕舖` },
]

/** What the bank says of one account: what is still to do first. */
export default function BankAccountPage() {
  const { account, open, all, broken, added, mayWrite } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = useFormErrors(answer, [])
  const { slug } = useOffice()
  const { t } = useTranslation('banking')
  const page = `/${slug}/books/bank/${account.id}`
  return (
    <>
      <PartHeader
        title={t('account.called', { name: account.name, digits: account.lastDigits })}
        back={{ to: `/${slug}/books/bank`, label: t('back') }}
      >
        {mayWrite && (
          <Link to={`${page}/import`} className={buttonClass({ kind: 'primary' })}>
            <ButtonFace icon={FileUp}>{t('import.door')}</ButtonFace>
          </Link>
        )}
        <Link to={`${page}/check`} className={buttonClass({ kind: 'outline' })}>
          <ButtonFace icon={Scale}>{t('check.door')}</ButtonFace>
        </Link>
        {mayWrite && (
          <Link to={`${page}/edit`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={Pencil}>{t('account.edit')}</ButtonFace>
          </Link>
        )}
      </PartHeader>
      <div className="stack stack-loose bank-column">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {answer?.ok && <Done {...answer.value} />}
        {added !== undefined && !answer && (
          <Notice kind="done" title={t('import.added', { count: added })} announce />
        )}
        <Standing />
        {broken.length > 0 && (
          <Card title={t('broken.title')}>
            <p>{t('broken.text')}</p>
            <AllLines bankAccountId={account.id} lines={broken} />
          </Card>
        )}
        <nav className="segments" aria-label={t('lines.which')}>
          <Link
            to={page}
            className={segmentClass()}
            {...(all ? {} : { 'aria-current': 'page' as const })}
          >
            {t('lines.openCount', { count: account.openCount })}
          </Link>
          <Link
            to={`${page}?show=all`}
            className={segmentClass()}
            {...(all ? { 'aria-current': 'page' as const } : {})}
          >
            {t('lines.all')}
          </Link>
        </nav>
        {all ? (
          <Pages {...all} />
        ) : open.length === 0 ? (
          <div className="empty">
            <Empty>{t(account.lastOn ? 'lines.allDone' : 'lines.none')}</Empty>
          </div>
        ) : (
          <>
            {mayWrite && <SureOnes bankAccountId={account.id} lines={open} />}
            <OpenLines lines={open} mayWrite={mayWrite} />
            {account.openCount > open.length && (
              <p className="muted">{t('lines.more', { count: account.openCount - open.length })}</p>
            )}
          </>
        )}
      </div>
    </>
  )
}

function Done({ done, count }: { done: string; count: number }) {
  const { t } = useTranslation('banking')
  if (done === 'undone') return <Notice kind="done" title={t('done.undone')} announce />
  if (done === 'booked') return <Notice kind="done" title={t('done.booked')} announce />
  return <Notice kind="done" title={t('done.matched', { count })} announce />
}

function Standing() {
  const { account, agreement } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('banking')
  const [firstBroken] = agreement.broken
  return (
    <Card>
      {firstBroken && (
        <Notice
          kind="wrong"
          title={t('check.brokenTitle', { day: formatDay(firstBroken.through, words) })}
          actions={
            <Link
              to={`/${slug}/books/bank/${account.id}/check?through=${firstBroken.through}&statement=${firstBroken.statementMinor}`}
              className={buttonClass({})}
            >
              {t('check.lookAgain')}
            </Link>
          }
        />
      )}
      <dl className="day-pairs">
        <div className="day-pair">
          <dt>
            {account.lastOn
              ? t('account.bankSaysOn', { day: formatDay(account.lastOn, words) })
              : t('account.bankSays')}
          </dt>
          <dd>
            <Money amountMinor={account.bankMinor} />
          </dd>
        </div>
        <div className="day-pair">
          <dt>{t('account.booksSay')}</dt>
          <dd>
            <Money amountMinor={account.ledgerMinor} />
          </dd>
        </div>
      </dl>
      <p className="muted">
        {agreement.agreedThrough
          ? t('account.agreed', { day: formatDay(agreement.agreedThrough, words) })
          : t('account.neverAgreed')}
      </p>
    </Card>
  )
}

function Pages({
  lines,
  nextAfter,
}: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['all']>) {
  const { account } = useLoaderData<typeof loader>()
  const { t } = useTranslation('banking')
  if (lines.length === 0)
    return (
      <div className="empty">
        <Empty>{t('lines.none')}</Empty>
      </div>
    )
  return (
    <>
      <AllLines bankAccountId={account.id} lines={lines} />
      {nextAfter && (
        <Link to={`?show=all&after=${nextAfter}`} className={buttonClass({ kind: 'plain' })}>
          {t('lines.older')}
        </Link>
      )}
    </>
  )
}
