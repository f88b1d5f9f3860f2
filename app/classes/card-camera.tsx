import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { watchCamera } from '#app/scan/watch-camera.ts'

const FORMATS = ['qr_code']

/** The camera that reads cards, one after the other. */
export function CardCamera(props: { onCode: (code: string) => void; onClose: () => void }) {
  const { onCode, onClose } = props
  const { t } = useTranslation('classes')
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setIsRefused] = useState(false)
  const take = useRef(onCode)
  take.current = onCode
  useEffect(() => {
    const element = video.current
    if (!element) return
    return watchCamera(
      element,
      FORMATS,
      (code) => take.current(code),
      () => setIsRefused(true),
    )
  }, [])
  return (
    <div className="card-camera">
      {!isRefused && (
        <video ref={video} autoPlay muted playsInline aria-label={t('camera.looking')} />
      )}
      <p role="status">{isRefused ? t('camera.refused') : t('camera.looking')}</p>
      <Button size="key" onClick={onClose}>
        {t('camera.close')}
      </Button>
    </div>
  )
}
