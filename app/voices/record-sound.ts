/** A recording that is under way. */
export interface Recording {
  mime: string
  stop(): void
  /** How loud it is now, 0 to 1. */
  level(): number
}

/** What browsers write, the smallest first; Safari knows MP4 alone. */
const KINDS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']
/** Speech, clear enough: three minutes are 720 kB. */
const BITS_PER_SECOND = 32_000
/** A piece each second: what a reload can take away at most. */
const PIECE_MS = 1_000

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined

/**
 * Asks for the microphone and records from it.
 *
 * @param on `piece` with each second of sound in its order, `end` after the last one.
 * @throws DOMException when the microphone may not be used, or there is none.
 */
export async function recordSound(
  maxMs: number,
  on: { piece: (piece: Blob) => void; end: () => void },
): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = KINDS.find((each) => MediaRecorder.isTypeSupported(each))
  const recorder = new MediaRecorder(stream, {
    ...(mimeType && { mimeType }),
    audioBitsPerSecond: BITS_PER_SECOND,
  })
  const ear = listenTo(stream)
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const timer = setTimeout(stop, maxMs)
  recorder.ondataavailable = ({ data }) => {
    if (data.size > 0) on.piece(data)
  }
  recorder.onstop = () => {
    clearTimeout(timer)
    for (const track of stream.getTracks()) track.stop()
    ear.close()
    on.end()
  }
  recorder.start(PIECE_MS)
  const mime = (mimeType ?? recorder.mimeType).split(';')[0] ?? ''
  return { mime, stop, level: ear.level }
}

/** How loud a stream is. */
function listenTo(stream: MediaStream) {
  const audio = new AudioContext()
  const analyser = audio.createAnalyser()
  analyser.fftSize = 512
  audio.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples)
      const sum = samples.reduce((before, each) => before + each * each, 0)
      // Speech stays far below what a microphone can take: a third of it fills the bar.
      return Math.min(1, Math.sqrt(sum / samples.length) * 3)
    },
    close: () => void audio.close().catch(() => undefined),
  }
}
