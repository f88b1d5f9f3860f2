import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ArrowLeft, ArrowRight, ChartColumn } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AnswerBars } from '#app/classes/answer-bars.tsx'
import { BlockView } from '#app/classes/block-view.tsx'
import { readClassLive } from '#app/classes/class-live.server.ts'
import type { ClassLive } from '#app/classes/class-live.ts'
import { toldPack } from '#app/classes/told-pack.ts'
import { useLive } from '#app/classes/use-live.ts'
import { Button } from '#app/components/button.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { getCourse } from '#modules/learning/index.ts'
import type { Block } from '#modules/learning/shared.ts'

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
  const { class: classId, question } = input
  const { userId } = edge.actor
  const live = classId && (await readClassLive(tx, { classId, language, userId }))
  const at = lesson.blocks.findIndex((each) => 'questionId' in each && each.questionId === question)
  return {
    title: lesson.title,
    pack: { ...pack, lessons: [lesson] },
    startAt: Math.max(0, at),
    // Counts go to the wall, and no name.
    live: live ? { ...live, learners: [] } : null,
    liveAddress: `/${edge.membership.slug}/classes/${classId}/live?wall`,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** A lesson on the wall, block by block; of a class also how its questions were answered. */
export default function Project() {
  const { pack: told, title, startAt, live, liveAddress } = useLoaderData<typeof loader>()
  const pack = toldPack(told)
  const blocks = pack.lessons[0]?.blocks ?? []
  const { t } = useTranslation('classes')
  const [at, setAt] = useState(startAt)
  const last = blocks.length - 1
  const go = (step: number) => setAt((now) => Math.min(last, Math.max(0, now + step)))
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key]
      if (step) setAt((now) => Math.min(last, Math.max(0, now + step)))
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [last])
  const block = blocks[at]
  return (
    <main className="project" id="main">
      <header className="row row-between">
        <h1>{title}</h1>
        <p className="muted">{t('project.place', { place: at + 1, all: last + 1 })}</p>
      </header>
      <div className="project-stage" key={block?.id}>
        {block && <BlockView block={block} pack={pack} />}
        {block && live && <Counts block={block} live={live} address={liveAddress} />}
      </div>
      <footer className="row row-between">
        <Button size="pay" icon={ArrowLeft} onClick={() => go(-1)}>
          {t('project.back')}
        </Button>
        <Button size="pay" kind="primary" iconAfter={ArrowRight} onClick={() => go(1)}>
          {t('project.next')}
        </Button>
      </footer>
    </main>
  )
}

/** How the class answered, once the trainer opens it: nobody is told what the others chose before. */
function Counts(props: { block: Block; live: ClassLive; address: string }) {
  const { live } = useLive(props.live, props.address)
  const { t } = useTranslation('classes')
  const [isOpen, setIsOpen] = useState(false)
  const { block } = props
  const question =
    'questionId' in block ? live.questions.find(({ id }) => id === block.questionId) : undefined
  if (!question) return null
  return (
    <section className="project-counts">
      <p className="wall-count">{t('project.answered', { count: question.answered })}</p>
      {isOpen ? (
        <AnswerBars question={question} />
      ) : (
        <Button size="pay" icon={ChartColumn} onClick={() => setIsOpen(true)}>
          {t('project.show')}
        </Button>
      )}
    </section>
  )
}
