import { v5 as uuidv5 } from 'uuid'
import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, listCatalogue } from './catalogue.ts'
import { readEvents } from './read-events.ts'
import { selectStoredEvents } from './repository-events.ts'
import {
  type CourseLanguage,
  type CoursePack,
  isRightAnswer,
  type LearnEvent,
  type LearnEventBodies,
} from './shared.ts'
import { CMI5, isoDuration, type Statement, VERBS } from './shared-xapi.ts'
import { interactionOf, responseOf } from './xapi-question.ts'

/** Where the statements are said from. */
export interface StatementWords {
  /** `https://till.example`: activities are addresses below it. */
  origin: string
  tenantId: string
  language: CourseLanguage
}

type Stored = LearnEvent & { storedAt: string }
type Activity = Statement['object']

/** A lesson is passed with four of five answers right, as an outcome is mastered. */
const MASTERY_SCORE = 0.8
/** An hour without a touch: whoever comes back then begins another session. */
const SESSION_MS = 3_600_000

/**
 * What some learners did, as xAPI 1.0.3 statements by the rules of cmi5: in each session of a lesson
 * `initialized` is first and `terminated` last; a lesson is `completed` and `passed` once at most.
 * The same events make the same statements with the same ids. Nobody is named.
 */
export async function listStatements(
  tx: Tx,
  who: { learnerIds: readonly string[]; courseId?: string | undefined },
  words: StatementWords,
): Promise<Statement[]> {
  const rows = await selectStoredEvents(tx, who.learnerIds, who.courseId)
  const storedAt = new Map(rows.map((row) => [row.id, row.storedAt.toISOString()]))
  const events = readEvents(rows).map(
    (event): Stored => ({ ...event, storedAt: storedAt.get(event.id) ?? event.at }),
  )
  const known = new Set(listCatalogue().map(({ courseId }) => courseId))
  const statements = [...groupBy(events, registrationKey)].flatMap(([key, own]) => {
    const [learnerId = '', courseId = ''] = key.split(' ')
    if (!known.has(courseId)) return []
    return new Registration(learnerId, getCourse(courseId, words.language), words).tell(own)
  })
  return statements.sort((a, b) => compare(a.timestamp, b.timestamp))
}

