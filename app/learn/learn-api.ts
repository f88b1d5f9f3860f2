import {
  ask,
  asSent,
  type Fetched,
  hasTexts,
  isFields,
  isListOf,
  isText,
  read,
} from '#app/offline/answers.ts'
import type { Outgoing, Sent } from '#app/offline/sync.ts'
import { shellVersion } from '#app/shell/shell.ts'
import type { CatalogueEntry, LearnSnapshot } from '#modules/learning/shared.ts'

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' }
export const signed = (token: string) => ({ ...JSON_HEADERS, authorization: `Bearer ${token}` })

/** Open classes, their learners and how far they are, and what can be learned. */
export const fetchSnapshot = async (token: string): Promise<Fetched<LearnSnapshot>> =>
  read(
    await ask('/api/learn/snapshot', { headers: signed(token), cache: 'no-store' }),
    readSnapshot,
  )

export interface Joining {
  /** Six digits from the wall. */
  code: string
  displayName: string
  language: string
  /** Names the learner, so that a second press makes nobody new. */
  requestId: string
}

/** Joins an open class; this device is that learner's own from then on. */
export const joinClass = (joining: Joining): Promise<Fetched<{ token: string }>> =>
  postJson('/api/learn/join', joining, readToken)

/** Sends JSON, signed by a device that has a token, and looks at what comes back. */
export const postJson = async <Value>(
  path: string,
  body: unknown,
  look: (json: unknown) => Value | undefined,
  token?: string,
): Promise<Fetched<Value>> =>
  read(
    await ask(path, {
      method: 'POST',
      headers: token === undefined ? JSON_HEADERS : signed(token),
      body: JSON.stringify(body),
    }),
    look,
  )

/** What makes this browser a device. */
export const readToken = (json: unknown): { token: string } | undefined =>
  isFields(json) && isText(json.token) ? { token: json.token } : undefined

/** Sends one batch of the journal. */
export const sendEvents = async (token: string, batch: Outgoing): Promise<Sent> =>
  asSent(
    await ask('/api/learn/events', {
      method: 'POST',
      headers: signed(token),
      body: JSON.stringify({ ...batch, shellVersion: shellVersion() }),
    }),
  )

/** A course on a slow line takes its time. */
const PACK_TIMEOUT_MS = 180_000

/**
 * A course as text.
 *
 * @param isAgain past the browser's own cache, because what lay there was wrong.
 * @returns `missing` when the server has another version now.
 */
export async function fetchPack(
  entry: CatalogueEntry,
  isAgain: boolean,
): Promise<{ text: string } | 'unreachable' | 'missing'> {
  const { courseId, language, hash } = entry
  try {
    const response = await fetch(`/api/learn/packs/${courseId}.${language}.${hash}.json`, {
      cache: isAgain ? 'reload' : 'default',
      signal: AbortSignal.timeout(PACK_TIMEOUT_MS),
    })
    if (response.status === 404) return 'missing'
    return response.ok ? { text: await response.text() } : 'unreachable'
  } catch {
    return 'unreachable'
  }
}

/**
 * A snapshot, just fetched or as a former version of the app kept it: what that version did not know
 * of is empty until the next answer comes. Undefined when it is something else.
 */
export function readSnapshot(value: unknown): LearnSnapshot | undefined {
  if (!isFields(value)) return undefined
  const { learners, courses, voices, translations, cases } = value
  const list = (each: unknown): unknown[] => (Array.isArray(each) ? each : [])
  const full = {
    ...value,
    learners: list(learners).map((each) =>
      isFields(each)
        ? {
            ...each,
            photo: isFields(each.photo) && hasTexts(each.photo, ['id', 'hash']) ? each.photo : null,
            lockedAt: isText(each.lockedAt) ? each.lockedAt : null,
            reviews: list(each.reviews),
            answeredCases: list(each.answeredCases),
            sittings: isFields(each.sittings) ? each.sittings : {},
            unmeasured: list(each.unmeasured),
          }
        : each,
    ),
    courses: list(courses).map((each) =>
      isFields(each) ? { ...each, media: list(each.media) } : each,
    ),
    voices: list(voices),
    translations: list(translations),
    cases: list(cases),
  }
  return isSnapshot(full) ? full : undefined
}

const isSnapshot = (
  value: Record<string, unknown>,
): value is Record<string, unknown> & LearnSnapshot =>
  isText(value.madeAt) &&
  isFields(value.centre) &&
  hasTexts(value.centre, ['id', 'name', 'language']) &&
  isFields(value.device) &&
  hasTexts(value.device, ['id']) &&
  isListOf(value.classes, (each) => hasTexts(each, ['id', 'courseId', 'lessonId'])) &&
  isListOf(
    value.learners,
    (each) => hasTexts(each, ['id', 'name', 'language']) && isFields(each.progress),
  ) &&
  isListOf(value.courses, (each) => hasTexts(each, ['courseId', 'language', 'title', 'hash']))
