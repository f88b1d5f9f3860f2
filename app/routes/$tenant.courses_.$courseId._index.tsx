import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ArrowLeft, Download, FileUp, Mic, Plus, Presentation, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BlockView } from '#app/classes/block-view.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { getCourse } from '#modules/learning/index.ts'

const Params = z.object({ courseId: z.string().max(60) })

export const loader = tenantLoader('courses.teach', Params, async (_tx, { courseId }, edge) =>
  getCourse(courseId, languageOf(edge.request)),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One course to look through before it is taught, with every answer. */
export default function CoursePage() {
  const pack = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const { courseId, title, blurb, outcomes, lessons } = pack
  const address = `/${slug}/courses/${courseId}`
  return (
    <>
      <PageHeader
        title={title}
        under={blurb}
        back={
          <Link to={`/${slug}/courses`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('courses.title')}</ButtonFace>
          </Link>
        }
      >
        <Link to={`${address}/summary`} className={buttonClass({})}>
          <ButtonFace icon={Printer}>{t('course.summary')}</ButtonFace>
        </Link>
        <Link to={`${address}/voices`} className={buttonClass({})}>
          <ButtonFace icon={Mic}>{t('course.voices')}</ButtonFace>
        </Link>
      </PageHeader>
      <div className="stack stack-loose measure">
        <Card title={t('course.outcomes')}>
          <ul className="block-list">
            {outcomes.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </Card>
        {lessons.map((lesson, index) => (
          <Card
            key={lesson.id}
            title={t('course.lesson', { place: index + 1, title: lesson.title })}
          >
            <div className="row">
              <Link
                to={`/${slug}/classes/new?lesson=${courseId}/${lesson.id}`}
                className={buttonClass({ kind: 'outline' })}
              >
                <ButtonFace icon={Plus}>{t('plan')}</ButtonFace>
              </Link>
              <a
                href={`${address}/${lesson.id}/project`}
                target="_blank"
                rel="noreferrer"
                className={buttonClass({})}
              >
                <ButtonFace icon={Presentation}>{t('course.project')}</ButtonFace>
              </a>
            </div>
            <Disclosure label={t('course.look', { count: lesson.blocks.length })} kind="quiet">
              {lesson.blocks.map((block) => (
                <BlockView key={block.id} block={block} pack={pack} showsAnswers />
              ))}
            </Disclosure>
          </Card>
        ))}
        <TakeOut address={address} />
        <Sources />
      </div>
    </>
  )
}

/** The questions for another system, and those of another system. */
function TakeOut({ address }: { address: string }) {
  const { courseId } = useLoaderData<typeof loader>()
  const { t } = useTranslation('questions')
  const { slug } = useOffice()
  return (
    <Card title={t('questionsTitle')}>
      <p>{t('takeOutHint')}</p>
      <div className="row">
        <a href={`${address}/export.gift`} download className={buttonClass({})}>
          <ButtonFace icon={Download}>{t('takeOut.gift')}</ButtonFace>
        </a>
        <a href={`${address}/export.qti`} download className={buttonClass({})}>
          <ButtonFace icon={Download}>{t('takeOut.qti')}</ButtonFace>
        </a>
        <Link to={`/${slug}/courses/import?course=${courseId}`} className={buttonClass({})}>
          <ButtonFace icon={FileUp}>{t('title')}</ButtonFace>
        </Link>
      </div>
    </Card>
  )
}

function Sources() {
  const { sources, checkedOn, reviewBy } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const { words } = useOffice()
  return (
    <Card title={t('course.sources')}>
      <p>
        {t('course.checked', {
          checked: formatDay(checkedOn, words),
          review: formatDay(reviewBy, words),
        })}
      </p>
      <ul className="block-list">
        {sources.map(({ id, says, publisher, date }) => (
          <li key={id}>
            {publisher} {date}：{says}
          </li>
        ))}
      </ul>
    </Card>
  )
}
