import '#app/classes/classes.css'
import { type MetaFunction, redirectDocument } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import {
  BellRing,
  Hand,
  Plus,
  Search,
  Siren,
  SlidersHorizontal,
  Tablet,
  User,
  Users,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ClassCards } from '#app/classes/class-cards.tsx'
import { describeClass } from '#app/classes/class-live.server.ts'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { homeOf } from '#app/places.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listClasses } from '#modules/centre/index.ts'
import { may } from '#modules/identity/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'

const SOON = 5

export const loader = tenantLoader('tenant.read', z.object({}), async (tx, _input, edge) => {
  const { slug, kind, name, role } = edge.membership
  if (kind === 'shop') throw redirectDocument(homeOf(edge.membership))
  const language = languageOf(edge.request)
  return {
    name,
    slug,
    mayTeach: may(role, 'courses.teach'),
    maySeeCounts: may(role, 'sales.read'),
    mayInvite: may(role, 'people.manage'),
    ...(may(role, 'courses.teach') ? await sortClasses(tx, language) : NO_CLASSES),
    title: textsFor(language).t('classes:today'),
  }
})

const NO_CLASSES = { now: [], later: [] }

/** What is open or planned for today, and what comes after. */
async function sortClasses(tx: Tx, language: string) {
  const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  const today = dayIn(timeZone, new Date())
  const all = (await listClasses(tx)).map((row) => describeClass(row, language))
  const waiting = all.filter(({ isOpen, isClosed }) => !isOpen && !isClosed).reverse()
  const dayOf = (row: { startsAt: string }) => dayIn(timeZone, new Date(row.startsAt))
  return {
    now: [...all.filter(({ isOpen }) => isOpen), ...waiting.filter((row) => dayOf(row) === today)],
    later: waiting.filter((row) => dayOf(row) > today).slice(0, SOON),
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** 今天的課: what is open, what comes today, and the door to open one now. */
export default function ClassDay() {
  const { name, mayTeach } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  return (
    <>
      <PageHeader over={name} title={t('today')} />
      <div className="stack stack-loose">
        {mayTeach ? (
          <Classes />
        ) : (
          <p className="lead">
            <a href="/learn/" className={buttonClass({ kind: 'primary', size: 'pay' })}>
              <ButtonFace>{t('learn')}</ButtonFace>
            </a>
          </p>
        )}
        <OtherPlaces />
      </div>
    </>
  )
}

/** What a trainer looks at less often. */
function OtherPlaces() {
  const { mayTeach, mayInvite, maySeeCounts, slug } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['classes', 'home', 'scam', 'cases', 'reminders'])
  return (
    <div className="row">
      {mayTeach && (
        <Link to={`/${slug}/due`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={BellRing}>{t('reminders:due.title')}</ButtonFace>
        </Link>
      )}
      {mayTeach && (
        <Link to={`/${slug}/devices`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Tablet}>{t('classes:devices.title')}</ButtonFace>
        </Link>
      )}
      {mayTeach && (
        <Link to={`/${slug}/cases`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Siren}>{t('cases:title')}</ButtonFace>
        </Link>
      )}
      {mayTeach && (
        <Link to={`/${slug}/reported`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Search}>{t('cases:reported.title')}</ButtonFace>
        </Link>
      )}
      {mayInvite && (
        <Link to={`/${slug}/settings/people`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Users}>{t('home:centre.invite')}</ButtonFace>
        </Link>
      )}
      {maySeeCounts && (
        <Link to={`/${slug}/scam-pauses`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Hand}>{t('scam:page.centre_title')}</ButtonFace>
        </Link>
      )}
      {/* A phone's bar has room for five places; these are not among them. */}
      {mayInvite && (
        <Link to={`/${slug}/settings`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={SlidersHorizontal}>{t('home:place.settings')}</ButtonFace>
        </Link>
      )}
      <Link to="/me" className={buttonClass({ kind: 'quiet' })}>
        <ButtonFace icon={User}>{t('home:place.me')}</ButtonFace>
      </Link>
    </div>
  )
}

function Classes() {
  const { now, later, slug } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  return (
    <>
      {now.length > 0 ? (
        <ClassCards classes={now} hasBig />
      ) : (
        <Card>
          <p className="lead">{t('none_today')}</p>
        </Card>
      )}
      <div className="row">
        <Link
          to={`/${slug}/classes/new`}
          className={buttonClass(
            now.length > 0 ? { kind: 'plain', size: 'key' } : { kind: 'primary', size: 'pay' },
          )}
        >
          <ButtonFace icon={Plus}>{t('plan')}</ButtonFace>
        </Link>
      </div>
      {later.length > 0 && (
        <section className="stack" aria-labelledby="later">
          <h2 id="later">{t('later')}</h2>
          <ClassCards classes={later} />
        </section>
      )}
    </>
  )
}
