import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, CalendarPlus, DoorOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ClassForm, saveClass } from '#app/classes/class-form.server.ts'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { formatTime } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listVenues } from '#modules/centre/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { listCourses } from '#modules/learning/index.ts'

const Query = z.object({ lesson: z.string().max(130).catch('').default('') })

export const loader = tenantLoader('courses.teach', Query, async (tx, { lesson }, edge) => {
  const language = languageOf(edge.request)
  const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  const now = new Date()
  return {
    // Made here, so that pressing twice plans one class.
    id: newId(),
    day: dayIn(timeZone, now),
    time: formatTime(now, timeZone),
    lesson,
    lessons: listCourses(language).flatMap((course) =>
      course.lessons.map(({ id, title }, index) => ({
        value: `${course.courseId}/${id}`,
        label: `${course.title} ${index + 1}：${title}`,
      })),
    ),
    venues: await listVenues(tx),
    title: textsFor(language).t('classes:plan'),
  }
})

export const action = tenantAction(
  'courses.teach',
  ClassForm,
  (tx, form, edge) => saveClass(tx, form, languageOf(edge.request)),
  ({ id }, edge) => `/${edge.membership.slug}/classes/${id}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Plans a class; everything but the lesson is filled in already. */
export default function NewClass() {
  const { id, day, time, lesson, lessons, venues } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['classes', 'measure'])
  const { slug } = useOffice()
  const isBusy = useNavigation().state !== 'idle'
  const errors = useFormErrors(answer, ['lesson', 'title', 'venueName', 'day', 'time'])
  return (
    <>
      <PageHeader
        title={t('plan')}
        back={
          <Link to={`/${slug}/classes`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('title')}</ButtonFace>
          </Link>
        }
      />
      <Form method="post" className="stack stack-loose class-form">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <input type="hidden" name="id" value={id} />
        <Select
          label={t('form.lesson')}
          name="lesson"
          required
          defaultValue={lesson}
          emptyLabel={t('form.choose')}
          options={lessons}
          error={errors.field('lesson')}
        />
        {venues.length > 0 && (
          <Select
            label={t('form.venue')}
            name="venueId"
            emptyLabel={t('form.no_venue')}
            defaultValue={venues[0]?.id ?? ''}
            options={venues.map((venue) => ({ value: venue.id, label: venue.name }))}
          />
        )}
        <Field
          label={venues.length > 0 ? t('form.new_venue') : t('form.venue')}
          optional={t('form.optional')}
          name="venueName"
          maxLength={80}
          error={errors.field('venueName')}
        />
        <div className="row">
          <Field
            label={t('form.day')}
            name="day"
            type="date"
            required
            defaultValue={day}
            error={errors.field('day')}
          />
          <Field
            label={t('form.time')}
            name="time"
            type="time"
            required
            defaultValue={time}
            error={errors.field('time')}
          />
        </div>
        <Field
          label={t('form.title')}
          optional={t('form.optional')}
          hint={t('form.title_hint')}
          name="title"
          maxLength={120}
          error={errors.field('title')}
        />
        <Checkbox
          name="isUnmeasured"
          value="yes"
          label={t('measure:form.label')}
          hint={t('measure:form.hint')}
        />
        <div className="stack stack-tight">
          <Button
            type="submit"
            name="intent"
            value="open"
            kind="primary"
            size="pay"
            wide
            icon={DoorOpen}
            busy={isBusy}
          >
            {t('open_now')}
          </Button>
          <Button type="submit" name="intent" value="plan" size="key" wide icon={CalendarPlus}>
            {t('plan_only')}
          </Button>
        </div>
      </Form>
    </>
  )
}