const registrationKey = ({ body }: LearnEvent) =>
  'courseId' in body ? `${body.learnerId} ${body.courseId}` : undefined

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined) {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

/** One learner in one course: what xAPI calls a registration. */
class Registration {
  private readonly id: string
  private readonly learnerId: string
  private readonly pack: CoursePack
  private readonly words: StatementWords

  constructor(learnerId: string, pack: CoursePack, words: StatementWords) {
    this.learnerId = learnerId
    this.pack = pack
    this.words = words
    this.id = uuidv5(`${learnerId} ${pack.courseId}`, words.tenantId)
  }

  /** @param events of this learner in this course, the oldest first. */
  tell(events: readonly Stored[]): Statement[] {
    const lessons = groupBy(events, ({ body }) => ('lessonId' in body ? body.lessonId : undefined))
    const outside = events.filter(
      ({ body }) => !('lessonId' in body) || body.lessonId === undefined,
    )
    return [
      ...[...lessons].flatMap(([lessonId, own]) => this.tellLesson(lessonId, own)),
      ...outside.flatMap((event) => this.answered(event, undefined, undefined)),
    ]
  }

  private tellLesson(lessonId: string, events: readonly Stored[]): Statement[] {
    const done = events.find(({ type }) => type === 'lesson.done')
    return sessionsOf(events).flatMap((session) => {
      const [first] = session
      const last = session.at(-1)
      if (!first || !last) return []
      const place = { lessonId, sessionId: first.id }
      const duration = isoDuration(Date.parse(last.at) - Date.parse(first.at))
      return [
        this.defined('initialized', first, place),
        ...session.flatMap((event) => this.answered(event, lessonId, first.id)),
        ...(done && session.includes(done) ? this.ended(done, place, events, duration) : []),
        this.defined('terminated', last, place, { result: { duration } }),
      ]
    })
  }

  private ended(
    done: Stored,
    place: { lessonId: string; sessionId: string },
    events: readonly Stored[],
    duration: string,
  ): Statement[] {
    const scaled = this.scoreOf(events.filter(({ at }) => at <= done.at))
    const moveOn = true
    const result = { completion: true, duration }
    const completed = this.defined('completed', done, place, { moveOn, result })
    if (scaled === undefined || scaled < MASTERY_SCORE) return [completed]
    const passed = { success: true, score: { scaled }, duration }
    return [completed, this.defined('passed', done, place, { moveOn, result: passed })]
  }

  /** The share of a lesson's questions that were right at the first answer. */
  private scoreOf(events: readonly Stored[]): number | undefined {
    const first = new Map<string, boolean>()
    for (const { type, body } of events) {
      if (type !== 'question.answered' || first.has(body.questionId)) continue
      const question = this.pack.questions.find(({ id }) => id === body.questionId)
      if (question) first.set(body.questionId, isRightAnswer(question, body.answer))
    }
    if (first.size === 0) return undefined
    const right = [...first.values()].filter(Boolean).length
    return Math.round((right / first.size) * 100) / 100
  }

  /** A statement that cmi5 defines: it names the session, and its category. */
  private defined(
    verb: Exclude<keyof typeof VERBS, 'answered'>,
    event: Stored,
    { lessonId, sessionId }: { lessonId: string; sessionId: string },
    more: { moveOn?: boolean; result?: Statement['result'] } = {},
  ): Statement {
    const categories = more.moveOn ? [CMI5.category, CMI5.moveOn] : [CMI5.category]
    const base = this.base(verb, event, this.lesson(lessonId))
    return {
      ...base,
      // One entry of the journal may be told as several statements.
      id: uuidv5(`${event.id} ${verb} ${sessionId}`, this.id),
      ...(more.result && { result: more.result }),
      context: {
        ...base.context,
        contextActivities: {
          ...base.context.contextActivities,
          category: categories.map((id) => ({ objectType: 'Activity', id })),
        },
        extensions: {
          [CMI5.session]: sessionId,
          ...(verb === 'passed' && { [CMI5.masteryScore]: MASTERY_SCORE }),
        },
      },
    }
  }

  private answered(
    { type, body, ...rest }: Stored,
    lessonId: string | undefined,
    sessionId: string | undefined,
  ): Statement[] {
    if (type !== 'question.answered') return []
    const answer = body as LearnEventBodies['question.answered']
    const question = this.pack.questions.find(({ id }) => id === answer.questionId)
    if (!question) return []
    const object: Activity = {
      objectType: 'Activity',
      id: `${this.courseUrl}/questions/${question.id}`,
      definition: interactionOf(question, this.words.language),
    }
    const base = this.base('answered', rest, object)
    const parent = lessonId === undefined ? this.courseUrl : this.lessonUrl(lessonId)
    return [
      {
        ...base,
        result: {
          success: isRightAnswer(question, answer.answer),
          response: responseOf(question, answer.answer),
          duration: isoDuration(answer.tookMs),
        },
        context: {
          ...base.context,
          contextActivities: {
            ...base.context.contextActivities,
            parent: [{ objectType: 'Activity', id: parent }],
          },
          extensions: {
            ...(sessionId !== undefined && { [CMI5.session]: sessionId }),
            [`${this.words.origin}/xapi/setting`]: answer.setting,
            [`${this.words.origin}/xapi/helped`]: answer.isHelped,
          },
        },
      },
    ]
  }

  private base(
    verb: keyof typeof VERBS,
    { id, at, storedAt }: Pick<Stored, 'id' | 'at' | 'storedAt'>,
    object: Activity,
  ): Statement {
    const homePage = `${this.words.origin}/c/issuers/${this.words.tenantId}.json`
    return {
      id,
      version: '1.0.0',
      actor: { objectType: 'Agent', account: { homePage, name: this.learnerId } },
      verb: VERBS[verb],
      object,
      context: {
        registration: this.id,
        contextActivities: { grouping: [{ objectType: 'Activity', id: this.courseUrl }] },
      },
      timestamp: at,
      stored: storedAt,
    }
  }

  private get courseUrl(): string {
    return `${this.words.origin}/courses/${this.pack.courseId}`
  }

  private readonly lessonUrl = (lessonId: string) => `${this.courseUrl}/lessons/${lessonId}`

  private lesson(lessonId: string): Activity {
    const title = this.pack.lessons.find(({ id }) => id === lessonId)?.title
    return {
      objectType: 'Activity',
      id: this.lessonUrl(lessonId),
      definition: {
        type: 'http://adlnet.gov/expapi/activities/lesson',
        ...(title !== undefined && { name: { [this.words.language]: title } }),
      },
    }
  }
}

/** Where a lesson was opened again, or after a long while, another session begins. */
function sessionsOf(events: readonly Stored[]): Stored[][] {
  const sessions: Stored[][] = []
  for (const event of events) {
    const session = sessions.at(-1)
    const last = session?.at(-1)
    const isNew =
      !session ||
      !last ||
      event.type === 'lesson.opened' ||
      Date.parse(event.at) - Date.parse(last.at) > SESSION_MS
    if (isNew) sessions.push([event])
    else session.push(event)
  }
  return sessions
}
