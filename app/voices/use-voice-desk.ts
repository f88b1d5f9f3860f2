import { useCallback, useEffect, useMemo, useState } from 'react'
import { newId } from '#modules/kernel/shared.ts'
import { MAX_VOICE_MS } from '#modules/learning/shared.ts'
import { type Sent, sendWaiting } from './send-voices.ts'
import { useRecorder } from './use-recorder.ts'
import {
  type Consent,
  type Draft,
  readDrafts,
  removeDraft,
  writeDraft,
  writePiece,
} from './voice-store.ts'

/** How often what waits is tried again while the page is open. */
const AGAIN_MS = 30_000
/** Longer than to say one sentence twice. */
export const CONSENT_MS = 20_000

/**
 * Recordings of one course on this device: made, heard, kept, and sent when there is a network.
 *
 * @param onSent the server has something new to show.
 */
export function useVoiceDesk(
  { slug, courseId, language }: { slug: string; courseId: string; language: string },
  onSent: () => void,
) {
  const recorder = useRecorder()
  const [drafts, setDrafts] = useState<Draft[]>([])
  const [isSignedOut, setSignedOut] = useState(false)
  const refresh = useCallback(
    async () => setDrafts(await readDrafts(slug, courseId)),
    [slug, courseId],
  )
  const send = useCallback(async () => {
    const results: Sent[] = await sendWaiting()
    setSignedOut(results.includes('signed_out'))
    if (results.length > 0) await refresh()
    if (results.includes('sent')) onSent()
  }, [refresh, onSent])
  useSending(refresh, send)

  const { start, stop } = recorder
  const record = useCallback(
    (blockId: string) => start(jobOf({ slug, courseId, blockId, language }, refresh)),
    [slug, courseId, language, start, refresh],
  )
  const sayConsent = useCallback(
    (id: string, done: (sound: ArrayBuffer) => void) => {
      const pieces: Blob[] = []
      return start({
        purpose: `consent ${id}`,
        maxMs: CONSENT_MS,
        piece: async (piece) => void pieces.push(piece),
        end: async () => done(await new Blob(pieces).arrayBuffer()),
      })
    },
    [start],
  )
  const keep = useCallback(
    async (draft: Draft, consent: Consent) => {
      await writeDraft({ ...draft, consent, state: 'waiting' })
      await refresh()
      await send()
    },
    [refresh, send],
  )
  const discard = useCallback(
    async (id: string) => {
      await removeDraft(id)
      await refresh()
    },
    [refresh],
  )
  const { purpose, ms, level, isRefused } = recorder
  return useMemo(
    () => ({
      ...{ drafts, isSignedOut, record, sayConsent, keep, discard, stop },
      ...{ purpose, ms, level, isRefused },
    }),
    [drafts, isSignedOut, record, sayConsent, keep, discard, stop, purpose, ms, level, isRefused],
  )
}
export type VoiceDesk = ReturnType<typeof useVoiceDesk>

/** Writes each second down as it comes, so that a reload keeps it as far as it came. */
function jobOf(
  place: Pick<Draft, 'slug' | 'courseId' | 'blockId' | 'language'>,
  refresh: () => Promise<void>,
) {
  let count = 0
  const id = newId()
  const draftAt = (state: Draft['state'], mime: string, durationMs: number): Draft => ({
    ...{ id, ...place, mime, durationMs, state },
    touchedAt: Date.now(),
  })
  return {
    purpose: place.blockId,
    maxMs: MAX_VOICE_MS,
    piece: async (piece: Blob, mime: string, ms: number) => {
      count += 1
      await writePiece(draftAt('recording', mime, ms), count, await piece.arrayBuffer())
    },
    end: async (ms: number, mime: string) => {
      if (count > 0) await writeDraft(draftAt('stopped', mime, Math.max(1, ms)))
      await refresh()
    },
  }
}

function useSending(refresh: () => Promise<void>, send: () => Promise<void>) {
  useEffect(() => {
    const tryNow = () => void send().catch(console.error)
    const look = () => void refresh().catch(console.error)
    look()
    tryNow()
    // What a reload cut off is known as cut off after a few seconds.
    const soon = setTimeout(look, 6_000)
    const timer = setInterval(tryNow, AGAIN_MS)
    window.addEventListener('online', tryNow)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
      window.removeEventListener('online', tryNow)
    }
  }, [refresh, send])
}
