import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { sha256OfBytes } from '#app/offline/sha256.ts'
import type { LearnVoice } from '#modules/learning/shared.ts'

/** A recording as it lies on this device. */
interface KeptVoice extends LearnVoice {
  sound: ArrayBuffer
}

interface Schema extends DBSchema {
  voices: { key: string; value: KeptVoice }
}

/** Lessons read aloud by people, as they lie on this device. */
export interface Voices {
  /**
   * What the centre plays now: what is new is fetched, one after the other, and what was taken off is
   * gone from here at once.
   *
   * @param languages of whoever learns on this device; recordings in others are not fetched.
   */
  want(voices: readonly LearnVoice[], languages: ReadonlySet<string>): Promise<void>
  /** A course's recordings in one language, by block, to be played without a network. */
  open(courseId: string, language: string): Promise<OpenVoices>
}

export interface OpenVoices {
  /** The address of a block's recording, while this is open. */
  voiceOf(blockId: string): string | undefined
  close(): void
}

export interface VoiceParts {
  token: string
  /** Whether this network may be used for it. */
  mayFetch(): boolean
  fetch?: typeof fetch
}

/** Keeps recordings on this device; each is kept when it is whole and what its hash says. */
export async function openVoices(parts: VoiceParts): Promise<Voices> {
  const db = await openDB<Schema>('tillage-learn-voices', 1, {
    upgrade(database) {
      database.createObjectStore('voices', { keyPath: 'id' })
    },
  })
  // A second list while the first is fetched waits for it: nothing is fetched twice.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    want(voices, languages) {
      const mine = turn.then(async () => {
        await forgetOthers(db, voices)
        await bringMissing(db, parts, voices, languages)
      })
      turn = mine.catch(() => undefined)
      return mine
    },
    async open(courseId, language) {
      const own = (await db.getAll('voices')).filter(
        (voice) => voice.courseId === courseId && voice.language === language,
      )
      const addresses = new Map(
        own.map(({ blockId, sound, mime }) => [
          blockId,
          URL.createObjectURL(new Blob([sound], { type: mime })),
        ]),
      )
      return {
        voiceOf: (blockId) => addresses.get(blockId),
        close: () => {
          for (const address of addresses.values()) URL.revokeObjectURL(address)
          addresses.clear()
        },
      }
    },
  }
}

/** Whoever asked that their recording be taken off is heard nowhere any more. */
async function forgetOthers(
  db: IDBPDatabase<Schema>,
  voices: readonly LearnVoice[],
): Promise<void> {
  const played = new Set(voices.map(({ id }) => id))
  for (const id of await db.getAllKeys('voices')) {
    if (!played.has(id)) await db.delete('voices', id)
  }
}

async function bringMissing(
  db: IDBPDatabase<Schema>,
  parts: VoiceParts,
  voices: readonly LearnVoice[],
  languages: ReadonlySet<string>,
): Promise<void> {
  const kept = new Set(await db.getAllKeys('voices'))
  for (const voice of voices) {
    if (kept.has(voice.id) || !languages.has(voice.language)) continue
    if (!parts.mayFetch()) return
    const found = await bring(parts, voice)
    if (found === 'unreachable') return
    if (found !== 'wrong') await db.put('voices', { ...voice, sound: found })
  }
}

/** A recording whose bytes have the hash that was promised. */
async function bring(
  { token, fetch: ask = fetch }: VoiceParts,
  { id, hash }: LearnVoice,
): Promise<ArrayBuffer | 'unreachable' | 'wrong'> {
  const answer = await ask(`/api/learn/voices/${id}.${hash}`, {
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => undefined)
  // Taken off since the list was made: the next list says so.
  if (answer?.status === 404) return 'wrong'
  if (!answer?.ok) return 'unreachable'
  const sound = await answer.arrayBuffer().catch(() => undefined)
  if (!sound) return 'unreachable'
  return (await sha256OfBytes(new Uint8Array(sound))) === hash ? sound : 'wrong'
}
