import { ArrowLeft, Banknote, Phone } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { Segments } from '#app/components/segments.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { recordScamPause, type ScamAnswers, scamProneMinor } from './scam.ts'
import type { Selling } from './use-selling.ts'
import { useVoice } from './voice.ts'
import type { WorkingTill } from './working-till.ts'

export interface ScamDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
}

const QUESTIONS = ['wasAsked', 'neverMet', 'isHurried'] as const

/**
 * Before much is paid for what scammers make people buy: three questions that customer and cashier
 * read together, and the number to ask. It accuses nobody, and whoever wants to buy can.
 */
export function ScamDialog({ till, selling, onClose }: ScamDialogProps) {
  const { t } = useTranslation('scam')
  const [answers, setAnswers] = useState<ScamAnswers>({})
  const [hasCalled, setHasCalled] = useState(false)
  const first = useRef<HTMLHeadingElement>(null)
  const pauseId = useMemo(newId, [])
  const voice = useVoice(selling.snapshot.person.locale)
  const questions = QUESTIONS.map((each) => t(`pause.question.${each}`)).join(' ')
  useEffect(() => voice.read(`${t('pause.title')}。${questions}`), [voice, questions, t])

  const end = (goesOn: boolean) => {
    const { cart, snapshot, change, setView } = selling
    const outcome = hasCalled ? 'called_165' : goesOn ? 'went_on' : 'stopped'
    const pause = {
      pauseId,
      at: new Date(),
      amountMinor: scamProneMinor(cart, snapshot),
      outcome,
      answers,
    } as const
    change({ type: 'note_scam_asked' })
    // The sale does not wait for it: it is no money, and the question has been asked.
    till.commit((facts) => recordScamPause(facts, pause)).catch(console.error)
    voice.hush()
    onClose()
    if (goesOn) setView({ name: 'pay' })
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      closeLabel={t('pause.close')}
      title={t('pause.title')}
      initialFocus={first}
    >
      <div className="scam-pause">
        <h3 ref={first} tabIndex={-1} className="scam-pause-lead">
          {t('pause.lead')}
        </h3>
        <ol className="scam-questions">
          {QUESTIONS.map((each) => (
            <li key={each}>
              <p>{t(`pause.question.${each}`)}</p>
              <Segments
                label={t(`pause.question.${each}`)}
                name={each}
                size="key"
                value={chosenOf(answers[each])}
                onChoose={(value) => setAnswers({ ...answers, [each]: value === 'yes' })}
                segments={[
                  { value: 'yes', label: each === 'neverMet' ? t('pause.it_is') : t('pause.yes') },
                  {
                    value: 'no',
                    label: each === 'neverMet' ? t('pause.it_is_not') : t('pause.no'),
                  },
                ]}
              />
            </li>
          ))}
        </ol>
        <Hotline hasCalled={hasCalled} onCall={() => setHasCalled(true)} />
        <div className="scam-actions">
          <Button size="pay" wide icon={ArrowLeft} onClick={() => end(false)}>
            {t('pause.stop')}
          </Button>
          <Button size="pay" wide icon={Banknote} onClick={() => end(true)}>
            {t('pause.go_on')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const chosenOf = (answer: boolean | undefined) =>
  answer === undefined ? undefined : answer ? 'yes' : 'no'

/** 165 in figures one reads from across the counter; on a phone it is one press to ring. */
function Hotline({ hasCalled, onCall }: { hasCalled: boolean; onCall: () => void }) {
  const { t } = useTranslation('scam')
  const look = { kind: 'primary', size: 'pay', wide: true } as const
  return (
    <section className="scam-hotline" aria-label={t('pause.hotline')}>
      <p className="scam-hotline-words">
        <span>{t('pause.hotline')}</span>
        <b className="scam-hotline-number">165</b>
      </p>
      {isPhone() ? (
        <a className={buttonClass(look)} href="tel:165" onClick={onCall}>
          <ButtonFace icon={Phone}>{t('pause.call')}</ButtonFace>
        </a>
      ) : (
        <Button {...look} icon={Phone} aria-pressed={hasCalled} onClick={onCall}>
          {t('pause.call')}
        </Button>
      )}
      {hasCalled && <p role="status">{t('pause.called')}</p>}
    </section>
  )
}

/** Held in the hand and small: most likely a telephone. */
const isPhone = () => matchMedia('(pointer: coarse) and (max-width: 599.98px)').matches
