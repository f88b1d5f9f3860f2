import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { CountedTotal, countedOf, MoneyCount, NOTHING_COUNTED } from './money-count.tsx'
import { recordOpening } from './shift.ts'
import { type DialogParts, useRecording } from './use-recording.tsx'

/** What lies in the drawer before the first sale. */
export function OpenShiftDialog({ till, selling, onClose }: DialogParts) {
  const { t } = useTranslation('shift')
  const [counting, setCounting] = useState(NOTHING_COUNTED)
  const shiftId = useMemo(newId, [])
  const { isBusy, trouble, record } = useRecording(till)
  const open = async () => {
    const { counts, countedMinor } = countedOf(counting)
    const opening = {
      shiftId,
      at: new Date(),
      snapshot: selling.snapshot,
      floatMinor: countedMinor,
      floatCounts: counts,
    }
    if (!(await record((facts) => recordOpening(facts, opening)))) return
    selling.show({ text: t('open.done') })
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      closeLabel={t('not_now')}
      title={t('open.title')}
      actions={
        <>
          <Button kind="primary" size="key" wide busy={isBusy} onClick={() => void open()}>
            {t('open.do')}
          </Button>
          <CountedTotal counting={counting} />
        </>
      }
    >
      <p>{t('open.lead')}</p>
      <MoneyCount counting={counting} onChange={setCounting} />
      {trouble}
    </Dialog>
  )
}
