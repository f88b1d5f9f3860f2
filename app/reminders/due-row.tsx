import { Form, Link, type useLoaderData } from '@remix-run/react'
import { Check, MessageCircleQuestion, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { loader } from '#app/routes/$tenant.due.tsx'
import { useDays } from '#app/use-days.ts'

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

/** One learner for whom something waits: what it is, and the one thing to do now. */
export function DueRow({ row }: { row: Row }) {
  const { t } = useTranslation('reminders')
  const { slug } = useOffice()
  const days = useDays()
  const { learnerId, name, reviews, later, since, channel, told } = row
  const courses = (all: readonly { title: string }[]) =>
    all.map(({ title }) => title).join(t('due.and'))
  const count = reviews.reduce((sum, each) => sum + each.count, 0)
  return (
    <li className={told ? 'due-row is-told' : 'due-row'}>
      <div className="due-words">
        <h2>
          <Link to={`/${slug}/learners/${learnerId}`}>{name}</Link>
        </h2>
        {count > 0 && <p>{t('due.reviews', { count, courses: courses(reviews) })}</p>}
        {later.length > 0 && <p>{t('due.later', { courses: courses(later) })}</p>}
        <p className="row">
          <Tag tone={channel === undefined ? 'gold' : 'tea'}>
            {t(`channel.${channel ?? 'unknown'}`)}
          </Tag>
          <span className="muted">{t('due.since', { day: days.short(since) })}</span>
        </p>
        <HowTold row={row} />
      </div>
      <div className="due-do">
        <ToldButton row={row} />
        {channel === undefined && (
          <Link to={`/${slug}/learners/${learnerId}#reminders`} className={buttonClass({})}>
            <ButtonFace icon={MessageCircleQuestion}>{t('due.ask')}</ButtonFace>
            <span className="visually-hidden"> {name}</span>
          </Link>
        )}
      </div>
    </li>
  )
}

/** Whether they know of it, and what became of a letter. */
function HowTold({ row: { told, trouble, channel } }: { row: Row }) {
  const { t } = useTranslation('reminders')
  const days = useDays()
  if (trouble) return <p className="due-trouble">{t(`due.letter.${trouble}`)}</p>
  if (!told) return channel === 'mail' ? <p>{t('due.mail_next')}</p> : null
  const day = days.short(told.at)
  const said =
    told.channel === 'mail'
      ? t('due.told_mail', { day })
      : told.byName === null
        ? t('due.told', { day })
        : t('due.told_by', { day, name: told.byName })
  return (
    <p>
      <b>{said}</b>
    </p>
  )
}

function ToldButton({ row: { learnerId, name, dueAt, noteId, told } }: { row: Row }) {
  const { t } = useTranslation('reminders')
  // A letter that went out can't be taken back.
  if (told?.channel === 'mail') return null
  const isTold = told !== undefined
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="id" value={noteId} />
      <input type="hidden" name="learnerId" value={learnerId} />
      <input type="hidden" name="dueAt" value={dueAt.toISOString()} />
      <input type="hidden" name="isTold" value={isTold ? 'no' : 'yes'} />
      <Button
        type="submit"
        kind={isTold ? 'quiet' : 'outline'}
        size={isTold ? 'tap' : 'key'}
        icon={isTold ? Undo2 : Check}
      >
        {isTold ? t('due.undo') : t('due.tell')}
        <span className="visually-hidden"> {name}</span>
      </Button>
    </Form>
  )
}
