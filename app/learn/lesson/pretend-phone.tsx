import { Phone, PhoneCall } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { ScenarioNode } from '#modules/learning/shared.ts'
import { DigitKeys } from './digit-keys.tsx'
import { Listen } from './listen.tsx'
import { PracticeFrame } from './practice-frame.tsx'
import { Phrases } from './rich-text.tsx'
import { Next, Said } from './screen.tsx'
import { useLesson } from './use-lesson.ts'

type DialNode = Extract<ScenarioNode, { kind: 'dial' }>

/** It rings that long before somebody answers. */
const RING_MS = 1800

/** A phone to practise on: the number is really typed, and really dialled. Nothing leaves the device. */
export function PretendPhone({ node, onDone }: { node: DialNode; onDone: () => void }) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(0)
  const [stage, setStage] = useState<'typing' | 'ringing' | 'answered'>('typing')
  useAnswering(node, stage, () => setStage('answered'))
  const dial = () => {
    const isRight = typed === node.number
    setWrong(isRight ? 0 : wrong + 1)
    if (isRight) setStage('ringing')
    else setTyped('')
  }
  const type = (next: string) => {
    setWrong(0)
    setTyped(next)
  }
  const title = stage === 'typing' ? node.text : node.number
  return (
    <>
      <PracticeFrame>
        <div className="phone">
          <div className="phone-head">
            <p lang={stage === 'typing' ? pack.language : undefined}>{title}</p>
            {stage === 'typing' && <Listen id={`${node.id}:dial`} text={node.text} isMain />}
          </div>
          {stage === 'typing' && (
            <DigitKeys label={t('phone.typed')} typed={typed} onType={type} isPhone />
          )}
          <Said when={stage}>
            {stage === 'ringing' && <Ringing />}
            {stage === 'answered' && <Answered node={node} />}
          </Said>
        </div>
      </PracticeFrame>
      <Said when={wrong}>
        {wrong > 0 && <p className="lesson-said">{t('phone.wrong', { number: node.number })}</p>}
      </Said>
      {stage === 'typing' && (
        <div className="lesson-next">
          <Button kind="primary" size="pay" wide icon={Phone} data-primary="" onClick={dial}>
            {t('phone.dial')}
          </Button>
        </div>
      )}
      {stage === 'answered' && <Next takesFocus label={t('scenario.on')} onPress={onDone} />}
    </>
  )
}

function Ringing() {
  const { t } = useTranslation('lesson')
  return (
    <div className="practice-ringing">
      <PhoneCall aria-hidden="true" />
      <p>{t('phone.ringing')}</p>
    </div>
  )
}

function Answered({ node }: { node: DialNode }) {
  const { pack } = useLesson()
  return (
    <div className="practice-telling">
      <p lang={pack.language}>
        <Phrases text={node.answer} />
      </p>
      <Listen id={`${node.id}:answer`} text={node.answer} isMain />
    </div>
  )
}

/** Rings, then somebody answers, and is heard where the device can speak. */
function useAnswering(node: DialNode, stage: string, onAnswer: () => void) {
  const { isCalm, voice } = useLesson()
  const { say } = voice
  useEffect(() => {
    if (stage !== 'ringing') return
    const timer = setTimeout(onAnswer, isCalm ? 0 : RING_MS)
    return () => clearTimeout(timer)
  })
  useEffect(() => {
    if (stage === 'answered') say(`${node.id}:answer`, node.answer)
  }, [stage, node, say])
}
