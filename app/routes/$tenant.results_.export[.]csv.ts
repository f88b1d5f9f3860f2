import { z } from 'zod'
import { type CsvCell, csvResponse } from '#app/server/csv.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { whoseResults } from '#modules/centre/index.ts'
import { getCourseResults } from '#modules/learning/index.ts'
import type { Shown } from '#modules/learning/shared.ts'

const Query = z.object({ classId: z.union([z.uuid(), z.literal('')]).optional() })

/** What was learned, one row a course and what it was measured by; small numbers stay hidden. */
export const loader = tenantLoader('courses.teach', Query, async (tx, { classId }, edge) => {
  const language = languageOf(edge.request)
  const { t } = textsFor(language)
  const say = (shown: Shown) => (shown === 'few' ? t('learned:results.few') : shown)
  const results = await getCourseResults(tx, await whoseResults(tx, classId), language)
  const moments = ['before', 'after', 'later'] as const
  const head: CsvCell[] = [
    t('learned:results.course'),
    t('learned:results.people'),
    t('learned:results.finished'),
    t('learned:results.lessons_done'),
    ...moments.flatMap((moment) => {
      const when = t(`learned:results.${moment}`)
      return [
        `${when}: ${t('learned:results.people')}`,
        `${when}: ${t('learned:results.missed')} %`,
        `${when}: ${t('learned:results.false_alarm')} %`,
      ]
    }),
    t('learned:results.outcome'),
    t('learned:results.asked'),
    t('learned:results.mastered'),
  ]
  const rows = results.flatMap((result): CsvCell[][] => {
    const course = [
      result.title,
      say(result.people),
      say(result.finished),
      say(result.lessonsDone),
      ...result.moments.flatMap(({ people, missed, falseAlarms }) => [
        say(people),
        missed,
        falseAlarms,
      ]),
    ]
    return result.outcomes.map(({ text, asked, mastered }) => [
      ...course,
      text,
      say(asked),
      say(mastered),
    ])
  })
  return csvResponse([head, ...rows], `${edge.membership.slug}-results`)
})
