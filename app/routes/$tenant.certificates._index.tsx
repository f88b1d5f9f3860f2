import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Award, Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, rowLinkClass } from '#app/components/data-table.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { ClassPicker } from '#app/reports/class-picker.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useDays } from '#app/use-days.ts'
import {
  issueClassCertificates,
  listClassCertificates,
  listClasses,
} from '#modules/centre/index.ts'
import { certificates, getCourse } from '#modules/learning/index.ts'

const Query = z.object({ classId: z.union([z.uuid(), z.literal('')]).optional() })

export const loader = tenantLoader('courses.teach', Query, async (tx, { classId }, edge) => {
  const language = languageOf(edge.request)
  const given = await certificates.listCertificates(tx)
  const classes = await listClasses(tx)
  const asked = classId ? await listClassCertificates(tx, classId) : undefined
  const chosen =
    classId && asked
      ? {
          classId,
          people: asked.people,
          course: getCourse(asked.courseId, language).title,
        }
      : undefined
  return {
    title: textsFor(language).t('learned:office.title'),
    classes: classes.map(({ id, title }) => ({ id, title })),
    chosen,
    given: given.map(({ id, name, course, issuedAt, revokedAt }) => ({
      id,
      name,
      course: course.title[language],
      issuedAt,
      isRevoked: revokedAt !== null,
    })),
  }
})

const Issue = z.object({ classId: z.uuid(), learnerId: z.uuid().optional() })
export const action = tenantAction('courses.teach', Issue, issueClassCertificates)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Who can have a certificate, and the certificates that were given. */
export default function Certificates() {
  const { chosen, classes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('learned')
  const errors = useFormErrors(answer, [])
  const issued = answer?.ok ? answer.value.certificateIds.length : undefined
  return (
    <>
      <PageHeader title={t('office.title')} />
      <div className="stack">
        <Card title={chosen?.course}>
          <p className="measure">{t('office.text')}</p>
          <ClassPicker
            classes={classes}
            value={chosen?.classId ?? ''}
            label={t('office.choose_class')}
            emptyLabel={t('office.pick')}
            submit={t('office.show')}
          />
          {errors.general && <Notice kind="wrong" title={errors.general} announce />}
          {issued !== undefined && (
            <Notice
              kind="done"
              title={issued > 0 ? t('office.issued', { count: issued }) : t('office.issued_none')}
              announce
            />
          )}
          {chosen ? (
            <People classId={chosen.classId} people={chosen.people} />
          ) : (
            <p className="muted">{t('office.none_chosen')}</p>
          )}
        </Card>
        <Given />
      </div>
    </>
  )
}

interface Person {
  learnerId: string
  name: string
  isFinished: boolean
  certificateId?: string | undefined
}

function People({ classId, people }: { classId: string; people: readonly Person[] }) {
  const { slug } = useOffice()
  const { t } = useTranslation('learned')
  const isBusy = useNavigation().state === 'submitting'
  const ready = people.filter((each) => each.isFinished && !each.certificateId)
  const columns: Column<Person>[] = [
    {
      key: 'name',
      head: t('office.person'),
      cell: ({ name, certificateId }) =>
        certificateId ? (
          <Link to={`/${slug}/certificates/${certificateId}`} className={rowLinkClass}>
            {name}
          </Link>
        ) : (
          name
        ),
    },
    { key: 'state', head: t('office.state'), cell: (person) => <Standing person={person} /> },
  ]
  return (
    <>
      <DataTable
        caption={t('office.state')}
        columns={columns}
        rows={people}
        rowKey={({ learnerId }) => learnerId}
        empty={t('office.nobody')}
      />
      {ready.length > 0 && (
        <div className="row">
          <Form method="post">
            <input type="hidden" name="classId" value={classId} />
            <Button type="submit" kind="primary" icon={Award} busy={isBusy}>
              {t('office.issue_all_count', { count: ready.length })}
            </Button>
          </Form>
          {ready.length > 1 &&
            ready.map(({ learnerId, name }) => (
              <Form method="post" key={learnerId}>
                <input type="hidden" name="classId" value={classId} />
                <input type="hidden" name="learnerId" value={learnerId} />
                <Button type="submit" kind="outline" busy={isBusy}>
                  {t('office.issue_one', { name })}
                </Button>
              </Form>
            ))}
        </div>
      )}
    </>
  )
}

function Standing({ person }: { person: Person }) {
  const { t } = useTranslation('learned')
  if (person.certificateId) {
    return (
      <Tag tone="tea" icon={Check}>
        {t('office.has')}
      </Tag>
    )
  }
  return person.isFinished ? (
    <Tag tone="gold">{t('office.finished')}</Tag>
  ) : (
    <span className="muted">{t('office.not_finished')}</span>
  )
}

function Given() {
  const { given } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('learned')
  const days = useDays()
  const columns: Column<(typeof given)[number]>[] = [
    {
      key: 'name',
      head: t('certificate.name'),
      cell: ({ id, name }) => (
        <Link to={`/${slug}/certificates/${id}`} className={rowLinkClass}>
          {name ?? t('certificate.no_name')}
        </Link>
      ),
    },
    { key: 'course', head: t('certificate.course'), cell: ({ course }) => course },
    {
      key: 'day',
      head: t('office.issued_on'),
      cell: ({ issuedAt }) => days.full(new Date(issuedAt)),
      wide: true,
    },
    {
      key: 'state',
      head: t('office.state'),
      cell: ({ isRevoked }) =>
        isRevoked ? (
          <Tag tone="red">{t('office.taken_back')}</Tag>
        ) : (
          <Tag tone="tea">{t('office.valid')}</Tag>
        ),
    },
  ]
  return (
    <Card title={t('office.list')}>
      <DataTable
        caption={t('office.list')}
        columns={columns}
        rows={given}
        rowKey={({ id }) => id}
        empty={t('office.empty')}
      />
    </Card>
  )
}
