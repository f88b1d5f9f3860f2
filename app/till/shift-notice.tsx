import { Wallet } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { dayIn, newId } from '#modules/kernel/shared.ts'
import { recordOpening } from './shift.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

/**
 * Asks for the float before the first sale, and reminds of a shift that nobody closed. It stands
 * beside the goods and never in front of them: a sale goes on without an answer.
 */
export function ShiftNotice({ till, selling }: { till: WorkingTill; selling: Selling }) {
  const { t } = useTranslation('shift')
  const [laterDay, setLaterDay] = useState<string>()
  const { snapshot, setOpened } = selling
  const { shift } = till.journal.facts()
  const today = dayIn(snapshot.tenant.timeZone, new Date())
  if (!shift) {
    if (!snapshot.rules.asksForFloat) return null
    const openUncounted = () => {
      const opening = {
        shiftId: newId(),
        at: new Date(),
        snapshot,
        floatMinor: 0,
        floatCounts: [],
      }
      till.commit((facts) => recordOpening(facts, opening)).catch(console.error)
    }
    return (
      <div className="till-notice">
        <Notice
          kind="waiting"
          icon={Wallet}
          title={t('ask.title')}
          actions={
            <>
              <Button onClick={() => setOpened({ kind: 'open_shift' })}>{t('ask.count')}</Button>
              <Button onClick={openUncounted}>{t('ask.later')}</Button>
            </>
          }
        >
          {t('ask.text')}
        </Notice>
      </div>
    )
  }
  if (shift.day >= today || laterDay === today) return null
  return (
    <div className="till-notice">
      <Notice
        kind="waiting"
        icon={Wallet}
        title={t('still_open.title')}
        actions={
          <>
            <Button onClick={() => setOpened({ kind: 'close_shift' })}>
              {t('still_open.close')}
            </Button>
            <Button onClick={() => setLaterDay(today)}>{t('still_open.later')}</Button>
          </>
        }
      >
        {t('still_open.text')}
      </Notice>
    </div>
  )
}
