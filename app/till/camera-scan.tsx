import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { watchCamera } from '#app/scan/watch-camera.ts'
import { isFound } from './catalogue.ts'
import { signalScan } from './scan-signal.ts'
import type { Selling } from './use-selling.ts'

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39']

/** The camera as a scanner: each code it sees is taken once. */
export function CameraScan({ selling, onClose }: { selling: Selling; onClose: () => void }) {
  const { t } = useTranslation('till')
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setIsRefused] = useState(false)
  const take = useRef((_: string) => {})
  take.current = (code) => {
    const scanned = selling.catalogue.scan(code)
    signalScan(isFound(scanned) ? 'found' : 'missing')
    selling.take(scanned)
  }
  useEffect(() => {
    const element = video.current
    if (!element) return
    const stop = watchCamera(
      element,
      FORMATS,
      (code) => take.current(code),
      () => setIsRefused(true),
    )
    return stop
  }, [])
  return (
    <div className="till-camera">
      <video ref={video} autoPlay muted playsInline aria-label={t('camera.looking')} />
      <div className="till-camera-frame" aria-hidden="true" />
      <p role="status">{isRefused ? t('camera.refused') : t('camera.looking')}</p>
      <Button size="key" onClick={onClose}>
        {t('camera.close')}
      </Button>
    </div>
  )
}
