import './people.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import type { TillStaff } from '#modules/pos/shared.ts'
import type { ApprovalRequest } from './approval.tsx'
import { needsNoPin } from './cashier.ts'
import { PinPad } from './pin-pad.tsx'
import type { WorkingTill } from './working-till.ts'

export interface ApprovalDialogProps {
  till: WorkingTill
  request: ApprovalRequest
  /** Who agreed; undefined when nobody did. */
  onAnswer: (approvedById: string | undefined) => void
}

/** Somebody in charge agrees with their PIN, on the spot and without a network. */
export default function ApprovalDialog({ till, request, onAnswer }: ApprovalDialogProps) {
  const { t } = useTranslation('till')
  const { snapshot } = till.state()
  const [chosen, setChosen] = useState<TillStaff>()
  const isOpenToAll = needsNoPin(snapshot)
  const managers = snapshot.staff.filter((each) => each.isManager && (isOpenToAll || each.verifier))
  const amount = request.amountMinor === undefined ? '' : formatMoney(request.amountMinor)
  const isOnly = managers.length === 1 && !isOpenToAll
  const person = chosen ?? (isOnly ? managers[0] : undefined)
  const check = async (pin: string) => {
    if (!person) return { kind: 'wrong' as const }
    const outcome = await till.pins.check(person, pin)
    if (outcome.kind === 'right') onAnswer(person.id)
    return outcome
  }
  return (
    <Dialog
      open
      onClose={() => onAnswer(undefined)}
      closeLabel={t('approval.not_now')}
      title={t('approval.title')}
    >
      <div className="stack">
        <p>
          <b>{t(`approval.kind_${request.kind}`)}</b> {amount}
        </p>
        {managers.length === 0 && <p>{t('approval.nobody')}</p>}
        {managers.length > 0 && !person && <p>{t('approval.choose')}</p>}
        {(isOpenToAll || managers.length > 1) &&
          managers.map((each) => (
            <Button
              key={each.id}
              size="key"
              wide
              aria-pressed={each.id === person?.id}
              onClick={() => (isOpenToAll ? onAnswer(each.id) : setChosen(each))}
            >
              {each.displayName}
            </Button>
          ))}
        {person && !isOpenToAll && (
          <>
            <p>{t('lock.enter', { name: person.displayName })}</p>
            <PinPad key={person.id} name={person.displayName} check={check} />
          </>
        )}
      </div>
    </Dialog>
  )
}
