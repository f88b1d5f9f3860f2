import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { ArrowLeft, IdCard, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { QrCode } from '#app/components/qr-code.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type Edge, tenantAction, tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { getLearner, listLearners, makeCard } from '#modules/learning/index.ts'
import { qrCode } from '#modules/printing/index.ts'

const Query = z.object({ learner: z.uuid().optional().catch(undefined) })

export const loader = tenantLoader('courses.teach', Query, async (tx, { learner }, edge) => ({
  learners: (await listLearners(tx)).map(({ id, displayName, cardHash }) => ({
    id,
    name: displayName ?? '',
    hasCard: cardHash !== null,
    isWanted: learner === undefined ? cardHash === null : id === learner,
  })),
  centre: edge.membership.name,
  title: textsFor(languageOf(edge.request)).t('classes:cards.title'),
}))

const Wanted = z.strictObject({ learner: z.array(z.uuid(), 'centre.nobody_chosen').min(1).max(60) })

/** New cards; what their codes say is told here once, to be printed. */
async function makeCards(tx: Tx, { learner }: z.output<typeof Wanted>, _edge: Edge) {
  const cards = []
  for (const learnerId of learner) {
    const { displayName } = await getLearner(tx, learnerId)
    const { code } = await makeCard(tx, { learnerId })
    cards.push({ learnerId, name: displayName ?? '', squares: qrCode(code).modules })
  }
  return cards
}
export const action = tenantAction('courses.teach', Wanted, makeCards)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Cards to sign in with: who gets one, then the sheet to print. */
export default function Cards() {
  const { centre } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const cards = answer?.ok ? answer.value : undefined
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t('cards.title')}
          back={
            <Link to={`/${slug}/learners`} className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={ArrowLeft}>{t('learners.title')}</ButtonFace>
            </Link>
          }
        >
          {cards && (
            <Button kind="primary" size="key" icon={Printer} onClick={() => window.print()}>
              {t('cards.print')}
            </Button>
          )}
        </PageHeader>
      </div>
      {cards ? (
        <>
          <div className="no-print stack">
            <Notice kind="waiting" title={t('cards.once')}>
              {t('cards.cut')}
            </Notice>
          </div>
          <ul className="card-sheet">
            {cards.map(({ learnerId, name, squares }) => (
              <li key={learnerId} className="learner-card">
                <QrCode label={t('cards.qr', { name })} squares={squares} />
                <div>
                  <p className="learner-card-name">{name}</p>
                  <p>{centre}</p>
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <ChooseLearners />
      )}
    </>
  )
}

function ChooseLearners() {
  const { learners } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('classes')
  const isBusy = useNavigation().state === 'submitting'
  const errors = useFormErrors(answer, [])
  return (
    <Form method="post" className="stack stack-loose class-form">
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <p>{t('cards.text')}</p>
      <Card title={t('cards.who')}>
        {learners.length === 0 && <p className="muted">{t('learners.none')}</p>}
        <div className="class-list">
          {learners.map(({ id, name, hasCard, isWanted }) => (
            <Checkbox
              key={id}
              name="learner[]"
              value={id}
              label={name}
              hint={hasCard ? t('cards.replaces') : undefined}
              defaultChecked={isWanted}
            />
          ))}
        </div>
      </Card>
      {learners.length > 0 && (
        <Button type="submit" kind="primary" size="pay" wide icon={IdCard} busy={isBusy}>
          {t('cards.make')}
        </Button>
      )}
    </Form>
  )
}
