import type { MediaFile } from './shared-course.ts'
import type { Sittings } from './shared-measured.ts'
import type { LearnPhoto } from './shared-photos.ts'
import type { Progress } from './shared-progress.ts'
import type { Due } from './shared-review.ts'
import type { LearnCase, LearnTranslation, LearnVoice } from './shared-voices.ts'

/** What a learner's device is told, and keeps for when there is no network. */
export interface LearnSnapshot {
  madeAt: string
  centre: { id: string; slug: string; name: string; language: string }
  device: {
    id: string
    name: string /** Whose own it is; null for a venue's. */
    learnerId: string | null
  }
  /** Classes that are open now, with whoever is on their lists. */
  classes: LearnClass[]
  /** A venue's device: everybody in an open class. Somebody's own: that person. */
  learners: LearnPerson[]
  courses: CatalogueEntry[]
  /** Blocks that people of this centre read aloud: one a block and language. */
  voices: LearnVoice[]
  /** Blocks that people of this centre wrote in another language. */
  translations: LearnTranslation[]
  /** This week's scams here, the newest first. */
  cases: LearnCase[]
}

export interface LearnClass {
  id: string
  title: string
  courseId: string
  lessonId: string
  startsAt: string
  learnerIds: string[]
}

export interface LearnPerson {
  id: string
  name: string
  tile: number
  language: string
  /** Shown on their tile in place of a letter; null without one. */
  photo: LearnPhoto | null
  /** How three pictures are checked here; null when none were chosen, and the trainer lets them in. */
  pictures: PictureVerifier | null
  /** SHA-256, base64url, of the code on their card; null without one. */
  cardHash: string | null
  progress: Progress
  /** When some device let them in no more after wrong pictures; null once a trainer has, or later. */
  lockedAt: string | null
  /** What should be asked again now or in the next days, the soonest first. */
  reviews: Due[]
  /** What they did of the questions around courses. */
  sittings: Sittings
  /** Courses that a trainer said are taught them without those questions. */
  unmeasured: string[]
  /** Questions of this week's scams that they have answered, by id: those are not new to them. */
  answeredCases: string[]
}

/** PBKDF2-HMAC-SHA-256 of the three ids joined with spaces. */
export interface PictureVerifier {
  salt: string
  rounds: number
  hash: string
}

/** A course in one language, as it can be fetched: `/api/learn/packs/<course>.<language>.<hash>.json`. */
export interface CatalogueEntry {
  courseId: string
  language: string
  title: string
  blurb: string
  order: number
  minutes: number
  lessons: { id: string; title: string; minutes: number }[]
  /** SHA-256 of the file, hex: its name says what is in it. */
  hash: string
  bytes: number
  /** What its lessons play, fetched beside it: `mediaAddress`. */
  media: MediaFile[]
}

/** Pictures to sign in with. Ids are never taken away or used for another picture. */
export const SIGN_IN_PICTURES = [
  'sun',
  'moon',
  'mountain',
  'fish',
  'millet',
  'taro',
  'dog',
  'bird',
  'flower',
  'basket',
  'house',
  'umbrella',
] as const
export type SignInPicture = (typeof SIGN_IN_PICTURES)[number]

export const PICTURES_IN_ALL = 3
export const PICTURE_ROUNDS = 100_000
/** Wrong tries of one learner until a trainer has to let them in, also one who has a card. */
export const PICTURE_TRIES = 5
/** So long only a trainer lets them in; then they may try again. */
export const LOCKED_FOR_MS = 15 * 60_000
/** Tiles have one of so many colours. */
export const TILES = 12
