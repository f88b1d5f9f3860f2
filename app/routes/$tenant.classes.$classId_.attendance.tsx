import '#app/classes/classes.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ArrowLeft, Camera, Check, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { CardCamera } from '#app/classes/card-camera.tsx'
import { type Said, useRoll } from '#app/classes/use-roll.ts'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { useScanner } from '#app/scan/use-scanner.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getClass } from '#modules/centre/index.ts'
import { listLearners } from '#modules/learning/index.ts'

const Params = z.object({ classId: z.uuid() })

export const loader = tenantLoader('courses.teach', Params, async (tx, { classId }, edge) => {
  const { title, members, attendance } = await getClass(tx, classId)
  const cards = new Map((await listLearners(tx)).map(({ id, cardHash }) => [id, cardHash]))
  return {
    classId,
    classTitle: title,
    // The hash of a card's 256 random bits tells nobody its code, and finds its owner without network.
    people: members.map(({ learnerId, displayName }) => ({
      learnerId,
      name: displayName ?? '',
      cardHash: cards.get(learnerId)?.toString('hex') ?? null,
    })),
    there: attendance.flatMap(({ learnerId, isThere }) => (isThere ? [learnerId] : [])),
    title: textsFor(languageOf(edge.request)).t('classes:attendance.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Who is there: one tap each, or their card. */
export default function Attendance() {
  const { classId, classTitle, people: first, there: known } = useLoaderData<typeof loader>()
  const { t } = useTranslation('classes')
  const { slug } = useOffice()
  const [isCameraOpen, setIsCameraOpen] = useState(false)
  const roll = useRoll({
    classId,
    address: `/${slug}/classes/${classId}/notes`,
    people: first,
    there: known,
  })
  useScanner((code) => void roll.takeCard(code))
  const { people, there, note } = roll
  const count = people.filter(({ learnerId }) => there.has(learnerId)).length
  return (
    <>
      <PageHeader
        title={t('attendance.count', { count, all: people.length })}
        under={t('attendance.hint')}
        back={
          <Link to={`/${slug}/classes/${classId}`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{classTitle}</ButtonFace>
          </Link>
        }
      >
        {!isCameraOpen && (
          <Button icon={Camera} size="key" onClick={() => setIsCameraOpen(true)}>
            {t('camera.open')}
          </Button>
        )}
        <EverybodyIsThere count={people.length - count} onConfirm={roll.noteAll} />
      </PageHeader>
      <div className="stack">
        {isCameraOpen && (
          <CardCamera
            onCode={(code) => void roll.takeCard(code)}
            onClose={() => setIsCameraOpen(false)}
          />
        )}
        <SaidLine said={roll.said} />
        {roll.waitingCount > 0 && roll.state !== 'online' && (
          <Notice kind="waiting" title={t('attendance.waiting', { count: roll.waitingCount })}>
            {roll.state === 'refused' ? t('attendance.refused') : t('attendance.offline')}
          </Notice>
        )}
        {people.length === 0 && <Notice kind="waiting" title={t('nobody')} />}
        <div className="roll-tiles">
          {people.map((person) => {
            const isThere = there.has(person.learnerId)
            return (
              <button
                key={person.learnerId}
                type="button"
                className="roll-tile"
                aria-pressed={isThere}
                onClick={() => note(person, !isThere, 'tap')}
              >
                <span className="roll-mark">{isThere && <Check aria-hidden="true" />}</span>
                <span>{person.name}</span>
              </button>
            )
          })}
        </div>
      </div>
    </>
  )
}

/** Asked once more: one press marks a whole class. */
function EverybodyIsThere({ count, onConfirm }: { count: number; onConfirm: () => void }) {
  const { t } = useTranslation('classes')
  const [isOpen, setIsOpen] = useState(false)
  if (count === 0) return null
  return (
    <>
      <Button icon={Users} size="key" onClick={() => setIsOpen(true)}>
        {t('attendance.all')}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('attendance.all')}
        closeLabel={t('cancel')}
        actions={
          <Button
            kind="primary"
            size="key"
            icon={Check}
            onClick={() => {
              onConfirm()
              setIsOpen(false)
            }}
          >
            {t('attendance.all_confirm', { count })}
          </Button>
        }
      >
        <p>{t('attendance.all_text', { count })}</p>
      </Dialog>
    </>
  )
}

function SaidLine({ said }: { said: Said | undefined }) {
  const { t } = useTranslation('classes')
  const words =
    said === undefined
      ? ''
      : said.kind === 'there' || said.kind === 'away'
        ? t(`said.${said.kind}`, { name: said.name })
        : t(`said.${said.kind}`)
  return (
    <p className="roll-said" role="status" data-kind={said?.kind}>
      {words}
    </p>
  )
}
