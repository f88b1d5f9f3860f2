import '#app/reminders/reminders.css'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { DueRow } from '#app/reminders/due-row.tsx'
import { PaperButtons } from '#app/reports/paper-buttons.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { newId } from '#modules/kernel/ids.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'
import { listDueLearners, noteTold } from '#modules/reminders/index.ts'

export const loader = tenantLoader('courses.teach', z.object({}), async (tx, _input, edge) => {
  const language = languageOf(edge.request)
  const { learners, declined } = await listDueLearners(tx, new Date(), language)
  return {
    title: textsFor(language).t('reminders:due.title'),
    // Made here, so that pressing twice notes one.
    rows: learners.map((learner) => ({ ...learner, noteId: newId() })),
    declined,
    hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
    requestId: newId(),
  }
})

const Told = z.strictObject({
  id: z.uuid(),
  learnerId: z.uuid(),
  dueAt: z.iso.datetime().transform((text) => new Date(text)),
  isTold: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
})
export const action = tenantAction('courses.teach', Told, (tx, note) =>
  noteTold(tx, note, new Date()),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** For whom something waits, how each wants to hear of it, and who has. */
export default function Due() {
  const { rows, declined } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('reminders')
  const errors = useFormErrors(answer, [])
  return (
    <>
      <PageHeader title={t('due.title')} />
      <div className="stack stack-loose due-page">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {rows.length === 0 ? (
          <Card>
            <p className="lead">{t('due.none')}</p>
          </Card>
        ) : (
          <>
            <p className="measure">{t('due.text')}</p>
            <Slips />
            <ul className="due-list" aria-label={t('due.list')}>
              {rows.map((row) => (
                <DueRow key={row.learnerId} row={row} />
              ))}
            </ul>
          </>
        )}
        {declined > 0 && <p className="muted">{t('due.declined', { count: declined })}</p>}
      </div>
    </>
  )
}

function Slips() {
  const { rows, hasPrinter, requestId } = useLoaderData<typeof loader>()
  const { t } = useTranslation('reminders')
  const { slug } = useOffice()
  const count = rows.filter(({ channel, told }) => channel === 'paper' && !told).length
  if (count === 0) return null
  return (
    <PaperButtons
      label={t('due.slip')}
      action={`/${slug}/due/print`}
      pdf={`/${slug}/due/slips.pdf`}
      pdfLabel={t('due.pdf', { count })}
      hasPrinter={hasPrinter}
      requestId={requestId}
    />
  )
}
