import {
  CircleCheck,
  type LucideIcon,
  MessageCircleQuestion,
  PhoneCall,
  RotateCcw,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { Ending, Scenario, ScenarioNode } from '#modules/learning/shared.ts'
import { Listen } from './listen.tsx'
import { useElapsed } from './rescue-clock.tsx'
import { Phrases } from './rich-text.tsx'
import { flagsOf, type Play, rescueMsOf } from './scenario-state.ts'
import { Next, Said } from './screen.tsx'
import { useLesson } from './use-lesson.ts'

const SIGNS: Readonly<Record<Ending, LucideIcon>> = {
  safe: CircleCheck,
  rescued: PhoneCall,
  missed: MessageCircleQuestion,
}

export interface ScenarioEndProps {
  scenario: Scenario
  play: Play
  node: Extract<ScenarioNode, { kind: 'end' }>
  onAgain: () => void
  onDone: () => void
}

/** How it ended, and what was odd on the way. */
export function ScenarioEnd({ scenario, play, node, onAgain, onDone }: ScenarioEndProps) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const Sign = SIGNS[node.ending]
  const rescueMs = rescueMsOf(play)
  const passed = useElapsed(rescueMs ?? 0)
  return (
    <>
      <Said when={undefined}>
        <div className={`scenario-end scenario-end-${node.ending}`}>
          <h2>
            <Sign aria-hidden="true" />
            <span>{t(`ending.${node.ending}`)}</span>
          </h2>
          <p lang={pack.language}>
            <Phrases text={node.text} />
          </p>
          {rescueMs !== undefined && <p>{t('rescue.took', { passed })}</p>}
          <Listen id={`${scenario.id}:${node.id}`} text={node.text} isMain />
        </div>
      </Said>
      <Flags scenario={scenario} play={play} />
      <Next takesFocus onPress={onDone} />
      <Button size="key" wide icon={RotateCcw} onClick={onAgain}>
        {t('scenario.again')}
      </Button>
    </>
  )
}

function Flags({ scenario, play }: { scenario: Scenario; play: Play }) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const flags = flagsOf(scenario, play)
  if (flags.length === 0) return null
  return (
    <section className="scenario-flags">
      <h2>{t('scenario.flags')}</h2>
      <ol className="lesson-flags">
        {flags.map(({ id, text, flag }, at) => (
          <li key={id} className="lesson-said lesson-reason">
            <span className="lesson-number">{at + 1}</span>
            <div lang={pack.language}>
              <p className="lesson-flag-text">{text}</p>
              <p className="lesson-said-title">{flag}</p>
            </div>
            <Listen id={`${id}:flag`} text={flag} stacked />
          </li>
        ))}
      </ol>
    </section>
  )
}
