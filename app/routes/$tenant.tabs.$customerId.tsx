import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ChevronLeft, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { formatMoment, formatShortDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Money, Total } from '#app/components/money.tsx'
import { MoneyField } from '#app/components/money-field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { PaperButtons } from '#app/reports/paper-buttons.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { changeTabLimit, getCustomerTab, saveCustomer } from '#modules/crm/index.ts'
import { CustomerForm } from '#modules/crm/shared.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getTillRules } from '#modules/pos/index.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Params = z.object({
  customerId: z.uuid(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
})

export const loader = tenantLoader(
  'customers.read',
  Params,
  async (tx, { customerId, page }, edge) => {
    const tab = await getCustomerTab(tx, customerId, page)
    const { t } = textsFor(languageOf(edge.request))
    return {
      tab: {
        ...tab,
        since: tab.since?.toISOString() ?? null,
        entries: tab.entries.map((entry) => ({
          ...entry,
          occurredAt: entry.occurredAt.toISOString(),
        })),
      },
      page,
      hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
      // Made here, so that pressing twice before the answer prints once.
      requestId: newId(),
      usualLimitMinor: (await getTillRules(tx)).tabLimitMinor,
      mayManage: may(edge.membership.role, 'customers.manage'),
      seesSales: may(edge.membership.role, 'sales.read'),
      seesBooks: may(edge.membership.role, 'books.read'),
      title: tab.name ?? t('tabs:unnamed'),
    }
  },
)

const SaveInput = CustomerForm.extend({ customerId: z.uuid() })

export const action = tenantAction('customers.manage', SaveInput, async (tx, input) => {
  const { customerId, name, phone, tabLimitMinor } = input
  await saveCustomer(tx, { customerId, name, phone })
  await changeTabLimit(tx, { customerId, tabLimitMinor })
  return null
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Entry = Awaited<ReturnType<typeof loader>>['tab']['entries'][number]

/** One customer: what they took and paid, what they owe, and what was agreed with them. */
export default function CustomerTabPage() {
  const { tab, page, mayManage, usualLimitMinor, title, hasPrinter, requestId } =
    useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('tabs')
  const columns = useColumns()
  const limitMinor = tab.ownLimitMinor ?? usualLimitMinor
  const since =
    tab.since && t('since', { day: formatShortDay(dayIn(timeZone, new Date(tab.since)), words) })
  return (
    <>
      <PageHeader
        title={title}
        under={[tab.phone, since, t('limit', { amount: formatMoney(limitMinor) })]
          .filter(Boolean)
          .join(' · ')}
        back={
          <Link
            to={`/${slug}/tabs`}
            className={buttonClass({ kind: 'quiet', className: 'no-print' })}
          >
            <ButtonFace icon={ChevronLeft}>{t('title')}</ButtonFace>
          </Link>
        }
      >
        <Total inline label={t('office.owes')} amountMinor={tab.owesMinor} size="report" />
      </PageHeader>
      <div className="two-cards">
        <Card
          title={t('office.entries')}
          aside={
            hasPrinter ? null : (
              <Button icon={Printer} className="no-print" onClick={() => window.print()}>
                {t('office.print_statement')}
              </Button>
            )
          }
        >
          <DataTable
            caption={t('office.entries')}
            columns={columns}
            rows={tab.entries}
            rowKey={(entry) => entry.id}
            empty={<Empty>{t('office.no_entries')}</Empty>}
          />
          <PaperButtons
            label={t('office.print_statement')}
            action={`/${slug}/tabs/${tab.id}/print`}
            pdf={`/${slug}/tabs/${tab.id}/statement.pdf`}
            hasPrinter={hasPrinter}
            requestId={requestId}
          />
          <nav className="pages no-print" aria-label={t('office.entries')}>
            {page > 1 && (
              <Link to={`?page=${page - 1}`} className={buttonClass({ kind: 'plain' })}>
                <ButtonFace>{t('office.newer')}</ButtonFace>
              </Link>
            )}
            {tab.hasMore && (
              <Link to={`?page=${page + 1}`} className={buttonClass({ kind: 'plain' })}>
                <ButtonFace>{t('office.older')}</ButtonFace>
              </Link>
            )}
          </nav>
        </Card>
        {mayManage && <CustomerCard />}
      </div>
    </>
  )
}

const FIELDS = ['name', 'phone', 'tabLimitMinor']

function CustomerCard() {
  const { tab, usualLimitMinor } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, FIELDS)
  const { t } = useTranslation('tabs')
  return (
    <Card title={t('office.customer')} className="no-print">
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {answer?.ok && <Notice kind="done" title={t('office.saved')} announce />}
      <Form method="post" className="stack">
        <Field
          label={t('new.name')}
          name="name"
          defaultValue={tab.name ?? ''}
          required
          maxLength={120}
          autoComplete="off"
          error={errors.field('name')}
        />
        <Field
          label={t('new.phone')}
          optional={t('optional')}
          name="phone"
          type="tel"
          defaultValue={tab.phone ?? ''}
          maxLength={40}
          autoComplete="off"
          error={errors.field('phone')}
        />
        <MoneyField
          label={t('office.limit')}
          optional={t('optional')}
          prefix="NT$"
          name="tabLimitMinor"
          defaultAmountMinor={tab.ownLimitMinor ?? undefined}
          hint={t('office.limit_hint', { amount: formatMoney(usualLimitMinor) })}
          error={errors.field('tabLimitMinor')}
        />
        <Button type="submit" kind="primary" size="key" wide busy={isBusy}>
          {t('new.save')}
        </Button>
      </Form>
    </Card>
  )
}

function useColumns(): Column<Entry>[] {
  const { seesSales, seesBooks } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('tabs')
  return [
    {
      key: 'what',
      head: t('office.what'),
      cell: (entry) => (
        <span className="row-title-words">
          <b>
            {entry.sourceType === 'sale' && seesSales ? (
              <Link to={`/${slug}/sales/${entry.sourceId}`} className={rowLinkClass}>
                {t('office.kind.sale')}
              </Link>
            ) : entry.sourceType === 'tab_payment' && seesBooks ? (
              <Link
                to={`/${slug}/books/journal?sourceType=tab_payment&sourceId=${entry.sourceId}`}
                className={rowLinkClass}
              >
                {t(`office.kind.${kindOf(entry)}`)}
              </Link>
            ) : (
              t(`office.kind.${kindOf(entry)}`)
            )}
          </b>
          <span className="row-title-under">
            {formatMoment(entry.occurredAt, { ...words, timeZone })}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      head: t('office.amount'),
      align: 'end',
      cell: (entry) => <Money amountMinor={entry.amountMinor} bare />,
    },
    {
      key: 'balance',
      head: t('office.balance'),
      align: 'end',
      cell: (entry) => <Money amountMinor={entry.balanceMinor} bare />,
    },
  ]
}

function kindOf({ kind, amountMinor }: { kind: string; amountMinor: number }) {
  if (kind === 'sale' || kind === 'refund') return kind
  return amountMinor > 0 ? 'undone' : 'payment'
}
