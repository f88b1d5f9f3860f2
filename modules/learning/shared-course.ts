/**
 * A course as a learner's device carries it: one language, ready to be shown. Files below `courses/`
 * become packs on the server; the player reads nothing else.
 */

/** Languages that courses are complete in. Others come block by block, from people who speak them. */
export const COURSE_LANGUAGES = ['zh-TW', 'en'] as const
export type CourseLanguage = (typeof COURSE_LANGUAGES)[number]

/** A stretch of text; `strong` is what one would say louder. */
export interface Span {
  text: string
  strong?: true | undefined
}
export type Paragraph = Span[]

/** What a call-out is about; the first three are the three things to do, always in this order. */
export const CALLOUT_TONES = ['stop', 'ask', 'rescue', 'tip', 'warn'] as const
export type CalloutTone = (typeof CALLOUT_TONES)[number]

/** What may play in a lesson, with how its file ends. */
export const MEDIA_ENDINGS = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
  'video/webm': 'webm',
  'video/mp4': 'mp4',
  'text/vtt': 'vtt',
} as const
export type MediaMime = keyof typeof MEDIA_ENDINGS

/** A sound, a film or captions of a course, fetched and kept by the hash of what is in it. */
export interface MediaFile {
  file: string
  mime: MediaMime
  bytes: number
  /** SHA-256, hex. */
  hash: string
}

/** Where the server has it: the address says what is in it, and never changes. */
export const mediaAddress = ({ hash, mime }: Pick<MediaFile, 'hash' | 'mime'>): string =>
  `/api/learn/media/${hash}.${MEDIA_ENDINGS[mime]}`

/** One thing that fills one screen. Its id never changes: voice, progress and translations hang on it. */
export type Block = { id: string } & (
  | { kind: 'text'; paragraphs: Paragraph[] }
  | { kind: 'picture'; picture: string; alt: string; paragraphs: Paragraph[] }
  | { kind: 'audio'; source: string; paragraphs: Paragraph[] }
  | { kind: 'video'; source: string; captions: string; paragraphs: Paragraph[] }
  | { kind: 'callout'; tone: CalloutTone; paragraphs: Paragraph[] }
  | { kind: 'checklist'; paragraphs: Paragraph[]; items: Paragraph[] }
  | { kind: 'flip'; front: Paragraph[]; back: Paragraph[] }
  | { kind: 'steps'; paragraphs: Paragraph[]; steps: Paragraph[] }
  | { kind: 'own-phone'; paragraphs: Paragraph[]; steps: Paragraph[] }
  | { kind: 'question'; questionId: string }
  | { kind: 'scenario'; scenarioId: string }
)
export type BlockKind = Block['kind']

/** What stands beside a choice, for whoever would rather look than read. */
export const CHOICE_ICONS = [
  'phone',
  'hang_up',
  'money',
  'keyboard',
  'people',
  'bank',
  'police',
  'link',
  'look',
  'trash',
  'card',
  'lock',
  'question',
  'shop',
  'shield',
  'wait',
  'home',
  'yes',
  'no',
  'parcel',
  'camera',
  'app',
] as const
export type ChoiceIcon = (typeof CHOICE_ICONS)[number]

/** Whether a thing is a scam or as honest as it looks: both can be got wrong. */
export const ABOUT = ['scam', 'genuine', 'neither'] as const
export type About = (typeof ABOUT)[number]

/** Where a message comes from. */
export const CHANNELS = ['chat', 'sms', 'call', 'page', 'letter', 'parcel', 'atm', 'ad'] as const
export type Channel = (typeof CHANNELS)[number]

/** A message to be judged, in phrases; a phrase with `flag` is odd, and says why. */
export interface Message {
  via: Channel
  from: string
  /** In small letters below the name: 沒看過的號碼. */
  note?: string | undefined
  phrases: { id: string; text: string; flag?: string | undefined }[]
}

export interface Option {
  id: string
  text: string
  icon?: ChoiceIcon | undefined
  isRight: boolean
  /** What is said to whoever chose it; never a blame. */
  feedback: string
}

