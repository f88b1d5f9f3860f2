import { z } from 'zod'
import { formatTime } from '#app/components/dates.ts'
import { csvResponse } from '#app/server/csv.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listAttendance } from '#modules/centre/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'

const HOW = ['tap', 'card', 'signed_in'] as const

/** Who was at a class, as CSV. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ classId: z.uuid() }),
  async (tx, { classId }, edge) => {
    const { t } = textsFor(languageOf(edge.request))
    const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
    const { class: found, people } = await listAttendance(tx, classId)
    const day = dayIn(timeZone, found.startsAt)
    const wordOf = (how: string | null) => {
      const known = HOW.find((each) => each === how)
      return known ? t(`classes:csv.how.${known}`) : ''
    }
    const rows = people.map(({ name, isThere, how, at }) => [
      day,
      found.title,
      found.venueName ?? '',
      name,
      isThere ? t('classes:csv.yes') : t('classes:csv.no'),
      wordOf(how),
      at === null ? '' : formatTime(at, timeZone),
    ])
    const head = ['day', 'class', 'venue', 'name', 'there', 'how_noted', 'time'] as const
    return csvResponse(
      [head.map((each) => t(`classes:csv.${each}`)), ...rows],
      `${edge.membership.slug}-attendance-${day}`,
    )
  },
)
