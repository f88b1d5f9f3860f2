import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { Detector } from './barcode-detector.ts'
import { isFound } from './catalogue.ts'
import { signalScan } from './scan-signal.ts'
import type { Selling } from './use-selling.ts'

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39']
const EVERY_MS = 150
/** The same label stays in front of the lens: it counts again only after it was away this long. */
const AGAIN_MS = 1_500

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
    const stop = watch(
      element,
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

function watch(video: HTMLVideoElement, onCode: (code: string) => void, onRefused: () => void) {
  const Detection = window.BarcodeDetector
  let stream: MediaStream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  let last = { code: '', seenAtMs: 0 }
  const look = async (detector: Detector) => {
    const [found] = await detector.detect(video).catch(() => [])
    if (isStopped) return
    if (found) {
      const isSame = found.rawValue === last.code && performance.now() - last.seenAtMs < AGAIN_MS
      last = { code: found.rawValue, seenAtMs: performance.now() }
      if (!isSame) onCode(found.rawValue)
    }
    timer = setTimeout(() => void look(detector), EVERY_MS)
  }
  const start = async () => {
    if (!Detection) return onRefused()
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    if (isStopped) return stopAll(stream)
    video.srcObject = stream
    await look(new Detection({ formats: FORMATS }))
  }
  start().catch(onRefused)
  return () => {
    isStopped = true
    clearTimeout(timer)
    if (stream) stopAll(stream)
  }
}

function stopAll(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop()
}
