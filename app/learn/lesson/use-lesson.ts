import { createContext, useContext } from 'react'
import type {
  Block,
  CoursePack,
  LearnEventBodies,
  LearnEventType,
  Lesson,
  MediaFile,
} from '#modules/learning/shared.ts'
import type { OpenMedia } from '../media.ts'
import type { Voice } from './use-voice.ts'

/** What the player writes into the journal of the device; the journal adds id and instant. */
export type LessonEvent = {
  [Type in LearnEventType]: { type: Type; body: LearnEventBodies[Type] }
}[LearnEventType]

export interface Learner {
  id: string
  name: string
  /** BCP 47. */
  language: string
}

/** What every part of the player needs to know. */
export interface LessonScope {
  pack: CoursePack
  lesson: Lesson
  learner: Learner
  voice: Voice
  /** The recording of a block, if somebody made one: an address. */
  voiceOf: (blockId: string) => string | undefined
  /** A block in the learner's own language, if somebody wrote it. */
  translationOf: (blockId: string) => { text: string; language: string } | undefined
  /** A sound or a film, to be played; undefined when it is not to be had. */
  openMedia: (file: MediaFile) => Promise<OpenMedia | undefined>
  note: (event: LessonEvent) => void
  /** Which lesson it is, as events name it. */
  place: { learnerId: string; courseId: string; lessonId: string }
  /** No movement, and nothing that appears by and by. */
  isCalm: boolean
}

export const LessonContext = createContext<LessonScope | undefined>(undefined)

export function useLesson(): LessonScope {
  const scope = useContext(LessonContext)
  if (!scope) throw new Error('A part of a lesson stands outside of its player.')
  return scope
}

/** What a block's screen is given. */
export interface BlockProps<Kind extends Block['kind'] = Block['kind']> {
  block: Extract<Block, { kind: Kind }>
  /** The block is done, and the next one is wanted. */
  onDone: () => void
}
