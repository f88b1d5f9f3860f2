import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { IdCard, Tablet, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { addByName, NamesField } from '#app/classes/add-names.server.ts'
import { Avatar } from '#app/components/avatar.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { newId } from '#modules/kernel/ids.ts'
import { listLearners } from '#modules/learning/index.ts'

export const loader = tenantLoader('courses.teach', z.object({}), async (tx, _input, edge) => ({
  // Made here, so that pressing twice adds nobody twice.
  requestId: newId(),
  learners: (await listLearners(tx)).map(({ id, displayName, pictureHash, cardHash }) => ({
    id,
    name: displayName ?? '',
    hasPictures: pictureHash !== null,
    hasCard: cardHash !== null,
  })),
  title: textsFor(languageOf(edge.request)).t('classes:learners.title'),
}))

const Names = z.strictObject({ requestId: z.uuid(), names: NamesField })

export const action = tenantAction('courses.teach', Names, async (tx, form) => ({
  count: (await addByName(tx, form)).length,
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Everybody who learns here. */
export default function Learners() {
  const { learners } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const [query, setQuery] = useState('')
  const words = query.normalize('NFKC').toLowerCase().trim()
  const shown = learners.filter(({ name }) => name.normalize('NFKC').toLowerCase().includes(words))
  return (
    <>
      <PageHeader title={t('learners.title')} under={t('members', { count: learners.length })}>
        <Link to={`/${slug}/learners/cards`} className={buttonClass({})}>
          <ButtonFace icon={IdCard}>{t('cards.title')}</ButtonFace>
        </Link>
        <Link to={`/${slug}/devices`} className={buttonClass({})}>
          <ButtonFace icon={Tablet}>{t('devices.title')}</ButtonFace>
        </Link>
      </PageHeader>
      <div className="stack stack-loose class-form">
        <AddNames />
        <Card title={t('learners.list')}>
          {learners.length === 0 && <p className="muted">{t('learners.none')}</p>}
          {learners.length > 12 && (
            <FindField
              label={t('learners.find')}
              size="office"
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          )}
          <ul className="learner-rows">
            {shown.map(({ id, name, hasPictures, hasCard }) => (
              <li key={id}>
                <Link to={`/${slug}/learners/${id}`} className="learner-row">
                  <Avatar name={name} />
                  <span className="learner-name">{name}</span>
                  <span className="muted cap">
                    {[
                      hasPictures ? t('learners.has_pictures') : t('learners.no_pictures'),
                      ...(hasCard ? [t('learners.has_card')] : []),
                    ].join(' · ')}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}

/** A name is enough: no telephone, no address, no password. */
function AddNames() {
  const { requestId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('classes')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, ['names'])
  return (
    <Card title={t('learners.add')}>
      {answer?.ok && answer.value.count > 0 && (
        <Notice kind="done" title={t('learners.added', { count: answer.value.count })} announce />
      )}
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      {/* After each saving a new form, empty, with an id of its own. */}
      <Form method="post" className="stack" key={answer?.ok ? requestId : 'first'}>
        <input type="hidden" name="requestId" value={requestId} />
        <TextArea
          label={t('names.label')}
          hint={t('names.hint')}
          name="names"
          rows={3}
          required
          error={errors.field('names')}
        />
        <Button type="submit" kind="primary" icon={UserPlus} busy={isBusy}>
          {t('learners.save')}
        </Button>
      </Form>
    </Card>
  )
}
