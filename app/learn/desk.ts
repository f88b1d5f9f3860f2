import type { Connection } from '#app/offline/sync.ts'
import type {
  CatalogueEntry,
  CoursePack,
  LearnEventBodies,
  LearnPerson,
  LearnSnapshot,
} from '#modules/learning/shared.ts'
import type { PackState } from './downloads.ts'
import type { Written } from './learned.ts'
import type { LessonEvent } from './lesson/use-lesson.ts'
import type { Measured } from './measured.ts'
import type { Media } from './media.ts'
import type { PhotoAddresses } from './photos.ts'
import type { PictureGuard } from './pictures.ts'
import type { Answered } from './review.ts'
import type { Voices } from './voices.ts'

export interface DeskState {
  snapshot: LearnSnapshot
  /** What this device's journal says, by learner. */
  written: Written
  /** What this device's journal says of the questions around courses, by learner. */
  measured: Measured
  /** When each learner last answered what, on this device. */
  answered: ReadonlyMap<string, Answered>
  packs: ReadonlyMap<string, PackState>
  /** Hashes of the sounds and films that lie here. */
  media: ReadonlySet<string>
  /** Photographs on tiles that lie here, by id. */
  photos: PhotoAddresses
  /** The person said that courses may come over Wi-Fi alone. */
  isWifiOnly: boolean
  connection: Connection
  unsentCount: number
  /** The server does not know this device any more. What was learned stays and is kept. */
  isRevoked: boolean
  /** Another tab has taken over. */
  isTaken: boolean
}

/** A device that learns, at work: what its screens know and do. */
export interface Desk {
  deviceId: string
  /** Signs what this device asks. */
  token: string
  state(): DeskState
  subscribe(listener: () => void): () => void
  /** Resolves when it is on the disk. @throws NotSaved, Fenced */
  write(event: LessonEvent): Promise<void>
  pictures: PictureGuard
  /** Blocks that people read aloud, as they lie here. */
  voices: Voices
  signedIn(person: LearnPerson, how: LearnEventBodies['learner.signed_in']['how']): void
  download(entries: readonly CatalogueEntry[]): void
  /** A course as it lies here, in any version; undefined when it does not. */
  openPack(entry: CatalogueEntry): Promise<CoursePack | undefined>
  /** A sound or a film of a lesson, to be played; undefined when it is not to be had. */
  openMedia: Media['open']
  /** A lesson is open: its course is not replaced. @returns ends it. */
  holdPacks(): () => void
  /** Looks at once whether the server tells anything new. */
  look(): void
  setWifiOnly(isOnly: boolean): void
  /** Resolves when another tab or another device of this browser may write. */
  stop(): Promise<void>
}

export type DeskStart =
  | { phase: 'ready'; desk: Desk }
  | { phase: 'unpaired' }
  | { phase: 'unreachable' | 'revoked' | 'elsewhere' }
