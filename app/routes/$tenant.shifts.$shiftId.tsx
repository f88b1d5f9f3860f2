import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft, Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BookedLink } from '#app/books/booked-link.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { PaperButtons } from '#app/reports/paper-buttons.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { may } from '#modules/identity/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { getShift } from '#modules/pos/index.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Params = z.object({ shiftId: z.uuid() })

export const loader = tenantLoader('sales.read', Params, async (tx, { shiftId }, edge) => ({
  seesBooks: may(edge.membership.role, 'books.read'),
  shift: await getShift(tx, shiftId),
  hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
  // Made here, so that pressing twice before the answer prints once.
  requestId: newId(),
  title: textsFor(languageOf(edge.request)).t('shift:office.one'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

interface Line {
  key: string
  label: string
  count: number | undefined
  amountMinor: number | null
  /** The sales that this number is made of. */
  to?: string
}

/** One shift by the books: sales, drawer, difference, and what arrived after its closing. */
export default function Shift() {
  const { shift, hasPrinter, requestId, seesBooks } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('shift')
  const closed = shift.closedAt && formatMoment(shift.closedAt, { ...words, timeZone })
  return (
    <>
      <PageHeader
        title={t('office.one')}
        under={`${shift.tillName} · ${formatMoment(shift.openedAt, { ...words, timeZone })} – ${closed ?? t('office.open')}`}
        back={
          <Link to={`/${slug}/shifts`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('office.back')}</ButtonFace>
          </Link>
        }
      >
        <a className={buttonClass({})} href={`/${slug}/shifts/${shift.id}/export.csv`} download>
          <ButtonFace icon={Download}>{t('office.csv')}</ButtonFace>
        </a>
        <PaperButtons
          label={t('report.print')}
          action={`/${slug}/shifts/${shift.id}/print`}
          pdf={`/${slug}/shifts/${shift.id}/report.pdf`}
          hasPrinter={hasPrinter}
          requestId={requestId}
        />
        {seesBooks && <BookedLink sourceType="shift" sourceId={shift.id} />}
      </PageHeader>
      <div className="stack">
        <Lines title={t('report.sales_title')} lines={useSaleLines()} />
        <Lines title={t('report.drawer_title')} lines={useDrawerLines()} />
        {shift.note && (
          <Card title={t('close.note')}>
            <p>{shift.note}</p>
          </Card>
        )}
      </div>
    </>
  )
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const { t } = useTranslation('shift')
  const columns: Column<Line>[] = [
    {
      key: 'label',
      head: t('office.what'),
      cell: (line) =>
        line.to ? (
          <Link to={line.to} className={rowLinkClass}>
            {line.label}
          </Link>
        ) : (
          line.label
        ),
    },
    { key: 'count', head: t('office.count'), align: 'end', cell: (line) => line.count ?? '' },
    {
      key: 'amount',
      head: t('office.amount'),
      align: 'end',
      cell: (line) =>
        line.amountMinor === null ? '' : <Money amountMinor={line.amountMinor} bare />,
    },
  ]
  return (
    <Card title={title}>
      <DataTable
        caption={title}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.key}
        empty={<Empty>{t('office.empty')}</Empty>}
      />
    </Card>
  )
}

function useSaleLines(): Line[] {
  const { shift } = useLoaderData<typeof loader>()
  const { t } = useTranslation('shift')
  const common = useTranslation('common')
  const { slug } = useOffice()
  const salesOf = (more: Record<string, string>) =>
    `/${slug}/sales?${new URLSearchParams({ shift: shift.id, ...more })}`
  return shift.figures
    .filter(({ kind }) => !kind.startsWith('cash_') && kind !== 'drawer')
    .map(({ kind, tender, count, amountMinor }) => ({
      key: `${kind}-${tender ?? ''}`,
      label: tender ? common.t(`tender.${tender}`) : t(`office.figure.${kind}`),
      count,
      amountMinor,
      ...(kind === 'sales' && { to: salesOf({}) }),
      ...(tender && { to: salesOf({ tender }) }),
    }))
}

function useDrawerLines(): Line[] {
  const { shift } = useLoaderData<typeof loader>()
  const { t } = useTranslation('shift')
  const { words, timeZone } = useOffice()
  const drawer = shift.figures.find(({ kind }) => kind === 'drawer')
  const line = (key: string, label: string, amountMinor: number | null, count?: number): Line => ({
    key,
    label,
    count,
    amountMinor,
  })
  return [
    line('float', t('report.float'), shift.floatMinor),
    ...shift.moves.map((move) =>
      line(
        move.id,
        [
          t(`report.cash_${move.direction}`),
          t(`cash_reason.${move.reason}` as 'cash_reason.other'),
          move.note,
          move.cashierName,
        ]
          .filter(Boolean)
          .join(' · '),
        move.direction === 'in' ? move.amountMinor : -move.amountMinor,
      ),
    ),
    line('expected', t('report.expected'), shift.expectedMinor ?? shift.cash.expectedMinor),
    ...(shift.countedMinor === null
      ? []
      : [line('counted', t('report.counted'), shift.countedMinor)]),
    ...shift.corrections.map((late) =>
      line(
        late.id,
        t('office.late', { at: formatMoment(late.arrivedAt, { ...words, timeZone }) }),
        late.cashMinor,
      ),
    ),
    ...(shift.differenceMinor === null
      ? []
      : [line('difference', t('report.difference'), shift.differenceMinor)]),
    line('drawer', t('report.drawer_opened'), null, drawer?.count ?? 0),
  ]
}
