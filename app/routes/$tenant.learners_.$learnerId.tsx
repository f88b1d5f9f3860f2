import '#app/classes/classes.css'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { ArrowLeft, Download, IdCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { LearnerRecord } from '#app/classes/learner-record.tsx'
import { OwnPhones } from '#app/classes/own-phones.tsx'
import { PhotoCard } from '#app/classes/photo-card.tsx'
import { PictureChooser } from '#app/classes/picture-chooser.tsx'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { ReminderCard } from '#app/reminders/reminder-card.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { saveReminderChoice, wordingsFor } from '#app/server/reminders.server.ts'
import { getLearnerRecord } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  choosePictures,
  endLearner,
  eraseLearner,
  phones,
  photos,
  renameLearner,
} from '#modules/learning/index.ts'
import { LearnerName, PICTURES_IN_ALL, SIGN_IN_PICTURES } from '#modules/learning/shared.ts'
import { MailAddress } from '#modules/mail/shared.ts'
import { forgetReminders, getReminderChoice } from '#modules/reminders/index.ts'
import { WorkingChannel } from '#modules/reminders/shared.ts'

const Params = z.object({ learnerId: z.uuid() })

export const loader = tenantLoader('courses.teach', Params, async (tx, { learnerId }, edge) => {
  const record = await getLearnerRecord(tx, learnerId, languageOf(edge.request))
  const { learner, courses, classes } = record
  // Whoever left the list is not looked at any more.
  if (learner.leftAt !== null) throw redirect(`/${edge.membership.slug}/learners`)
  const signIns = await phones.getSignIns(tx, learnerId)
  const { name: centre } = edge.membership
  const photo = await photos.findPhoto(tx, learnerId)
  return {
    ...(await getReminderChoice(tx, learnerId)),
    ...wordingsFor(learner.language, centre),
    // Made here, so that pressing twice is one choice.
    requestId: newId(),
    id: learner.id,
    name: learner.displayName ?? '',
    hasPictures: learner.pictureHash !== null,
    hasCard: learner.cardHash !== null,
    courses,
    classes,
    photo: {
      // The id is new with each photograph: what is shown is never an old one.
      address: photo ? `/${edge.membership.slug}/learners/${learnerId}/photo?v=${photo.id}` : null,
      consent: photo ? { at: photo.consentedAt, heardBy: photo.heardBy } : null,
    },
    ownPhones: {
      learnerId,
      invitedUntil: signIns.invitation?.expiresAt ?? null,
      phones: signIns.phones,
      hasPasskey: signIns.passkeys.length > 0,
      loginName: signIns.password?.loginName ?? null,
    },
  }
})

const LearnerForm = z.discriminatedUnion('intent', [
  Params.extend({ intent: z.literal('rename'), displayName: LearnerName }),
  Params.extend({
    intent: z.literal('pictures'),
    pictures: z
      .array(z.enum(SIGN_IN_PICTURES))
      .length(PICTURES_IN_ALL)
      .refine((all) => new Set(all).size === all.length, 'field.wrong'),
  }),
  Params.extend({
    intent: z.literal('photo'),
    photo: z.instanceof(File),
    /** The sentence that the learner said yes to. */
    consent: z.string().trim().min(1).max(300),
  }),
  Params.extend({ intent: z.literal('remove_photo') }),
  Params.extend({ intent: z.literal('revoke_invitation') }),
  Params.extend({ intent: z.literal('remove_phone'), deviceId: z.uuid() }),
  Params.extend({
    intent: z.literal('remind'),
    requestId: z.uuid(),
    channel: WorkingChannel,
    address: z.union([z.literal(''), MailAddress]).optional(),
  }),
  Params.extend({ intent: z.literal('stop_reminders'), requestId: z.uuid() }),
  Params.extend({ intent: z.literal('leave') }),
  Params.extend({ intent: z.literal('erase') }),
])

const DONE = {
  rename: 'renamed',
  pictures: 'chosen',
  photo: 'photo_set',
  remove_photo: 'photo_removed',
  revoke_invitation: 'revoked',
  remove_phone: 'phone_removed',
  remind: 'reminded',
  stop_reminders: 'stopped',
  leave: 'left',
  erase: 'erased',
} as const
type Done = { done: (typeof DONE)[keyof typeof DONE] }

