import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { ArrowLeft, FileText, ReceiptText, Send, User } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { MailStateTag } from '#app/reports/mail-state.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { MAILED_SALE } from '#app/server/receipt-mail.server.ts'
import { getMail, retryMail } from '#modules/mail/index.ts'
import { REMINDING } from '#modules/reminders/index.ts'

const Params = z.object({ mailId: z.uuid() })

export const loader = tenantLoader('till.manage', Params, async (tx, { mailId }) => {
  const mail = await getMail(tx, mailId)
  return {
    mail,
    saleId: mail.sourceType === MAILED_SALE ? mail.sourceId : undefined,
    learnerId: mail.sourceType === REMINDING ? mail.sourceId : undefined,
  }
})

export const action = tenantAction('till.manage', Params, retryMail)

/** One letter, word for word as it went out or would have gone out. */
export default function MailPage() {
  const { mail, saleId, learnerId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('mail')
  const mayRetry = mail.status === 'failed' || mail.status === 'kept'
  return (
    <>
      <PageHeader
        title={mail.subject}
        under={formatMoment(mail.createdAt, { ...words, timeZone })}
        back={
          <Link to={`/${slug}/settings/mail`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose settings-column">
        {answer?.ok && mail.status === 'queued' && (
          <Notice kind="done" title={t('retried')} announce />
        )}
        <Card>
          <p>
            {t('to')} <b>{mail.toAddress ?? t('forgotten')}</b>{' '}
            <MailStateTag status={mail.status} />
          </p>
          {mail.status === 'kept' && <p>{t('keptNote')}</p>}
          {mail.lastError && <p>{t('said', { words: mail.lastError })}</p>}
          <div className="row">
            {mayRetry && (
              <Form method="post">
                <Button type="submit" kind="outline" icon={Send}>
                  {t('retry')}
                </Button>
              </Form>
            )}
            {mail.hasAttachment && (
              <a
                className={buttonClass({})}
                href={`/${slug}/settings/mail/${mail.id}/attachment`}
                target="_blank"
                rel="noreferrer"
              >
                <ButtonFace icon={FileText}>{t('attachment')}</ButtonFace>
              </a>
            )}
            {saleId && (
              <Link to={`/${slug}/sales/${saleId}`} className={buttonClass({})}>
                <ButtonFace icon={ReceiptText}>{t('about')}</ButtonFace>
              </Link>
            )}
            {learnerId && (
              <Link to={`/${slug}/learners/${learnerId}`} className={buttonClass({})}>
                <ButtonFace icon={User}>{t('about_learner')}</ButtonFace>
              </Link>
            )}
          </div>
        </Card>
        <Card title={t('body')}>
          {mail.body.split('\n').map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal, and lines never move.
            <p key={index}>{line}</p>
          ))}
        </Card>
      </div>
    </>
  )
}
