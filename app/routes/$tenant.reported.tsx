import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { reported } from '#modules/learning/index.ts'

const Question = z.object({ q: z.string().trim().max(2000).optional().catch(undefined) })

export const loader = tenantLoader('courses.teach', Question, async (tx, { q }, edge) => {
  const { count, importedAt } = await reported.reportedSince(tx)
  const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  return {
    slug: edge.membership.slug,
    title: textsFor(languageOf(edge.request)).t('cases:reported.title'),
    q: q ?? '',
    listedOn: count > 0 && importedAt ? dayIn(timeZone, importedAt) : null,
    answer: q ? ((await reported.findReported(tx, q)) ?? ('unclear' as const)) : null,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Was this website or LINE id reported? Not to be in the list never means that it is safe. */
export default function ReportedPage() {
  const { slug, q, listedOn, title } = useLoaderData<typeof loader>()
  const { t } = useTranslation('cases')
  return (
    <>
      <PageHeader
        title={title}
        back={
          <Link to={`/${slug}`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('back')}</ButtonFace>
          </Link>
        }
      />
      <Card>
        <Form method="get" className="stack">
          <Field
            key={q}
            label={t('reported.label')}
            hint={t('reported.hint')}
            name="q"
            defaultValue={q}
            maxLength={2000}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <Button type="submit" kind="primary" icon={Search}>
            {t('reported.ask')}
          </Button>
        </Form>
        {listedOn ? <Answer /> : <p>{t('reported.no_list')}</p>}
      </Card>
    </>
  )
}

function Answer() {
  const { answer, listedOn } = useLoaderData<typeof loader>()
  const { t, i18n } = useTranslation('cases')
  const words = { calendar: 'roc' as const, language: i18n.language }
  const day = (text: string) => formatDay(text, words)
  if (answer === null)
    return <p className="muted">{t('reported.as_of', { day: day(listedOn ?? '') })}</p>
  if (answer === 'unclear') return <Notice kind="waiting" title={t('reported.unclear')} announce />
  const { found, contact } = answer
  if (!found) {
    return (
      <Notice
        kind="waiting"
        title={t('reported.no', { value: contact.value })}
        meta={t('reported.as_of', { day: day(listedOn ?? '') })}
        announce
      >
        <b>{t('reported.no_text')}</b>
      </Notice>
    )
  }
  return (
    <Notice
      kind="wrong"
      title={t('reported.yes', { value: found.value })}
      meta={t('reported.source', {
        source: found.source,
        day: found.reportedOn ? day(found.reportedOn) : t('reported.no_day'),
      })}
      announce
    >
      {t('reported.yes_text')}
    </Notice>
  )
}
