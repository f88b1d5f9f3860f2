import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { StorageState } from './storage-gate.ts'

/**
 * Says that this device may forget sales that are only on it. Nothing is blocked: with a network each
 * sale is elsewhere within seconds, and without one the cashier is told to write it down too.
 */
export function StorageNotice({
  storage,
  isOffline,
}: {
  storage: StorageState
  isOffline: boolean
}) {
  const { t } = useTranslation('till')
  const [isRead, setIsRead] = useState(false)
  if (storage.isTrusted || (isRead && !isOffline)) return null
  const [first] = storage.reasons
  return (
    <div className="till-notice">
      <Notice
        kind={isOffline ? 'wrong' : 'waiting'}
        title={t(isOffline ? 'storage.offline_title' : 'storage.title')}
        announce
        actions={
          !isOffline && <Button onClick={() => setIsRead(true)}>{t('storage.understood')}</Button>
        }
      >
        <p>{t(isOffline ? 'storage.offline_text' : 'storage.text')}</p>
        {first && <p>{t(`storage.reason.${first}`)}</p>}
      </Notice>
    </div>
  )
}
