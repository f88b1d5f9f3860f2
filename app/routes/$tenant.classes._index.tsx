import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ClassCards } from '#app/classes/class-cards.tsx'
import { describeClass } from '#app/classes/class-live.server.ts'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listClasses } from '#modules/centre/index.ts'

export const loader = tenantLoader('courses.teach', z.object({}), async (tx, _input, edge) => {
  const language = languageOf(edge.request)
  return {
    classes: (await listClasses(tx)).map((row) => describeClass(row, language)),
    title: textsFor(language).t('classes:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** All classes, the open ones first. */
export default function Classes() {
  const { classes } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  return (
    <>
      <PageHeader title={t('title')}>
        <Link to={`/${slug}/classes/new`} className={buttonClass({ kind: 'primary' })}>
          <ButtonFace icon={Plus}>{t('plan')}</ButtonFace>
        </Link>
      </PageHeader>
      {classes.length === 0 ? (
        <Card>
          <p>{t('none')}</p>
        </Card>
      ) : (
        <ClassCards classes={classes} />
      )}
    </>
  )
}
