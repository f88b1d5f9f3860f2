import { Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Money } from '#app/components/money.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { differenceOf, type ShiftReport } from '#modules/pos/shared.ts'
import { formatReceiptTime } from '#modules/printing/shared.ts'
import { differenceWord, NothingOpen } from './close-shift-dialog.tsx'
import {
  asksShopPrinter,
  notePaper,
  printPaper,
  printsBytes,
  printsItself,
} from './printing/papers.ts'
import { shiftPaperOf } from './receipt.ts'
import { reportOf } from './shift.ts'
import type { DialogParts } from './use-recording.tsx'

export interface ShiftReportDialogProps extends DialogParts {
  shiftId?: string | undefined
  /** Its paper is wanted at once. */
  prints?: boolean | undefined
}

/** One shift on the screen and on paper: X while it runs, Z once it is closed. */
export function ShiftReportDialog(props: ShiftReportDialogProps) {
  const { till, selling, onClose, prints = false } = props
  const { t } = useTranslation('shift')
  const texts = useTranslation(['receipt', 'common'])
  const words = useTranslation('till')
  const [paperId] = useState(newId)
  const [report, setReport] = useState<ShiftReport>()
  const [shiftId] = useState(() => props.shiftId ?? till.journal.facts().shift?.shiftId)
  useEffect(() => {
    if (shiftId) reportOf(till.disk, shiftId).then(setReport, console.error)
  }, [till, shiftId])
  const print = (about: { sourceType: string; sourceId: string }, isPressed: boolean) => {
    if (!report) return
    const document = shiftPaperOf(report, {
      snapshot: selling.snapshot,
      tillName: till.registered.name,
      t: texts.t,
      language: selling.language,
      at: new Date(),
    })
    const paper = { document, ...about }
    if (printsBytes(till)) {
      printPaper(till, paper, isPressed)
      return selling.show({ text: words.t('paper.printing_here') })
    }
    window.print()
    if (printsItself(till)) notePaper(till, paper)
  }
  const now = useRef(print)
  now.current = print
  const isShops = asksShopPrinter(till)
  const printsHere = prints && !isShops && report !== undefined
  useEffect(() => {
    if (!printsHere || !shiftId) return
    const about = { sourceType: 'shift_close', sourceId: shiftId }
    // After the report has been painted, or the browser's paper would be empty.
    requestAnimationFrame(() => requestAnimationFrame(() => now.current(about, false)))
  }, [printsHere, shiftId])
  if (!shiftId) return <NothingOpen onClose={onClose} />
  if (!report) return null
  const isClosed = report.closedAt !== null
  const { tenant } = selling.snapshot
  const timeOf = (at: string | null) =>
    at === null
      ? '–'
      : formatReceiptTime(new Date(at), {
          calendar: tenant.calendar,
          timeZone: tenant.timeZone,
          language: selling.language,
        })
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('shut')}
      title={isClosed ? t('report.z') : t('report.x')}
      actions={
        <Button
          kind="primary"
          size="key"
          wide
          icon={Printer}
          onClick={() => print({ sourceType: 'shift_report', sourceId: paperId }, true)}
        >
          {t('report.print')}
        </Button>
      }
    >
      <div className="shift-report prints-alone">
        <p>
          <b>{tenant.name}</b>　{till.registered.name}
        </p>
        <p className="muted">{isClosed ? t('report.z_lead') : t('report.x_lead')}</p>
        {prints && isShops && <ShopPrints selling={selling} />}
        <dl className="shift-rows">
          <Row label={t('report.opened_at')}>{timeOf(report.openedAt)}</Row>
          {isClosed && <Row label={t('report.closed_at')}>{timeOf(report.closedAt)}</Row>}
          <Row label={t('report.receipts')}>
            {report.firstReceiptNo === null
              ? t('report.none')
              : `${report.firstReceiptNo} ～ ${report.lastReceiptNo}`}
          </Row>
        </dl>
        <SaleRows report={report} />
        <DrawerRows report={report} />
        {report.note && (
          <p>
            {t('close.note')}：{report.note}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** The shop's printer has been asked for it. */
function ShopPrints({ selling }: Pick<DialogParts, 'selling'>) {
  const { t } = useTranslation('till')
  const isOnline = selling.state.connection === 'online'
  return <p role="status">{isOnline ? t('paper.printing_shop') : t('paper.print_later')}</p>
}

function SaleRows({ report }: { report: ShiftReport }) {
  const { t } = useTranslation('shift')
  const common = useTranslation('common')
  return (
    <>
      <h3>{t('report.sales_title')}</h3>
      <dl className="shift-rows">
        <Row
          label={t('report.sales', { n: report.saleCount })}
          minor={report.salesMinor}
          isStrong
        />
        {report.tenders.map(({ tender, amountMinor }) => (
          <Row key={tender} label={common.t(`tender.${tender}`)} minor={amountMinor} isPart />
        ))}
        <IfAny label={t('report.discount')} minor={report.discountMinor} />
        <IfAny label={t('report.tax')} minor={report.taxMinor} />
        <IfAny label={t('report.refunds', { n: report.refundCount })} minor={report.refundMinor} />
        <IfAny label={t('report.voided', { n: report.voidedCount })} minor={report.voidedMinor} />
        <IfAny label={t('report.tab_given')} minor={report.tabGivenMinor} />
        <IfAny label={t('report.tab_paid')} minor={report.tabPaidMinor} />
      </dl>
    </>
  )
}

function DrawerRows({ report }: { report: ShiftReport }) {
  const { t } = useTranslation('shift')
  const { countedMinor, expectedMinor } = report
  return (
    <>
      <h3>{t('report.drawer_title')}</h3>
      <dl className="shift-rows">
        <Row label={t('report.float')} minor={report.floatMinor} />
        <Row label={t('report.cash_sales')} minor={report.cashSalesMinor} />
        <IfAny label={t('report.cash_tab')} minor={report.cashTabMinor} />
        <IfAny label={t('report.cash_in')} minor={report.cashInMinor} />
        <IfAny label={t('report.cash_out')} minor={-report.cashOutMinor} />
        <IfAny label={t('report.cash_refund')} minor={-report.cashRefundMinor} />
        <Row label={t('report.expected')} minor={expectedMinor} isStrong />
        {countedMinor !== null && (
          <>
            <Row label={t('report.counted')} minor={countedMinor} isStrong />
            <Row
              label={t(differenceWord(differenceOf(countedMinor, expectedMinor)))}
              minor={Math.abs(differenceOf(countedMinor, expectedMinor))}
              isStrong
            />
          </>
        )}
        {report.drawerCount > 0 && (
          <Row label={t('report.drawer_opened')}>{t('times', { n: report.drawerCount })}</Row>
        )}
      </dl>
    </>
  )
}

interface RowProps {
  label: string
  minor?: number
  children?: string
  isStrong?: boolean
  /** A part of the row above. */
  isPart?: boolean
}

/** What did not happen in a shift needs no row: fewer are easier to read. */
function IfAny({ label, minor }: { label: string; minor: number }) {
  return minor === 0 ? null : <Row label={label} minor={minor} />
}

function Row({ label, minor, children, isStrong, isPart }: RowProps) {
  const look = `${isStrong ? 'is-strong' : ''} ${isPart ? 'is-part' : ''}`
  return (
    <div className={look}>
      <dt>{label}</dt>
      <dd>{minor === undefined ? children : <Money amountMinor={minor} />}</dd>
    </div>
  )
}
