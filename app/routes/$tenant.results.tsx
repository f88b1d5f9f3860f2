import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Award, Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, rowLinkClass } from '#app/components/data-table.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { ClassPicker } from '#app/reports/class-picker.tsx'
import { Measured, Outcomes, useShown } from '#app/reports/result-cards.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listClasses, whoseResults } from '#modules/centre/index.ts'
import { getCourseResults } from '#modules/learning/index.ts'
import type { CourseResult } from '#modules/learning/shared.ts'

const Query = z.object({
  classId: z.union([z.uuid(), z.literal('')]).optional(),
  course: z.string().max(60).optional(),
})

export const loader = tenantLoader('courses.teach', Query, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  const classId = query.classId ?? ''
  const results = await getCourseResults(tx, await whoseResults(tx, classId), language)
  const classes = await listClasses(tx)
  return {
    title: textsFor(language).t('learned:results.title'),
    classId,
    classes: classes.map(({ id, title }) => ({ id, title })),
    results,
    chosen: results.find(({ courseId }) => courseId === query.course) ?? results[0],
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What was learned: how many, how well they tell scams from what is genuine, and what they can do. */
export default function Results() {
  const { classId, classes, chosen } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('learned')
  return (
    <>
      <PageHeader title={t('results.title')}>
        <Link to={`/${slug}/certificates`} className={buttonClass({})}>
          <ButtonFace icon={Award}>{t('office.title')}</ButtonFace>
        </Link>
        <a
          className={buttonClass({})}
          href={`/${slug}/results/export.csv${classId ? `?classId=${classId}` : ''}`}
          download
        >
          <ButtonFace icon={Download}>{t('results.csv')}</ButtonFace>
        </a>
      </PageHeader>
      <div className="stack">
        <Card title={t('results.courses')}>
          <p className="measure">{t('results.text')}</p>
          {classes.length > 0 && (
            <ClassPicker
              classes={classes}
              value={classId}
              label={t('results.who')}
              emptyLabel={t('results.all')}
              submit={t('results.show')}
            />
          )}
          <Courses />
        </Card>
        {chosen && <Measured result={chosen} />}
        {chosen && <Outcomes result={chosen} />}
      </div>
    </>
  )
}

function Courses() {
  const { results, classId, chosen } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('learned')
  const { say } = useShown()
  const addressOf = (courseId: string) => {
    const query = new URLSearchParams({ course: courseId, ...(classId && { classId }) })
    return `/${slug}/results?${query}`
  }
  const columns: Column<CourseResult>[] = [
    {
      key: 'course',
      head: t('results.course'),
      cell: ({ courseId, title }) => (
        <Link
          to={addressOf(courseId)}
          className={rowLinkClass}
          aria-current={courseId === chosen?.courseId ? 'true' : undefined}
          preventScrollReset
        >
          {title}
        </Link>
      ),
    },
    {
      key: 'people',
      head: t('results.people'),
      align: 'end',
      cell: ({ people }) => say(people),
    },
    {
      key: 'finished',
      head: t('results.finished'),
      align: 'end',
      cell: ({ finished }) => say(finished),
    },
    {
      key: 'lessons',
      head: t('results.lessons_done'),
      align: 'end',
      wide: true,
      cell: ({ lessonsDone }) => say(lessonsDone),
    },
  ]
  return (
    <DataTable
      caption={t('results.courses')}
      columns={columns}
      rows={results}
      rowKey={({ courseId }) => courseId}
      selectedKey={chosen?.courseId}
      empty={t('results.empty')}
    />
  )
}
