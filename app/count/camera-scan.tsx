import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { watchCamera } from '#app/scan/watch-camera.ts'

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39']

export interface CameraScanProps {
  onCode: (code: string) => void
  onClose: () => void
}

/** The camera as a scanner: each code it sees is taken once. */
export function CameraScan({ onCode, onClose }: CameraScanProps) {
  const { t } = useTranslation('count')
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setRefused] = useState(false)
  const take = useRef(onCode)
  take.current = onCode
  useEffect(() => {
    if (!video.current) return
    const refuse = () => setRefused(true)
    return watchCamera(video.current, FORMATS, (code) => take.current(code), refuse)
  }, [])
  return (
    <div className="count-camera">
      <video ref={video} autoPlay muted playsInline aria-label={t('camera.looking')} />
      <p role="status">{isRefused ? t('camera.refused') : t('camera.looking')}</p>
      <Button size="key" onClick={onClose}>
        {t('camera.close')}
      </Button>
    </div>
  )
}
