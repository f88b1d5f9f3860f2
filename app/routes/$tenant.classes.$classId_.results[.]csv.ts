import { z } from 'zod'
import { formatTime } from '#app/components/dates.ts'
import { csvResponse } from '#app/server/csv.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listFirstAnswers } from '#modules/centre/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { answerWords } from '#modules/learning/shared.ts'

/** First answers of a class, as CSV: what was chosen, whether it was right, and how long it took. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ classId: z.uuid() }),
  async (tx, { classId }, edge) => {
    const language = languageOf(edge.request)
    const { t } = textsFor(language)
    const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
    const { class: found, answers } = await listFirstAnswers(tx, classId, language)
    const yes = (is: boolean) => (is ? t('classes:csv.yes') : t('classes:csv.no'))
    const rows = answers.map(({ name, question, answer, isRight, isHelped, tookMs, at }) => [
      name,
      question.id,
      question.text,
      answerWords(question, answer).join(t('classes:and')),
      yes(isRight),
      yes(isHelped),
      Math.round(tookMs / 1000),
      `${dayIn(timeZone, new Date(at))} ${formatTime(at, timeZone)}`,
    ])
    const head = [
      'name',
      'question_id',
      'question',
      'answer',
      'right',
      'helped',
      'seconds',
      'answered_at',
    ] as const
    return csvResponse(
      [head.map((each) => t(`classes:csv.${each}`)), ...rows],
      `${edge.membership.slug}-results-${dayIn(timeZone, found.startsAt)}`,
    )
  },
)
