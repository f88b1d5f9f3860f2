import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/components/notice.tsx'
import type { Entry } from '#app/offline/journal.ts'
import type { TillFacts } from './till-facts.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

export interface DialogParts {
  till: WorkingTill
  selling: Selling
  onClose: () => void
}

/** Writes to the journal once at a time, and says it when the device could not keep it. */
export function useRecording(till: WorkingTill): {
  isBusy: boolean
  trouble: ReactNode
  /** @returns whether it stands on the device, also when it stood there before. */
  record: (make: (facts: TillFacts) => Entry<TillFacts>) => Promise<boolean>
} {
  const { t } = useTranslation('shift')
  const [isBusy, setIsBusy] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const record = async (make: (facts: TillFacts) => Entry<TillFacts>) => {
    if (isBusy) return false
    setIsBusy(true)
    setHasFailed(false)
    try {
      const { kind } = await till.commit(make)
      setHasFailed(kind === 'not_saved')
      return kind === 'saved' || kind === 'known'
    } catch (cause) {
      console.error(cause)
      setHasFailed(true)
      return false
    } finally {
      setIsBusy(false)
    }
  }
  const trouble = hasFailed ? (
    <Notice kind="wrong" title={t('not_saved.title')} announce>
      {t('not_saved.text')}
    </Notice>
  ) : null
  return { isBusy, trouble, record }
}
