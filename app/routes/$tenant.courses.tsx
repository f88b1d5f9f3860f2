import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PageHeader } from '#app/components/page-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listCourses } from '#modules/learning/index.ts'

export const loader = tenantLoader('courses.teach', z.object({}), async (_tx, _input, edge) => {
  const language = languageOf(edge.request)
  return {
    courses: listCourses(language).map(({ courseId, title, blurb, minutes, lessons }) => ({
      courseId,
      title,
      blurb,
      minutes,
      lessonCount: lessons.length,
    })),
    title: textsFor(language).t('classes:courses.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Everything that can be taught. */
export default function Courses() {
  const { courses } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  return (
    <>
      <PageHeader title={t('courses.title')} />
      <ul className="course-cards">
        {courses.map(({ courseId, title, blurb, minutes, lessonCount }) => (
          <li key={courseId} className="course-card">
            <h2>
              <Link to={`/${slug}/courses/${courseId}`}>{title}</Link>
            </h2>
            <p>{blurb}</p>
            <p className="muted">{t('courses.size', { count: lessonCount, minutes })}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
