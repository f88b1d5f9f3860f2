import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { DRAWER_REASONS, type DrawerReason } from '#modules/pos/shared.ts'
import { useApproval } from './approval.tsx'
import { openOwnDrawer, opensDrawerItself } from './printing/papers.ts'
import { recordDrawer } from './shift.ts'
import { type DialogParts, useRecording } from './use-recording.tsx'

/** Opens the drawer without a sale: one press says why. */
export function DrawerDialog({ till, selling, onClose }: DialogParts) {
  const { t } = useTranslation('shift')
  const approvals = useApproval()
  const openId = useMemo(newId, [])
  const { isBusy, trouble, record } = useRecording(till)
  const { rules, hasPrinter } = selling.snapshot
  const isOpenedHere = opensDrawerItself(till)
  const opensByItself = isOpenedHere || (hasPrinter && selling.state.connection === 'online')
  const open = async (reason: DrawerReason) => {
    const approval = rules.drawerNeedsApproval ? await approvals.ask({ kind: 'drawer' }) : undefined
    if (rules.drawerNeedsApproval && !approval) return
    const opening = {
      openId,
      reason,
      at: new Date(),
      snapshot: selling.snapshot,
      approvedById: approval?.approvedById,
      isOpenedHere,
    }
    if (!(await record((facts) => recordDrawer(facts, opening)))) return
    openOwnDrawer(till)
    selling.show({ text: opensByItself ? t('drawer.opens') : t('drawer.noted') })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} closeLabel={t('not_now')} title={t('drawer.title')}>
      <div className="stack">
        <p>{opensByItself ? t('drawer.lead') : t('drawer.lead_key')}</p>
        {DRAWER_REASONS.map((reason) => (
          <Button key={reason} size="key" wide busy={isBusy} onClick={() => void open(reason)}>
            {t(`drawer_reason.${reason}`)}
          </Button>
        ))}
        {trouble}
      </div>
    </Dialog>
  )
}
