import '#app/reports/reports.css'
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BadgeCheck, FileText } from 'lucide-react'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountPage } from '#app/components/account-page.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Notice } from '#app/components/notice.tsx'
import { dayAt } from '#app/server/certificates.server.ts'
import { loadContext } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { PRIVATE_PAGE, secondsToWait } from '#app/server/public-limit.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { certificates } from '#modules/learning/index.ts'
import { certificateNo } from '#modules/learning/shared.ts'

/** A class looks at its papers from one address; nobody tries codes this fast by hand. */
const limiter = new RateLimiterMemory({ points: 60, duration: 60 })

/** `GET /c/<code>`: whether a certificate is genuine, for whoever holds the paper; without an account. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const language = languageOf(request)
  const title = textsFor(language).t('learned:certificate.page_title')
  const seconds = await secondsToWait(limiter, loadContext(context).clientAddress)
  if (seconds !== undefined) {
    const headers = { ...PRIVATE_PAGE, 'Retry-After': String(seconds) }
    return data({ title, state: 'busy' as const }, { status: 429, headers })
  }
  const opened = await certificates.openCertificate(params.code ?? '')
  if (opened.state === 'unknown') {
    return data({ title, state: opened.state }, { status: 404, headers: PRIVATE_PAGE })
  }
  const { certificate, centre } = opened
  const { name, course, revokedAt, finishedAt, id, code } = certificate
  const shown = {
    title,
    state: opened.state,
    code,
    number: certificateNo(id),
    name,
    centre: centre.name,
    course: course.title[language],
    outcomes: course.outcomes.map((outcome) => ({ id: outcome.id, text: outcome.text[language] })),
    day: dayAt(centre, finishedAt, language),
    revokedDay: revokedAt && dayAt(centre, revokedAt, language),
  }
  return data(shown, { headers: PRIVATE_PAGE })
}

export const headers = () => PRIVATE_PAGE

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title ?? ''} · Tillage 耕舖` },
  { name: 'robots', content: 'noindex' },
]

/** Whether a certificate is genuine, and what it says. */
export default function CertificatePage() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation('learned')
  if (page.state === 'busy' || page.state === 'unknown') {
    return (
      <AccountPage title={page.title} hasDisplaySwitch>
        <Notice
          kind={page.state === 'busy' ? 'waiting' : 'wrong'}
          title={t(`certificate.${page.state}`)}
        >
          {t(`certificate.${page.state}_text`)}
        </Notice>
      </AccountPage>
    )
  }
  const { code, name, centre, course, outcomes, day, number, revokedDay } = page
  const isGenuine = page.state === 'genuine'
  return (
    <AccountPage title={page.title} hasDisplaySwitch>
      {isGenuine ? (
        <Notice kind="done" title={t('certificate.genuine')}>
          {t('certificate.genuine_text', { centre })}
        </Notice>
      ) : (
        <Notice kind="wrong" title={t('certificate.revoked')}>
          {t('certificate.revoked_text', { centre, day: revokedDay ?? '' })}
        </Notice>
      )}
      <Card title={t('certificate.title')}>
        <dl className="day-pairs">
          <Said label={t('certificate.name')}>{name ?? t('certificate.no_name')}</Said>
          <Said label={t('certificate.course')}>{course}</Said>
          <Said label={t('certificate.day')}>{day}</Said>
          <Said label={t('certificate.centre')}>{centre}</Said>
          <Said label={t('certificate.number')}>{number}</Said>
        </dl>
        {outcomes.length > 0 && (
          <>
            <h3>{t('certificate.outcomes')}</h3>
            <ul className="can-do">
              {outcomes.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          </>
        )}
      </Card>
      {isGenuine && <Files code={code} hasPaper={name !== null} />}
    </AccountPage>
  )
}

function Said({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="day-pair">
      <dt>{label}</dt>
      <dd>
        <b>{children}</b>
      </dd>
    </div>
  )
}

function Files({ code, hasPaper }: { code: string; hasPaper: boolean }) {
  const { t } = useTranslation('learned')
  return (
    <div className="stack no-print">
      <div className="row">
        {hasPaper && (
          <a
            className={buttonClass({ kind: 'primary' })}
            href={`/c/${code}/pdf`}
            target="_blank"
            rel="noreferrer"
          >
            <ButtonFace icon={FileText}>{t('certificate.pdf')}</ButtonFace>
          </a>
        )}
        <a className={buttonClass({})} href={`/c/${code}/badge.jwt`} download>
          <ButtonFace icon={BadgeCheck}>{t('certificate.badge')}</ButtonFace>
        </a>
      </div>
      <p className="muted">{t('certificate.badge_text')}</p>
    </div>
  )
}
