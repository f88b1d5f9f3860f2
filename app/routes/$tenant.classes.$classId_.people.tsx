import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, Check, QrCode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { addByName, NamesField } from '#app/classes/add-names.server.ts'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { enrolLearner, getClass, unenrolLearner } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { listLearners } from '#modules/learning/index.ts'

const Params = z.object({ classId: z.uuid() })

export const loader = tenantLoader('courses.teach', Params, async (tx, { classId }, edge) => {
  const found = await getClass(tx, classId)
  const listed = new Set(found.members.map(({ learnerId }) => learnerId))
  return {
    classId,
    classTitle: found.title,
    // Made here, so that pressing twice adds nobody twice.
    requestId: newId(),
    learners: (await listLearners(tx)).map(({ id, displayName }) => ({
      id,
      name: displayName ?? '',
      isListed: listed.has(id),
    })),
    title: textsFor(languageOf(edge.request)).t('classes:list.title'),
  }
})

const ListForm = z.strictObject({
  classId: z.uuid(),
  requestId: z.uuid(),
  learner: z.array(z.uuid()).max(500).default([]),
  names: NamesField,
})

/** Puts on the list whoever is ticked or newly named, and takes off whoever is ticked no longer. */
async function saveList(tx: Tx, form: z.output<typeof ListForm>): Promise<{ count: number }> {
  const { classId } = form
  const { members } = await getClass(tx, classId)
  const added = await addByName(tx, form)
  const wanted = new Set([...form.learner, ...added])
  const known = new Set(members.map(({ learnerId }) => learnerId))
  for (const learnerId of known) {
    if (!wanted.has(learnerId)) await unenrolLearner(tx, { classId, learnerId })
  }
  for (const learnerId of wanted) {
    if (!known.has(learnerId)) await enrolLearner(tx, { classId, learnerId, how: 'trainer' })
  }
  return { count: wanted.size }
}

export const action = tenantAction(
  'courses.teach',
  ListForm,
  async (tx, form) => ({ ...(await saveList(tx, form)), classId: form.classId }),
  ({ classId }, edge) => `/${edge.membership.slug}/classes/${classId}`,
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Who is on a class's list. */
export default function ClassList() {
  const { classId, classTitle, learners, requestId, title } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['classes', 'phones'])
  const { slug } = useOffice()
  const isBusy = useNavigation().state !== 'idle'
  const errors = useFormErrors(answer, ['names'])
  return (
    <>
      <PageHeader
        title={title}
        back={
          <Link to={`/${slug}/classes/${classId}`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{classTitle}</ButtonFace>
          </Link>
        }
      >
        <Link to={`/${slug}/learners/invitations?class=${classId}`} className={buttonClass({})}>
          <ButtonFace icon={QrCode}>{t('phones:invitations')}</ButtonFace>
        </Link>
      </PageHeader>
      <Form method="post" className="stack stack-loose class-form">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        <input type="hidden" name="requestId" value={requestId} />
        <TextArea
          label={t('names.label')}
          hint={t('names.hint')}
          optional={t('form.optional')}
          name="names"
          rows={4}
          error={errors.field('names')}
        />
        {learners.length > 0 && (
          <Card title={t('list.known')}>
            <div className="class-list">
              {learners.map(({ id, name, isListed }) => (
                <Checkbox
                  key={id}
                  name="learner[]"
                  value={id}
                  label={name}
                  defaultChecked={isListed}
                />
              ))}
            </div>
          </Card>
        )}
        <Button type="submit" kind="primary" size="pay" wide icon={Check} busy={isBusy}>
          {t('list.save')}
        </Button>
      </Form>
    </>
  )
}
