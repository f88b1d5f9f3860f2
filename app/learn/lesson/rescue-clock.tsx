import { Clock } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** How long ago it happened, and that there is still time: calm, so that hands stay calm. */
export function RescueClock({ sinceMs }: { sinceMs: number }) {
  const { t } = useTranslation('lesson')
  const [nowMs, setNowMs] = useState(sinceMs)
  useEffect(() => {
    const read = () => setNowMs(Date.now())
    read()
    const timer = setInterval(read, 1000)
    return () => clearInterval(timer)
  }, [])
  const passed = useElapsed(nowMs - sinceMs)
  return (
    <div className="rescue-clock" role="timer" aria-live="off">
      <Clock aria-hidden="true" />
      <p>
        <strong>{t('rescue.since', { passed })}</strong> <span>{t('rescue.intime')}</span>
      </p>
    </div>
  )
}

/** A stretch of time as people say it. */
export function useElapsed(elapsedMs: number): string {
  const { t } = useTranslation('lesson')
  const all = Math.max(0, Math.floor(elapsedMs / 1000))
  const minutes = Math.floor(all / 60)
  if (minutes === 0) return t('rescue.seconds', { count: all })
  return t('rescue.minutes', { minutes, seconds: all % 60 })
}
