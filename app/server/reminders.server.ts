import { formatDay } from '#app/components/dates.ts'
import { isScreenLanguage, type ScreenLanguage } from '#app/locales/languages.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getLearner, type LearnerDue, listCourses } from '#modules/learning/index.ts'
import { getReceiptShop } from '#modules/pos/index.ts'
import type { Slip } from '#modules/printing/index.ts'
import { buildReminderSlip, type ReceiptDocument } from '#modules/printing/shared.ts'
import {
  type Compose,
  chooseReminder,
  type DueLearner,
  listDueLearners,
} from '#modules/reminders/index.ts'
import type { WorkingChannel } from '#modules/reminders/shared.ts'
import type { Edge } from './edge.server.ts'
import { receiptTexts } from './receipt-texts.ts'
import { textsFor } from './texts.ts'

/** The screen's language for a person's; one without screens gets zh-TW. */
const spoken = (tag: string): ScreenLanguage => (isScreenLanguage(tag) ? tag : 'zh-TW')

/** The sentences that somebody can agree to, by channel, in their language. */
export function wordingsFor(tag: string, centre: string) {
  const wordingLanguage = spoken(tag)
  const { t } = textsFor(wordingLanguage)
  const wordings: Record<WorkingChannel, string> = {
    none: t('reminders:wording.none'),
    trainer: t('reminders:wording.trainer'),
    mail: t('reminders:wording.mail', { centre }),
    paper: t('reminders:wording.paper'),
  }
  return { wordings, wordingLanguage }
}

/**
 * Writes down what somebody said when a trainer asked them, with the sentence that was on the screen.
 * @throws learning.unknown_learner, reminders.no_address
 */
export async function saveReminderChoice(
  tx: Tx,
  form: {
    learnerId: string
    requestId: string
    channel: WorkingChannel
    address?: string | undefined
  },
  edge: Edge,
): Promise<void> {
  const { learnerId, requestId: id, channel, address } = form
  const { language: tag } = await getLearner(tx, learnerId)
  const { wordings, wordingLanguage: language } = wordingsFor(tag, edge.membership.name)
  const { origin } = new URL(edge.request.url)
  const said = { wording: wordings[channel], language, origin }
  await chooseReminder(tx, { id, learnerId, channel, address, ...said })
}

/** The sentence that somebody agrees to by following the link of a letter, as they read it. */
export const linkWording = (wish: 'stop' | 'resume', language: ScreenLanguage) => ({
  wording: textsFor(language).t(`reminders:wording.${wish}`),
  language,
})

/** Courses by their names in a language, as they are said one after the other. */
function namesOf(courses: readonly { courseId: string; title: string }[], language: string) {
  const known = new Map(listCourses(language).map((each) => [each.courseId, each.title]))
  const { t } = textsFor(spoken(language))
  return courses
    .map(({ courseId, title }) => known.get(courseId) ?? title)
    .join(t('reminders:due.and'))
}

const countOf = ({ reviews }: LearnerDue): number =>
  reviews.reduce((sum, { count }) => sum + count, 0)

/** A letter that says what waits, and that it wants nothing. */
export const composeLetter: Compose = ({ name, language, due, stopUrl }, centre) => {
  const { t } = textsFor(spoken(language))
  const lines = [
    t('reminders:letter.greeting', { name }),
    '',
    ...(due.reviews.length > 0
      ? [
          t('reminders:letter.reviews', {
            count: countOf(due),
            courses: namesOf(due.reviews, language),
          }),
        ]
      : []),
    ...(due.later.length > 0
      ? [t('reminders:letter.later', { courses: namesOf(due.later, language) })]
      : []),
    t('reminders:letter.where', { centre }),
    '',
    t('reminders:letter.safe'),
    '',
    t('reminders:letter.stop'),
    stopUrl,
  ]
  return { subject: t('reminders:letter.subject', { centre }), body: lines.join('\n') }
}

/** Whom a slip of paper is cut for: those who want one and have not been told. */
async function wantSlips(tx: Tx, now: Date, language: string): Promise<DueLearner[]> {
  const { learners } = await listDueLearners(tx, now, language)
  return learners.filter(({ channel, told }) => channel === 'paper' && told === undefined)
}

/** What a slip says, in the language of whoever takes it home. */
function slipWords({ name, language, ...due }: DueLearner, centre: string) {
  const { t } = textsFor(spoken(language))
  return {
    language: spoken(language),
    title: t('reminders:slip.title'),
    lead: t('reminders:slip.lead'),
    name,
    text:
      due.reviews.length > 0
        ? t('reminders:slip.reviews', { count: countOf(due) })
        : t('reminders:slip.later'),
    where: t('reminders:slip.where', { centre }),
    stop: t('reminders:slip.stop'),
  }
}

/** Slips for everybody who wants one, to be cut from sheets of A4. */
export async function reminderSlips(tx: Tx, now: Date): Promise<Slip[]> {
  const { name, calendar, timeZone } = await tx
    .selectFrom('tenant')
    .select(['name', 'calendar', 'timeZone'])
    .executeTakeFirstOrThrow()
  const years = calendar === 'gregory' ? 'gregory' : 'roc'
  return (await wantSlips(tx, now, 'zh-TW')).map((learner) => {
    const words = slipWords(learner, name)
    const day = formatDay(dayIn(timeZone, now), { calendar: years, language: words.language })
    return { ...words, centreName: name, day }
  })
}

/** The same on the paper of the receipt printer, by learner. */
export async function reminderPapers(
  tx: Tx,
  now: Date,
): Promise<{ learnerId: string; document: ReceiptDocument }[]> {
  const { shop } = await getReceiptShop(tx)
  return (await wantSlips(tx, now, 'zh-TW')).map((learner) => {
    const words = slipWords(learner, shop.name)
    const { t, language } = receiptTexts(words.language)
    return {
      learnerId: learner.learnerId,
      document: buildReminderSlip({ ...words, at: now }, shop, t, { language }),
    }
  })
}
