import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { canScanWithCamera } from '#app/scan/barcode-detector.ts'
import { watchCamera } from '#app/scan/watch-camera.ts'

const FORMATS = ['qr_code']

export interface CardScreenProps {
  /** The last card was of nobody here. */
  isUnknown: boolean
  onCode: (code: string) => void
  onBack: () => void
}

/** A card held in front of the camera. Where there is none, a scanner's keys are heard all the same. */
export function CardScreen({ isUnknown, onCode, onBack }: CardScreenProps) {
  const { t } = useTranslation('learn')
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setRefused] = useState(!canScanWithCamera())
  const latest = useRef(onCode)
  useEffect(() => {
    latest.current = onCode
  })
  useEffect(() => {
    const element = video.current
    if (!element || isRefused) return
    return watchCamera(
      element,
      FORMATS,
      (code) => latest.current(code),
      () => setRefused(true),
    )
  }, [isRefused])
  return (
    <>
      <div className="row">
        <Button size="key" icon={ArrowLeft} onClick={onBack}>
          {t('back')}
        </Button>
      </div>
      <h1>{isRefused ? t('who.card') : t('card.title')}</h1>
      {!isRefused && (
        <div className="card-camera">
          <video
            ref={video}
            autoPlay
            muted
            playsInline
            tabIndex={-1}
            aria-label={t('card.title')}
          />
        </div>
      )}
      <p role="status" className="sign-in-ask">
        {isUnknown ? t('card.unknown') : isRefused ? t('card.refused') : t('card.looking')}
      </p>
    </>
  )
}
