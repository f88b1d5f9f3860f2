import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ArrowLeft, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BlockView } from '#app/classes/block-view.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { getCourse } from '#modules/learning/index.ts'

const Params = z.object({ courseId: z.string().max(60) })

export const loader = tenantLoader('courses.teach', Params, async (_tx, { courseId }, edge) => {
  const pack = getCourse(courseId, languageOf(edge.request))
  return { ...pack, lessons: [] }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.summary.title ?? ''} · Tillage 耕舖` },
]

/** One page of a course with large pictures, to print and hang up. */
export default function Summary() {
  const pack = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  return (
    <>
      <div className="row row-between no-print summary-head">
        <Link to={`/${slug}/courses/${pack.courseId}`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={ArrowLeft}>{pack.title}</ButtonFace>
        </Link>
        <Button kind="primary" icon={Printer} onClick={() => window.print()}>
          {t('cards.print')}
        </Button>
      </div>
      <article className="summary">
        <h1>{pack.summary.title}</h1>
        {pack.summary.blocks.map((block) => (
          <BlockView key={block.id} block={block} pack={pack} />
        ))}
      </article>
    </>
  )
}
