import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { Select } from '#app/components/select.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import '#app/goods/goods.css'
import { QuestionPreview } from '#app/questions/question-preview.tsx'
import { readUpload, UploadForm } from '#app/questions/read-upload.server.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listCourses } from '#modules/learning/index.ts'

const Query = z.object({ course: z.string().max(60).optional().catch(undefined) })

export const loader = tenantLoader('courses.teach', Query, async (_tx, { course }, edge) => {
  const language = languageOf(edge.request)
  return {
    title: textsFor(language).t('questions:title'),
    courses: listCourses(language).map(({ courseId, title }) => ({ courseId, title })),
    course,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

export const action = tenantAction('courses.teach', UploadForm, readUpload, undefined, {
  maxBytes: 1_100_000,
})

/** Questions of another system become text for a course: look, download, paste. */
export default function QuestionImport() {
  const { title, course } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('questions')
  const { slug } = useOffice()
  const from = course ? `/${slug}/courses/${encodeURIComponent(course)}` : `/${slug}/courses`
  return (
    <>
      <PageHeader
        title={title}
        back={
          <Link to={from} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('back')}</ButtonFace>
          </Link>
        }
      />
      <div className="import-page">
        {answer?.ok && <QuestionPreview read={answer.value} />}
        <ChooseFile />
      </div>
    </>
  )
}

function ChooseFile() {
  const { courses, course } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('questions')
  const errors = useFormErrors(answer, [])
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Card>
      <p className="measure">{t('intro')}</p>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <Form method="post" encType="multipart/form-data" className="stack">
        <Field
          label={t('file')}
          hint={t('fileHint')}
          name="file"
          type="file"
          accept=".txt,.gift,.xml,.zip,text/plain,application/xml,application/zip"
        />
        <TextArea name="text" label={t('paste')} rows={6} spellCheck={false} />
        <Select
          name="courseId"
          label={t('course')}
          hint={t('courseHint')}
          defaultValue={course}
          options={courses.map(({ courseId, title }) => ({ value: courseId, label: title }))}
        />
        <RadioGroup
          name="language"
          legend={t('language')}
          hint={t('languageHint')}
          defaultValue="zh-TW"
          options={[
            { value: 'zh-TW', label: t('languages.zh-TW') },
            { value: 'en', label: t('languages.en') },
          ]}
        />
        <div className="row">
          <Button type="submit" kind="primary" icon={Search} busy={isBusy} busyLabel={t('looking')}>
            {t('look')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
