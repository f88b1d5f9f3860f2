import type { Detector } from './barcode-detector.ts'

const EVERY_MS = 150
/** The same label stays in front of the lens: it counts again only after it was away this long. */
const AGAIN_MS = 1_500

/**
 * Shows the camera in a video and tells each code it sees once.
 *
 * @param formats as the Barcode Detection API names them.
 * @returns stops the camera.
 */
export function watchCamera(
  video: HTMLVideoElement,
  formats: string[],
  onCode: (code: string) => void,
  onRefused: () => void,
): () => void {
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
    await look(new Detection({ formats }))
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
