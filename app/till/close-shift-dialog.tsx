import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Field } from '#app/components/field.tsx'
import { Money } from '#app/components/money.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { differenceOf, type ShiftReport } from '#modules/pos/shared.ts'
import {
  CountedTotal,
  countedOf,
  isAnythingCounted,
  MoneyCount,
  NOTHING_COUNTED,
} from './money-count.tsx'
import { asksShopPrinter } from './printing/papers.ts'
import { recordClosing, reportOf } from './shift.ts'
import { type DialogParts, useRecording } from './use-recording.tsx'

const MOST_LETTERS = 200

/**
 * Counts the drawer without saying what should lie in it; only then both are compared, and the
 * shift ends. Everything comes from this device, so it closes without a network too.
 */
export function CloseShiftDialog({ till, selling, onClose }: DialogParts) {
  const { t } = useTranslation('shift')
  const [counting, setCounting] = useState(NOTHING_COUNTED)
  const [report, setReport] = useState<ShiftReport>()
  const [note, setNote] = useState('')
  const [isTried, setIsTried] = useState(false)
  const closingId = useMemo(newId, [])
  const { isBusy, trouble, record } = useRecording(till)
  const shiftId = till.journal.facts().shift?.shiftId
  if (!shiftId) return <NothingOpen onClose={onClose} />
  const { counts, countedMinor } = countedOf(counting)
  const compare = async () => {
    setIsTried(true)
    if (isAnythingCounted(counting)) setReport(await reportOf(till.disk, shiftId))
  }
  const printsShift = selling.snapshot.rules.shiftPaper === 'always'
  const close = async () => {
    if (!report) return
    const { expectedMinor, saleCount } = report
    const closing = {
      snapshot: selling.snapshot,
      at: new Date(),
      closingId,
      shiftId,
      counts,
      countedMinor,
      expectedMinor,
      saleCount,
      note,
      wantsPaper: printsShift && asksShopPrinter(till),
    }
    if (await record((facts) => recordClosing(facts, closing))) {
      selling.setOpened({ kind: 'shift_report', shiftId, prints: printsShift })
    }
  }
  return (
    <Dialog
      open
      wide={report === undefined}
      onClose={onClose}
      closeLabel={t('not_now')}
      title={t('close.title')}
      actions={
        report ? (
          <>
            <Button size="key" icon={ArrowLeft} onClick={() => setReport(undefined)}>
              {t('close.again')}
            </Button>
            <Button kind="primary" size="key" wide busy={isBusy} onClick={() => void close()}>
              {t('close.do')}
            </Button>
          </>
        ) : (
          <>
            <Button kind="primary" size="key" wide icon={ArrowRight} onClick={() => void compare()}>
              {t('close.compare')}
            </Button>
            {isTried && !isAnythingCounted(counting) && (
              <p className="field-error" role="alert">
                {t('close.count_first')}
              </p>
            )}
            <CountedTotal counting={counting} />
          </>
        )
      }
    >
      {report ? (
        <div className="stack">
          <Compared expectedMinor={report.expectedMinor} countedMinor={countedMinor} />
          <Field
            label={t('close.note')}
            optional={t('optional')}
            hint={t('close.note_hint')}
            value={note}
            maxLength={MOST_LETTERS}
            autoComplete="off"
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {trouble}
        </div>
      ) : (
        <div className="stack">
          <p>{t('close.lead')}</p>
          <MoneyCount counting={counting} onChange={setCounting} />
        </div>
      )}
    </Dialog>
  )
}

/** Expected, counted and what lies between them, in words that blame nobody. */
function Compared({
  expectedMinor,
  countedMinor,
}: {
  expectedMinor: number
  countedMinor: number
}) {
  const { t } = useTranslation('shift')
  const differenceMinor = differenceOf(countedMinor, expectedMinor)
  return (
    <div role="status">
      <dl className="shift-compared">
        <div>
          <dt>{t('report.expected')}</dt>
          <dd>
            <Money amountMinor={expectedMinor} />
          </dd>
        </div>
        <div>
          <dt>{t('report.counted')}</dt>
          <dd>
            <Money amountMinor={countedMinor} />
          </dd>
        </div>
        <div className="shift-difference">
          <dt>{t(differenceWord(differenceMinor))}</dt>
          <dd>
            <Money amountMinor={Math.abs(differenceMinor)} />
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** The word for what lies between counted and expected; the amount beside it has no sign then. */
export const differenceWord = (differenceMinor: number) => {
  if (differenceMinor === 0) return 'difference.none'
  return differenceMinor > 0 ? 'difference.more' : 'difference.less'
}

export function NothingOpen({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shift')
  return (
    <Dialog open onClose={onClose} closeLabel={t('shut')} title={t('nothing_open.title')}>
      <p>{t('nothing_open.text')}</p>
    </Dialog>
  )
}
