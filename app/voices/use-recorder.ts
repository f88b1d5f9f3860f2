import { useCallback, useEffect, useRef, useState } from 'react'
import { type Recording, recordSound } from './record-sound.ts'

/** What is recorded now, and why nothing can be. */
export interface RecorderState {
  /** What for; undefined while nothing is recorded. */
  purpose: string | undefined
  ms: number
  level: number
  /** The microphone was refused, or there is none. */
  isRefused: boolean
}

export interface Job {
  /** What it is for: one at a time. */
  purpose: string
  maxMs: number
  piece: (piece: Blob, mime: string, ms: number) => Promise<void>
  end: (ms: number, mime: string) => Promise<void>
}

const QUIET: RecorderState = { purpose: undefined, ms: 0, level: 0, isRefused: false }
const LOOK_MS = 200

/** One microphone: who starts another recording ends the one before. */
export function useRecorder() {
  const [state, setState] = useState(QUIET)
  const running = useRef<Recording>()
  const stop = useCallback(() => running.current?.stop(), [])
  useEffect(() => stop, [stop])

  const start = useCallback(async (job: Job) => {
    running.current?.stop()
    let recording: Recording | undefined
    let writing = Promise.resolve()
    const startedAt = performance.now()
    const ms = () => Math.round(performance.now() - startedAt)
    const mime = () => recording?.mime ?? ''
    let timer: ReturnType<typeof setInterval> | undefined
    try {
      recording = await recordSound(job.maxMs, {
        piece: (piece) => {
          const at = ms()
          writing = writing.then(() => job.piece(piece, mime(), at))
        },
        end: () => {
          clearInterval(timer)
          if (running.current === recording) running.current = undefined
          setState(QUIET)
          const lengthMs = Math.min(ms(), job.maxMs)
          writing.then(() => job.end(lengthMs, mime())).catch(console.error)
        },
      })
    } catch {
      setState({ ...QUIET, isRefused: true })
      return
    }
    running.current = recording
    setState({ ...QUIET, purpose: job.purpose })
    timer = setInterval(
      () =>
        setState({
          purpose: job.purpose,
          ms: ms(),
          level: recording.level(),
          isRefused: false,
        }),
      LOOK_MS,
    )
  }, [])
  return { ...state, start, stop }
}
