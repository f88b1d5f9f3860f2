import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Field } from '#app/components/field.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Segments } from '#app/components/segments.tsx'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/shared.ts'
import { CASH_REASONS, type CashReason } from '#modules/pos/shared.ts'
import { useApproval } from './approval.tsx'
import { NumberEntry } from './number-entry.tsx'
import { recordCashMove } from './shift.ts'
import { type DialogParts, useRecording } from './use-recording.tsx'

const MOST_LETTERS = 120

/** Money into the drawer or out of it, with a reason; much of it needs somebody in charge. */
export function CashDialog({ till, selling, onClose }: DialogParts) {
  const { t } = useTranslation('shift')
  const approvals = useApproval()
  const [direction, setDirection] = useState<'in' | 'out'>('out')
  const [reason, setReason] = useState<CashReason>()
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [isTried, setIsTried] = useState(false)
  const moveId = useMemo(newId, [])
  const newShiftId = useMemo(newId, [])
  const { isBusy, trouble, record } = useRecording(till)
  const amountMinor = typed === '' ? 0 : Number(typed)
  const isTooMuch = amountMinor > MAX_AMOUNT_MINOR
  const isMissing = isTried && amountMinor === 0
  const { rules, person } = selling.snapshot
  const isLarge = direction === 'out' && amountMinor > rules.cashOutApprovalMinor
  const needsApproval = isLarge && !person.isManager
  const move = async () => {
    setIsTried(true)
    if (!reason || amountMinor === 0 || isTooMuch) return
    const approval = isLarge ? await approvals.ask({ kind: 'cash', amountMinor }) : undefined
    if (isLarge && !approval) return
    const made = {
      moveId,
      newShiftId,
      direction,
      reason,
      amountMinor,
      note,
      at: new Date(),
      snapshot: selling.snapshot,
      approvedById: approval?.approvedById,
    }
    if (!(await record((facts) => recordCashMove(facts, made)))) return
    selling.show({ text: t(`cash.done_${direction}`, { amount: formatMoney(amountMinor) }) })
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      closeLabel={t('not_now')}
      title={t('cash.title')}
      actions={
        <>
          <Button kind="primary" size="key" wide busy={isBusy} onClick={() => void move()}>
            {amountMinor === 0
              ? t(`cash.${direction}`)
              : t(`cash.do_${direction}`, { amount: formatMoney(amountMinor) })}
          </Button>
          {isTried && !reason && (
            <p className="field-error" role="alert">
              {t('cash.why_first')}
            </p>
          )}
          {isMissing && (
            <p className="field-error" role="alert">
              {t('cash.amount_first')}
            </p>
          )}
        </>
      }
    >
      <div className="shift-cash">
        <div className="stack">
          <Segments
            label={t('cash.direction')}
            name="cash-direction"
            size="key"
            joined
            segments={[
              { value: 'out', label: t('cash.out') },
              { value: 'in', label: t('cash.in') },
            ]}
            value={direction}
            onChoose={setDirection}
          />
          <Segments
            label={t('cash.reason')}
            name="cash-reason"
            size="key"
            grid
            segments={CASH_REASONS.map((value) => ({ value, label: t(`cash_reason.${value}`) }))}
            value={reason}
            onChoose={setReason}
          />
          {needsApproval && <p className="muted">{t('cash.needs_approval')}</p>}
        </div>
        <NumberEntry
          label={t('cash.amount')}
          value={typed}
          hasPoint={false}
          unit={t('count.dollars')}
          error={isTooMuch ? t('cash.too_much') : undefined}
          onChange={(next) => setTyped(next.replace(/\D/g, '').replace(/^0+/, ''))}
        />
        <Field
          label={t('cash.note')}
          optional={t('optional')}
          value={note}
          maxLength={MOST_LETTERS}
          autoComplete="off"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      {trouble}
    </Dialog>
  )
}
