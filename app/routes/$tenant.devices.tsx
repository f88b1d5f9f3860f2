import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { ArrowLeft, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { CopyField } from '#app/components/copy-field.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { QrCode } from '#app/components/qr-code.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useDays } from '#app/use-days.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { addLearnDevice, listLearnDevices, revokeLearnDevice } from '#modules/learning/index.ts'
import { LearnerName } from '#modules/learning/shared.ts'
import { qrCode } from '#modules/printing/index.ts'

export const loader = tenantLoader('courses.teach', z.object({}), async (tx, _input, edge) => ({
  devices: await listLearnDevices(tx),
  title: textsFor(languageOf(edge.request)).t('classes:devices.title'),
}))

const DeviceForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('add'), name: LearnerName }),
  z.strictObject({ intent: z.literal('revoke'), deviceId: z.uuid() }),
])

type Done = { done: 'added'; name: string; link: string; squares: string[] } | { done: 'revoked' }

async function change(tx: Tx, form: z.output<typeof DeviceForm>, edge: Edge): Promise<Done> {
  if (form.intent === 'revoke') {
    await revokeLearnDevice(tx, form)
    return { done: 'revoked' }
  }
  const { name } = form
  const { token } = await addLearnDevice(tx, edge.actor.tenantId, { name, learnerId: null })
  // Behind the #, so that the token reaches no log on its way.
  const link = `${new URL(edge.request.url).origin}/learn/#device=${token}`
  return { done: 'added', name, link, squares: qrCode(link).modules }
}
export const action = tenantAction('courses.teach', DeviceForm, change)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Devices that learners sit before: added by a link, seen, and revoked when lost. */
export default function Devices() {
  const { devices } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const errors = useFormErrors(answer, ['name'])
  const done = answer?.ok ? answer.value : undefined
  return (
    <>
      <PageHeader
        title={t('devices.title')}
        back={
          <Link to={`/${slug}/learners`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('learners.title')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose class-form">
        {errors.general && <Notice kind="wrong" title={errors.general} announce />}
        {done?.done === 'revoked' && <Notice kind="done" title={t('devices.revoked')} announce />}
        {done?.done === 'added' && (
          <Card title={t('devices.added', { name: done.name })}>
            <p>{t('devices.once')}</p>
            <QrCode label={t('devices.qr', { name: done.name })} squares={done.squares} />
            <CopyField
              label={t('devices.link')}
              value={done.link}
              copyLabel={t('devices.copy')}
              copiedLabel={t('devices.copied')}
            />
          </Card>
        )}
        <Card title={t('devices.add')}>
          <Form method="post" className="stack" key={devices.length}>
            <input type="hidden" name="intent" value="add" />
            <Field
              label={t('devices.name')}
              hint={t('devices.name_hint')}
              name="name"
              required
              maxLength={60}
              error={errors.field('name')}
            />
            <Button type="submit" kind="primary" icon={Plus}>
              {t('devices.save')}
            </Button>
          </Form>
        </Card>
        <DeviceList />
      </div>
    </>
  )
}

function DeviceList() {
  const { devices } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const days = useDays()
  return (
    <Card title={t('devices.list')}>
      {devices.length === 0 && <p className="muted">{t('devices.none')}</p>}
      <ul className="learner-rows">
        {devices.map(({ id, name, learnerId, lastSeenAt }) => (
          <li key={id} className="device-row">
            <span>
              <b>{name}</b>
              <br />
              <span className="muted cap">
                {[
                  learnerId === null ? t('devices.of_centre') : t('devices.own'),
                  lastSeenAt === null
                    ? t('devices.never_seen')
                    : t('devices.seen', { date: days.short(lastSeenAt) }),
                ].join(' · ')}
              </span>
            </span>
            <Disclosure label={t('devices.revoke')} kind="quiet">
              <p>{t('devices.revoke_text')}</p>
              <Form method="post">
                <input type="hidden" name="intent" value="revoke" />
                <input type="hidden" name="deviceId" value={id} />
                <Button type="submit" kind="danger">
                  {t('devices.revoke_confirm', { name })}
                </Button>
              </Form>
            </Disclosure>
          </li>
        ))}
      </ul>
    </Card>
  )
}
