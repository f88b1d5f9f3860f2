import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { QuestionView } from '#app/classes/block-view.tsx'
import { readClassLive } from '#app/classes/class-live.server.ts'
import { WallCounts } from '#app/classes/wall-counts.tsx'
import { WallLesson } from '#app/classes/wall-lesson.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { getCourse } from '#modules/learning/index.ts'

const Params = z.object({
  courseId: z.string().max(60),
  lessonId: z.string().max(60),
  class: z.uuid().optional().catch(undefined),
  question: z.string().max(60).optional(),
})

export const loader = tenantLoader('courses.teach', Params, async (tx, input, edge) => {
  const language = languageOf(edge.request)
  const pack = getCourse(input.courseId, language)
  const lesson = pack.lessons.find(({ id }) => id === input.lessonId)
  if (!lesson) throw new DomainError('request.no_such_page', 'missing')
  const { class: classId, question = null } = input
  const { userId } = edge.actor
  const { slug } = edge.membership
  const live = classId && (await readClassLive(tx, { classId, language, userId }))
  return {
    title: lesson.title,
    pack: { ...pack, lessons: [lesson] },
    questionId: question,
    // Counts go to the wall, and no name.
    live: live ? { ...live, learners: [] } : null,
    liveAddress: `/${slug}/classes/${classId}/live?wall`,
    leaveTo: classId ? `/${slug}/classes/${classId}` : `/${slug}/courses/${input.courseId}`,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** A lesson on the wall, or one of its questions with how the class answered it. */
export default function Project() {
  const { pack, questionId, live, liveAddress, leaveTo } = useLoaderData<typeof loader>()
  const [lesson] = pack.lessons
  const question = pack.questions.find(({ id }) => id === questionId)
  if (question) return <QuestionWall />
  if (!lesson) return null
  return <WallLesson {...{ pack, lesson, live, liveAddress, leaveTo }} />
}

function QuestionWall() {
  const { pack, title, questionId, live, liveAddress, leaveTo } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const question = pack.questions.find(({ id }) => id === questionId)
  if (!question) return null
  return (
    <main className="project" id="main">
      <h1>{title}</h1>
      <div className="project-stage">
        <QuestionView question={question} />
        {live && <WallCounts live={live} address={liveAddress} questionId={question.id} />}
      </div>
      <footer className="row">
        <Link to={leaveTo} className={buttonClass({ kind: 'quiet', size: 'key' })}>
          <ButtonFace icon={ArrowLeft}>{t('project.leave')}</ButtonFace>
        </Link>
      </footer>
    </main>
  )
}
