import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, Printer, QrCode as QrIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { classes } from '#app/components/classes.ts'
import { CopyField } from '#app/components/copy-field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { QrCode } from '#app/components/qr-code.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useDays } from '#app/use-days.ts'
import { getClass } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { getLearner, listLearners, phones } from '#modules/learning/index.ts'
import { qrCode } from '#modules/printing/index.ts'

const Query = z.object({ class: z.uuid().optional().catch(undefined) })

export const loader = tenantLoader('courses.teach', Query, async (tx, query, edge) => {
  const found = query.class === undefined ? undefined : await getClass(tx, query.class)
  const listed = found && new Set(found.members.map(({ learnerId }) => learnerId))
  const owners = await phones.listOwners(tx)
  return {
    back: found ? { id: found.id, title: found.title } : null,
    learners: (await listLearners(tx))
      .filter(({ id }) => listed?.has(id) ?? true)
      .map(({ id, displayName }) => ({
        id,
        name: displayName ?? '',
        hasPhone: owners.has(id),
        // Everybody of a class who has none; of the whole centre, whoever is asked for.
        isWanted: listed !== undefined && !owners.has(id),
      })),
    centre: edge.membership.name,
    title: textsFor(languageOf(edge.request)).t('phones:invitations'),
  }
})

const Wanted = z.strictObject({
  class: z.uuid().optional(),
  learner: z.array(z.uuid(), 'centre.nobody_chosen').min(1).max(60),
})

/** New invitations; what their links say is told here once. */
async function invite(tx: Tx, { learner }: z.output<typeof Wanted>, edge: Edge) {
  const { origin } = new URL(edge.request.url)
  const invitations = []
  for (const learnerId of learner) {
    const { displayName } = await getLearner(tx, learnerId)
    const { token, expiresAt } = await phones.inviteLearner(tx, edge.actor.tenantId, { learnerId })
    // Behind the #, so that the token reaches no log on its way.
    const link = `${origin}/learn/#invite=${token}`
    const squares = qrCode(link).modules
    invitations.push({ learnerId, name: displayName ?? '', link, squares, expiresAt })
  }
  return invitations
}
export const action = tenantAction('courses.teach', Wanted, invite)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Invitations for people's own phones: who gets one, then what to show, send or print. */
export default function Invitations() {
  const { back } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['phones', 'classes'])
  const { slug } = useOffice()
  const invitations = answer?.ok ? answer.value : undefined
  const [only] = invitations?.length === 1 ? invitations : []
  const from = back
    ? { to: `/${slug}/classes/${back.id}/people`, word: back.title }
    : only
      ? { to: `/${slug}/learners/${only.learnerId}`, word: only.name }
      : { to: `/${slug}/learners`, word: t('classes:learners.title') }
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t('invitations')}
          back={
            <Link to={from.to} className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={ArrowLeft}>{from.word}</ButtonFace>
            </Link>
          }
        >
          {invitations && (
            <Button kind="primary" size="key" icon={Printer} onClick={() => window.print()}>
              {t('print')}
            </Button>
          )}
        </PageHeader>
      </div>
      {invitations ? <Sheet invitations={invitations} /> : <ChooseLearners />}
    </>
  )
}

interface SheetProps {
  invitations: {
    learnerId: string
    name: string
    link: string
    squares: string[]
    expiresAt: Date
  }[]
}

function Sheet({ invitations }: SheetProps) {
  const { centre } = useLoaderData<typeof loader>()
  const { t } = useTranslation('phones')
  const days = useDays()
  const [only] = invitations.length === 1 ? invitations : []
  return (
    <>
      <div className="no-print stack class-form">
        <Notice kind="waiting" title={t('once')}>
          {t('how')}
        </Notice>
        {only && (
          <CopyField
            label={t('link', { name: only.name })}
            value={only.link}
            copyLabel={t('copy')}
            copiedLabel={t('copied')}
          />
        )}
      </div>
      <ul className="card-sheet">
        {invitations.map(({ learnerId, name, squares, expiresAt }) => (
          <li key={learnerId} className={classes('learner-card', only && 'learner-card-large')}>
            <QrCode label={t('qr', { name })} squares={squares} />
            <div>
              <p className="learner-card-name">{name}</p>
              <p>{centre}</p>
              <p>{t('scan')}</p>
              <p>{t('until', { date: days.short(expiresAt) })}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function ChooseLearners() {
  const { back, learners } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation(['phones', 'classes'])
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, [])
  return (
    <Form method="post" className="stack stack-loose class-form">
      {back && <input type="hidden" name="class" value={back.id} />}
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <p>{t('text')}</p>
      <Card title={t('who')}>
        {learners.length === 0 && <p className="muted">{t('classes:learners.none')}</p>}
        <div className="class-list">
          {learners.map(({ id, name, hasPhone, isWanted }) => (
            <Checkbox
              key={id}
              name="learner[]"
              value={id}
              label={name}
              hint={hasPhone ? t('has_phone') : undefined}
              defaultChecked={isWanted}
            />
          ))}
        </div>
      </Card>
      {learners.length > 0 && (
        <Button type="submit" kind="primary" size="pay" wide icon={QrIcon} busy={isBusy}>
          {t('make')}
        </Button>
      )}
    </Form>
  )
}
