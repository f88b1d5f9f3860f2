import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import {
  Award,
  ClipboardCheck,
  DoorClosed,
  DoorOpen,
  Download,
  MonitorUp,
  UserPlus,
  Wifi,
  WifiOff,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ClassBar } from '#app/classes/class-bar.tsx'
import { readClassLive } from '#app/classes/class-live.server.ts'
import type { ClassLive } from '#app/classes/class-live.ts'
import { useClassWords } from '#app/classes/class-words.ts'
import { HardQuestion } from '#app/classes/hard-question.tsx'
import { HelpCards } from '#app/classes/help-cards.tsx'
import { MeasuredCard } from '#app/classes/measured-card.tsx'
import { PeopleColumns } from '#app/classes/people-columns.tsx'
import { useLive } from '#app/classes/use-live.ts'
import { useTakeHelp } from '#app/classes/use-take-help.ts'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { closeClass, measureClass, openClass } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'

const Params = z.object({ classId: z.uuid() })

export const loader = tenantLoader('courses.teach', Params, (tx, { classId }, edge) =>
  readClassLive(tx, {
    classId,
    language: languageOf(edge.request),
    userId: edge.actor.userId,
  }),
)

const ClassDoor = z.strictObject({
  classId: z.uuid(),
  intent: z.enum(['open', 'close', 'ask', 'dont_ask']),
})

async function turn(tx: Tx, { classId, intent }: z.output<typeof ClassDoor>): Promise<null> {
  if (intent === 'open') await openClass(tx, { classId })
  else if (intent === 'close') await closeClass(tx, { classId })
  else await measureClass(tx, { classId, isMeasured: intent === 'ask' })
  return null
}
export const action = tenantAction('courses.teach', ClassDoor, turn)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One class while it runs: who needs somebody, how far the others are, and what is hard. */
export default function ClassPage() {
  const initial = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { slug } = useOffice()
  const { live, isOnline } = useLive(initial, `/${slug}/classes/${initial.id}/live`)
  const { learners, take, hasFailed } = useTakeHelp(live, `/${slug}/classes/${live.id}/help`)
  const errors = useFormErrors(answer, [])
  const { t } = useTranslation('classes')
  return (
    <div className="class-view">
      <div className="class-main">
        <ClassHead live={live} isOnline={isOnline} />
        <div className="stack">
          {errors.general && <Notice kind="wrong" title={errors.general} announce />}
          {hasFailed && <Notice kind="waiting" title={t('help.failed')} announce />}
          <ClassDoors live={live} />
          <ClassBar learners={learners} />
          <HelpCards learners={learners} onTake={take} />
          {learners.length === 0 && <Notice kind="waiting" title={t('nobody')} />}
          <PeopleColumns live={{ ...live, learners }}>
            <Link
              to={`/${slug}/classes/${live.id}/attendance`}
              className={buttonClass({ wide: true })}
            >
              <ButtonFace icon={ClipboardCheck}>{t('attendance.title')}</ButtonFace>
            </Link>
          </PeopleColumns>
          <MeasuredCard live={live} />
          <ClassFiles live={live} />
        </div>
      </div>
      <HardQuestion live={live} />
    </div>
  )
}

function ClassHead({ live, isOnline }: { live: ClassLive; isOnline: boolean }) {
  const { t } = useTranslation('classes')
  const { line } = useClassWords()
  const Icon = isOnline ? Wifi : WifiOff
  return (
    <PageHeader
      title={live.title}
      under={`${line(live)} · ${t('there', { count: live.thereCount })}`}
    >
      <p className={isOnline ? 'class-online' : 'class-online is-offline'} role="status">
        <Icon aria-hidden="true" />
        {isOnline ? t('online') : t('offline')}
      </p>
    </PageHeader>
  )
}

/** Opens and closes, and the ways to the wall, the roll and the list. */
function ClassDoors({ live }: { live: ClassLive }) {
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const address = `/${slug}/classes/${live.id}`
  return (
    <div className="row">
      {!live.isOpen && (
        <Form method="post">
          <input type="hidden" name="intent" value="open" />
          <Button
            type="submit"
            kind={live.isClosed ? 'plain' : 'primary'}
            size={live.isClosed ? 'tap' : 'pay'}
            icon={DoorOpen}
          >
            {live.isClosed ? t('open_again') : t('open')}
          </Button>
        </Form>
      )}
      {live.isOpen && (
        <a href={`${address}/wall`} target="_blank" rel="noreferrer" className={buttonClass({})}>
          <ButtonFace icon={MonitorUp}>{t('wall.link')}</ButtonFace>
        </a>
      )}
      <Link to={`${address}/attendance`} className={buttonClass({})}>
        <ButtonFace icon={ClipboardCheck}>{t('attendance.title')}</ButtonFace>
      </Link>
      <Link to={`${address}/people`} className={buttonClass({})}>
        <ButtonFace icon={UserPlus}>{t('list.link')}</ButtonFace>
      </Link>
      {live.isOpen && (
        <Disclosure label={t('close')} icon={DoorClosed}>
          <p>{t('close_text')}</p>
          <Form method="post">
            <input type="hidden" name="intent" value="close" />
            <Button type="submit" kind="danger">
              {t('close_confirm')}
            </Button>
          </Form>
        </Disclosure>
      )}
    </div>
  )
}

function ClassFiles({ live }: { live: ClassLive }) {
  const { t } = useTranslation(['classes', 'learned'])
  const { slug } = useOffice()
  const address = `/${slug}/classes/${live.id}`
  return (
    <div className="row">
      <a href={`${address}/attendance.csv`} className={buttonClass({ kind: 'quiet' })}>
        <ButtonFace icon={Download}>{t('csv.attendance')}</ButtonFace>
      </a>
      <a href={`${address}/results.csv`} className={buttonClass({ kind: 'quiet' })}>
        <ButtonFace icon={Download}>{t('csv.results')}</ButtonFace>
      </a>
      <a href={`${address}/xapi.json`} className={buttonClass({ kind: 'quiet' })} download>
        <ButtonFace icon={Download}>{t('learned:office.xapi')}</ButtonFace>
      </a>
      <Link
        to={`/${slug}/certificates?classId=${live.id}`}
        className={buttonClass({ kind: 'quiet' })}
      >
        <ButtonFace icon={Award}>{t('learned:office.title')}</ButtonFace>
      </Link>
    </div>
  )
}
