import { deleteDB } from 'idb'
import type { LearnVoice } from '#modules/learning/shared.ts'
import { type KeptFilesParts, openKeptFiles } from './kept-files.ts'

/** Lessons read aloud by people, as they lie on this device. */
export interface Voices {
  /**
   * What the centre plays now.
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

/** Keeps recordings on this device. */
export async function openVoices(
  parts: Pick<KeptFilesParts, 'token' | 'mayFetch'>,
): Promise<Voices> {
  const files = await openKeptFiles<LearnVoice>({
    ...parts,
    name: 'voices',
    path: '/api/learn/voices',
  })
  // A former version kept them elsewhere; they are fetched again.
  void deleteDB('tillage-learn-voices').catch(() => undefined)
  return {
    want: (voices, languages) => files.want(voices, ({ language }) => languages.has(language)),
    async open(courseId, language) {
      const own = (await files.all()).filter(
        (voice) => voice.courseId === courseId && voice.language === language,
      )
      const addresses = new Map(
        own.map(({ blockId, content, mime }) => [
          blockId,
          URL.createObjectURL(new Blob([content], { type: mime })),
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
