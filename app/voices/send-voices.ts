import { sha256OfBytes } from '#app/offline/sha256.ts'
import { type Draft, readSound, readWaiting, removeDraft, writeDraft } from './voice-store.ts'

/** How one try went: `later` has no network or a tired server, `signed_out` needs a person first. */
export type Sent = 'sent' | 'refused' | 'later' | 'signed_out'

/** Statuses that another try may change. */
const PASSING = [401, 408, 429]

/**
 * Sends what waits on this device, one after the other, until one has to wait. What the server has is
 * taken off the device; what it refuses stays, with the reason. Its id makes a second try harmless.
 */
export async function sendWaiting(): Promise<Sent[]> {
  const results: Sent[] = []
  // Without them there is no microphone either: both need https.
  if (!navigator.locks) return results
  // Only one page of this browser sends at a time.
  await navigator.locks.request('tillage-voices', { ifAvailable: true }, async (lock) => {
    if (!lock) return
    for (const draft of await readWaiting()) {
      const sent = await send(draft)
      results.push(sent)
      if (sent === 'later' || sent === 'signed_out') return
    }
  })
  return results
}

async function send(draft: Draft): Promise<Sent> {
  const sound = await readSound(draft.id, draft.mime)
  const answer = await fetch(`/${draft.slug}/courses/${draft.courseId}/voices/upload`, {
    method: 'POST',
    body: await formOf(draft, sound),
    redirect: 'manual',
  }).catch(() => undefined)
  if (answer?.type === 'opaqueredirect') return 'signed_out'
  if (!answer || answer.status >= 500 || PASSING.includes(answer.status)) return 'later'
  if (answer.ok) {
    await removeDraft(draft.id)
    return 'sent'
  }
  await writeDraft({ ...draft, state: 'refused', refusal: await refusalOf(answer) })
  return 'refused'
}

async function formOf(draft: Draft, sound: Blob): Promise<FormData> {
  const form = new FormData()
  const { consent } = draft
  const fields = {
    id: draft.id,
    blockId: draft.blockId,
    language: draft.language,
    durationMs: String(draft.durationMs),
    sha256: await sha256OfBytes(new Uint8Array(await sound.arrayBuffer())),
    consentHow: consent?.how ?? '',
    consentedAt: consent?.at ?? '',
    licence: consent?.licence ?? '',
    speaker: consent?.speaker ?? '',
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('sound', sound, 'sound')
  if (consent?.sound)
    form.set('consent', new Blob([consent.sound], { type: draft.mime }), 'consent')
  return form
}

type Refusal = NonNullable<Draft['refusal']>

async function refusalOf(answer: Response): Promise<Refusal> {
  const body: unknown = await answer.json().catch(() => null)
  const isRefusal = (value: unknown): value is Refusal =>
    typeof value === 'object' && value !== null && 'code' in value && 'data' in value
  return isRefusal(body)
    ? { code: body.code, data: body.data }
    : { code: 'request.malformed', data: {} }
}
