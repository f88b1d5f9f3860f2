import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ChevronLeft, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { PaperButtons } from '#app/reports/paper-buttons.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useDays } from '#app/use-days.ts'
import { newId } from '#modules/kernel/ids.ts'
import { certificates } from '#modules/learning/index.ts'
import { certificateNo, certificateUrl } from '#modules/learning/shared.ts'
import { findDefaultPrinter } from '#modules/printing/index.ts'

const Params = z.object({ certificateId: z.uuid() })

export const loader = tenantLoader('courses.teach', Params, async (tx, input, edge) => {
  const found = await certificates.getCertificate(tx, input.certificateId)
  const language = languageOf(edge.request)
  return {
    title: textsFor(language).t('learned:certificate.title'),
    id: found.id,
    number: certificateNo(found.id),
    name: found.name,
    course: found.course.title[language],
    outcomes: found.course.outcomes.map(({ id, text }) => ({ id, text: text[language] })),
    finishedAt: found.finishedAt,
    issuedAt: found.issuedAt,
    revoked: found.revokedAt && { at: found.revokedAt, reason: found.reason ?? '' },
    url: certificateUrl(new URL(edge.request.url).origin, found.code),
    hasPrinter: (await findDefaultPrinter(tx)) !== undefined,
    requestId: newId(),
  }
})

const Revoke = Params.extend({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}]*$/u, 'field.control'),
})
export const action = tenantAction('courses.teach', Revoke, certificates.revokeCertificate)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One certificate: its papers, where it is checked, and taking it back. */
export default function CertificateOfOne() {
  const page = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('learned')
  const days = useDays()
  const { id, name, course, outcomes, number, revoked, url } = page
  const rows = [
    [t('certificate.course'), course],
    [t('certificate.day'), days.full(new Date(page.finishedAt))],
    [t('office.issued_on'), days.full(new Date(page.issuedAt))],
    [t('certificate.number'), number],
  ] as const
  return (
    <>
      <PageHeader
        title={name ?? t('certificate.no_name')}
        over={t('certificate.title')}
        back={
          <Link to={`/${slug}/certificates`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('office.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack">
        {revoked && (
          <Notice
            kind="wrong"
            title={t('office.was_taken_back', { day: days.full(new Date(revoked.at)) })}
          >
            {revoked.reason}
          </Notice>
        )}
        <Card>
          <dl className="day-pairs">
            {rows.map(([label, value]) => (
              <div className="day-pair" key={label}>
                <dt>{label}</dt>
                <dd>
                  <b>{value}</b>
                </dd>
              </div>
            ))}
          </dl>
          {outcomes.length > 0 && (
            <>
              <h2>{t('certificate.outcomes')}</h2>
              <ul className="can-do">
                {outcomes.map((outcome) => (
                  <li key={outcome.id}>{outcome.text}</li>
                ))}
              </ul>
            </>
          )}
          {!revoked && name !== null && (
            <PaperButtons
              label={t('office.print')}
              action={`/${slug}/certificates/${id}/slip`}
              pdf={`/${slug}/certificates/${id}/sheet.pdf`}
              pdfLabel={t('office.sheet')}
              hasPrinter={page.hasPrinter}
              requestId={page.requestId}
            />
          )}
          <CopyField
            label={t('office.link')}
            value={url}
            copyLabel={t('office.copy')}
            copiedLabel={t('office.copied')}
          />
        </Card>
        {!revoked && <TakeBack />}
      </div>
    </>
  )
}

function TakeBack() {
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('learned')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['reason'])
  return (
    <Card title={t('office.take_back')}>
      <p className="measure">{t('office.take_back_text')}</p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <Form method="post" className="stack">
        <Field
          label={t('office.reason')}
          hint={t('office.reason_hint')}
          name="reason"
          maxLength={200}
          required
          error={errors.field('reason')}
        />
        <Button type="submit" kind="danger" icon={Undo2} busy={isBusy}>
          {t('office.take_back')}
        </Button>
      </Form>
    </Card>
  )
}