export type Question = {
  id: string
  outcome: string
  about: About
  text: string
  hint?: string | undefined
  /** Said once it is answered, whatever was chosen. */
  explain: string
  message?: Message | undefined
} & (
  | { kind: 'single' | 'multiple' | 'true-false'; options: Option[] }
  | { kind: 'order'; items: { id: string; text: string }[] }
  | { kind: 'match'; pairs: { id: string; left: string; right: string }[] }
  | { kind: 'spot'; message: Message }
  | { kind: 'short'; answers: string[] }
)
export type QuestionKind = Question['kind']

/** What a scenario remembers. The first row is harm, which a rescue has to follow. */
export const HARMS = [
  'paid',
  'told_otp',
  'gave_card',
  'gave_account',
  'installed_app',
  'shared_id',
] as const
export const RESCUES = ['called_165', 'called_bank', 'called_110', 'went_station'] as const
export const OTHER_FACTS = ['hung_up', 'told_family', 'opened_link', 'called_back'] as const
export const FACTS = [...HARMS, ...RESCUES, ...OTHER_FACTS] as const
export type Fact = (typeof FACTS)[number]

/** Holds while all of `when` have happened and none of `unless`. */
export interface Guard {
  when?: Fact[] | undefined
  unless?: Fact[] | undefined
}
/** Where it goes on: the first of several ways whose guard holds. */
export type Next = string | ({ to: string } & Guard)[]

export type ScenarioOption = {
  id: string
  text: string
  icon?: ChoiceIcon | undefined
  sets?: Fact[] | undefined
  next: string
} & Guard

/**
 * `safe`: nothing happened. `rescued`: something did, and the learner knew whom to call. `missed`: a
 * genuine matter was turned away.
 */
export const ENDINGS = ['safe', 'rescued', 'missed'] as const
export type Ending = (typeof ENDINGS)[number]

export type ScenarioNode = { id: string } & (
  | {
      kind: 'message' | 'sms' | 'call'
      /** Who speaks; the learner's own words stand at the other side. */
      speaker: 'them' | 'me'
      text: string
      /** Why this is odd, told when all is over. */
      flag?: string | undefined
      next: Next
    }
  | {
      kind: 'page'
      address: string
      title: string
      text: string
      flag?: string | undefined
      next: Next
    }
  | { kind: 'pause' | 'reveal'; text: string; next: Next }
  | { kind: 'choice'; text: string; isRescue: boolean; options: ScenarioOption[] }
  /** A phone to dial: goes on when the number was really dialled. */
  | { kind: 'dial'; number: string; text: string; answer: string; sets: Fact[]; next: Next }
  | { kind: 'end'; ending: Ending; text: string }
)

export interface Scenario {
  id: string
  outcome: string
  about: About
  channel: Channel
  title: string
  from: string
  note?: string | undefined
  /** The clock on the pretend phone: 9:12. */
  time: string
  start: string
  nodes: ScenarioNode[]
}

export interface Lesson {
  id: string
  title: string
  minutes: number
  outcomes: string[]
  blocks: Block[]
}

export interface Source {
  id: string
  /** What of it the course uses. */
  says: string
  publisher: string
  /** `YYYY-MM-DD`, or as much of it as is known. */
  date: string
  ref?: string | undefined
}

/** One course in one language. */
export interface CoursePack {
  courseId: string
  language: CourseLanguage
  title: string
  blurb: string
  outcomes: { id: string; text: string }[]
  checkedOn: string
  reviewBy: string
  sources: Source[]
  lessons: Lesson[]
  questions: Question[]
  scenarios: Scenario[]
  /** A page to print and hang up. */
  summary: { title: string; blocks: Block[] }
  /** Drawings by file name: SVG, checked to hold nothing that acts. */
  pictures: Record<string, string>
  /** Sounds, films and captions that its lessons play; they lie beside the pack. */
  media: MediaFile[]
}