async function change(tx: Tx, form: z.output<typeof LearnerForm>, edge: Edge): Promise<Done> {
  const { learnerId, intent } = form
  switch (intent) {
    case 'rename':
      await renameLearner(tx, { learnerId, displayName: form.displayName })
      break
    case 'pictures':
      await choosePictures(tx, form)
      break
    case 'photo': {
      const bytes = Buffer.from(await form.photo.arrayBuffer())
      await photos.setPhoto(tx, learnerId, { bytes, consentWords: form.consent })
      break
    }
    case 'remove_photo':
      await photos.removePhoto(tx, form)
      break
    case 'revoke_invitation':
      await phones.revokeInvitation(tx, form)
      break
    case 'remove_phone':
      await phones.removeOwnPhone(tx, form)
      break
    case 'remind':
      await saveReminderChoice(tx, form, edge)
      break
    case 'stop_reminders':
      await saveReminderChoice(tx, { ...form, channel: 'none' }, edge)
      break
    case 'leave':
      await endLearner(tx, form)
      break
    case 'erase':
      await eraseLearner(tx, form)
      await forgetReminders(tx, learnerId)
      break
  }
  return { done: DONE[intent] }
}
export const action = tenantAction('courses.teach', LearnerForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? ''} · Tillage 耕舖` },
]

/** One learner: what they are called, how they sign in, and what they have done. */
export default function LearnerPage() {
  const page = useLoaderData<typeof loader>()
  const { id, name, hasPictures, hasCard, courses, classes, photo, ownPhones } = page
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['classes', 'phones', 'photo', 'reminders'])
  const { slug } = useOffice()
  const errors = useFormErrors(answer, ['displayName', 'address'], {
    'reminders.no_address': 'address',
  })
  const done = answer?.ok ? answer.value.done : undefined
  return (
    <>
      <PageHeader
        title={name}
        back={
          <Link to={`/${slug}/learners`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('learners.title')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose class-form">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {done === 'renamed' && <Notice kind="done" title={t('learner.renamed')} announce />}
        {done === 'chosen' && <Notice kind="done" title={t('pictures.saved')} announce />}
        {done === 'photo_set' && <Notice kind="done" title={t('photo:saved')} announce />}
        {done === 'photo_removed' && <Notice kind="done" title={t('photo:removed')} announce />}
        {done === 'revoked' && <Notice kind="done" title={t('phones:revoked')} announce />}
        {done === 'phone_removed' && <Notice kind="done" title={t('phones:removed')} announce />}
        {done === 'reminded' && <Notice kind="done" title={t('reminders:choice.saved')} announce />}
        {done === 'stopped' && (
          <Notice kind="done" title={t('reminders:choice.stopped')} announce />
        )}
        <LearnerRecord courses={courses} classes={classes} />
        <PhotoCard name={name} {...photo} />
        <Card title={t('pictures.title')}>
          <p>{hasPictures ? t('pictures.has') : t('pictures.none')}</p>
          <Disclosure label={hasPictures ? t('pictures.change') : t('pictures.choose')}>
            <PictureChooser />
          </Disclosure>
        </Card>
        <Card title={t('cards.card')}>
          <p>{hasCard ? t('cards.has') : t('cards.none')}</p>
          <Link to={`/${slug}/learners/cards?learner=${id}`} className={buttonClass({})}>
            <ButtonFace icon={IdCard}>{t('cards.make_one')}</ButtonFace>
          </Link>
        </Card>
        <OwnPhones {...ownPhones} />
        <ReminderCard
          key={page.current?.id ?? ''}
          current={page.current}
          history={page.history}
          wordings={page.wordings}
          wordingLanguage={page.wordingLanguage}
          requestId={page.requestId}
          addressError={errors.field('address')}
        />
        <Card title={t('learner.name')}>
          <Form method="post" className="stack">
            <input type="hidden" name="intent" value="rename" />
            <Field
              key={name}
              label={t('learner.name')}
              name="displayName"
              defaultValue={name}
              required
              maxLength={60}
              error={errors.field('displayName')}
            />
            <Button type="submit">{t('learner.rename')}</Button>
          </Form>
        </Card>
        <LearnerData />
      </div>
    </>
  )
}

/** Their own data: to take along, or to be forgotten. */
function LearnerData() {
  const { id, name } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['classes', 'learned'])
  const { slug } = useOffice()
  return (
    <Card title={t('learner.data')}>
      <a href={`/${slug}/learners/${id}/export.json`} className={buttonClass({ kind: 'quiet' })}>
        <ButtonFace icon={Download}>{t('learner.export')}</ButtonFace>
      </a>
      <a
        href={`/${slug}/learners/${id}/xapi.json`}
        className={buttonClass({ kind: 'quiet' })}
        download
      >
        <ButtonFace icon={Download}>{t('learned:office.xapi')}</ButtonFace>
      </a>
      <Disclosure label={t('learner.leave')}>
        <p>{t('learner.leave_text')}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="leave" />
          <Button type="submit" kind="danger">
            {t('learner.leave_confirm', { name })}
          </Button>
        </Form>
      </Disclosure>
      <Disclosure label={t('learner.erase')}>
        <p>{t('learner.erase_text')}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="erase" />
          <Button type="submit" kind="danger">
            {t('learner.erase_confirm', { name })}
          </Button>
        </Form>
      </Disclosure>
    </Card>
  )
}
